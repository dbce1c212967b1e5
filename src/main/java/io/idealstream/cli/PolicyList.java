package io.idealstream.cli;

import io.idealstream.cli.PolicyTopics.Wanted;
import io.idealstream.policy.PolicyFile;
import io.idealstream.wire.codec.Json;
import io.idealstream.wire.config.Misconfigured;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code policy list}: what is wanted, and what the job last said of it. */
@Command(name = "list", description = "List the policies on their topic with their state.")
final class PolicyList implements Runnable {
  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    for (Wanted wanted : PolicyTopics.read(kafka).wanted().values()) {
      if (json) {
        out.println(Json.text(tree(wanted)));
      } else {
        print(wanted, out);
      }
    }
    out.flush();
  }

  private static Map<String, Object> tree(Wanted wanted) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("policy", wanted.name());
    tree.put("state", wanted.status() == null ? null : wanted.status().state().code());
    tree.put("version", wanted.status() == null ? null : wanted.status().version());
    tree.put("since", wanted.since());
    tree.put("detail", wanted.status() == null ? null : wanted.status().detail());
    tree.put("file", wanted.text() == null ? null : wanted.text().fields());
    return tree;
  }

  private static void print(Wanted wanted, PrintWriter out) {
    out.println(
        wanted.status() == null
            ? wanted.name() + ": nothing was said of it yet"
            : Acknowledged.line(wanted.status()));
    out.println("  " + sentence(wanted));
  }

  private static String sentence(Wanted wanted) {
    if (wanted.text() == null) {
      return "cannot be read";
    }
    try {
      return PolicySentence.withoutName(PolicyFile.read(wanted.text()));
    } catch (Misconfigured wrong) {
      return String.join("; ", wrong.problems());
    }
  }
}
