package io.idealstream.cli;

import io.idealstream.cli.QueryTopics.Wanted;
import io.idealstream.wire.Query;
import io.idealstream.wire.codec.Json;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code query list}: what is wanted, and what the job last said of it. */
@Command(name = "list", description = "List standing queries with their state.")
final class QueryList implements Runnable {
  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    for (Wanted wanted : new QueryTopics(kafka).all().values()) {
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
    tree.put("id", wanted.id());
    tree.put("state", wanted.status() == null ? null : wanted.status().state().code());
    tree.put("version", wanted.status() == null ? null : wanted.status().version());
    tree.put("detail", wanted.status() == null ? null : wanted.status().detail());
    tree.put("query", wanted.query());
    return tree;
  }

  private static void print(Wanted wanted, PrintWriter out) {
    out.println(
        wanted.status() == null
            ? wanted.id() + ": nothing was said of it yet"
            : Acknowledged.line(wanted.status()));
    Query query = wanted.query();
    out.println("  " + (query == null ? "cannot be read" : QuerySentence.of(query)));
  }
}
