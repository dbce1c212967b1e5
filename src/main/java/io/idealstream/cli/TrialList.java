package io.idealstream.cli;

import io.idealstream.cli.trial.TrialKind;
import io.idealstream.cli.trial.TrialTopics;
import io.idealstream.cli.trial.Trials;
import io.idealstream.wire.codec.Json;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code trial list}: what is on trial, and what the job last said of it. */
@Command(name = "list", description = "List the trials with their state, and what they change.")
final class TrialList implements Runnable {
  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    TrialTopics topics = TrialSender.topics(kafka);
    PrintWriter out = spec.commandLine().getOut();
    for (TrialKind<?> kind : List.of(TrialKind.SPACE, TrialKind.QUERY)) {
      list(kind, topics, out);
    }
    out.flush();
  }

  private <D> void list(TrialKind<D> kind, TrialTopics topics, PrintWriter out) {
    for (Trials.Pair<D> pair : Trials.read(kind, topics).all()) {
      if (json) {
        out.println(Json.text(tree(kind, pair)));
      } else {
        print(kind, pair, out);
      }
    }
  }

  private static <D> Map<String, Object> tree(TrialKind<D> kind, Trials.Pair<D> pair) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("kind", kind.status().code());
    tree.put("trial", pair.trial().name());
    tree.put("published", pair.trial().published());
    tree.put("status", pair.trial().status());
    tree.put("activeSince", pair.trial().activeSince());
    tree.put("live", pair.live() == null ? null : pair.live().status());
    tree.put("differences", pair.differences());
    return tree;
  }

  private static <D> void print(TrialKind<D> kind, Trials.Pair<D> pair, PrintWriter out) {
    out.println(
        "%s %s, published %s: %s"
            .formatted(
                kind.status().code(),
                pair.trial().name(),
                pair.trial().published(),
                pair.trial().state()));
    out.println("  live: " + (pair.live() == null ? "gone" : pair.live().state()));
    pair.differences().forEach(difference -> out.println("  " + difference));
  }
}
