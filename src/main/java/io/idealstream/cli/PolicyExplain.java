package io.idealstream.cli;

import io.idealstream.cli.PolicyTopics.Wanted;
import io.idealstream.policy.Facts;
import io.idealstream.wire.codec.Json;
import io.idealstream.wire.decision.Decision;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code policy explain}: from the topics alone. */
@Command(
    name = "explain",
    description = {
      "Tell why an item was decided as it was, or what policies make of one that was not.",
      "Exit code 1 where topics decisions, labels and hits hold nothing of it."
    })
final class PolicyExplain implements Callable<Integer> {
  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Parameters(paramLabel = "ITEM", description = "Its id, or feed/id.")
  private String item;

  @Option(names = "--feed", description = "The feed of the item; ITEM is its id then.")
  private String feed;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    ItemRecords records = new ItemRecords(kafka, new ItemName(feed, item));
    List<Decision> decisions = records.decisions();
    Facts undecided = decisions.isEmpty() ? records.facts() : null;
    PolicyTopics topics = PolicyTopics.read(kafka);
    if (json) {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put(
          "decisions",
          decisions.stream().map(one -> new DecisionAccount(one, topics).tree()).toList());
      tree.put(
          "undecided",
          undecided == null ? null : new UndecidedAccount(undecided, topics.wanted()).tree());
      spec.commandLine().getOut().println(Json.text(tree));
    } else {
      print(decisions, undecided, topics);
    }
    return 0;
  }

  private void print(List<Decision> decisions, Facts undecided, PolicyTopics topics) {
    PrintWriter out = spec.commandLine().getOut();
    for (Decision decision : decisions) {
      new DecisionAccount(decision, topics).lines().forEach(out::println);
    }
    if (undecided != null) {
      Map<String, Wanted> wanted = topics.wanted();
      new UndecidedAccount(undecided, wanted).lines().forEach(out::println);
    }
    out.flush();
  }
}
