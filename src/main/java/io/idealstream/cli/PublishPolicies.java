package io.idealstream.cli;

import io.idealstream.cli.Acknowledged.Change;
import io.idealstream.client.Tail;
import io.idealstream.policy.PolicyFile;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.TrialName;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.config.Count;
import io.idealstream.wire.decision.PolicyText;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code publish policies}: policy files, checked before anything is sent. */
@Command(
    name = "policies",
    description = {
      "Send policy files, all of which are checked before.",
      "Without --space and --query, spaces and queries that are not on their topics are told."
    })
final class PublishPolicies implements Callable<Integer> {
  @Mixin private KafkaOptions kafka = new KafkaOptions();
  @Mixin private PolicyFiles files = new PolicyFiles();
  @Mixin private Acknowledged acknowledged = new Acknowledged();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    List<PolicyText> policies =
        files.read().keySet().stream().map(file -> PolicyFile.text(file)).toList();
    PrintWriter err = spec.commandLine().getErr();
    tellOfUnknown(err);
    List<Outgoing> messages =
        policies.stream().map(policy -> Topic.POLICIES.message(policy, Encoding.JSON)).toList();
    if (!acknowledged.asked()) {
      send(messages);
      return 0;
    }
    List<Change> changes = new ArrayList<>();
    DefinitionsInForce inForce = DefinitionsInForce.policies(kafka);
    for (int i = 0; i < policies.size(); i++) {
      Outgoing message = messages.get(i);
      Optional<Status> unchanged = inForce.unchanged(message);
      if (unchanged.isPresent()) {
        err.println(Acknowledged.unchanged(unchanged.get()));
      } else {
        changes.add(
            new Change(
                policies.get(i).policy(), StatusState.ACTIVE, inForce.versionBefore(message)));
      }
    }
    try (Tail tail = new QueryTopics(kafka).statuses()) {
      send(messages);
      return acknowledged.await(tail, StatusKind.POLICY, changes, err);
    }
  }

  /** They may be on their way: it is no reason not to send the policies. */
  private void tellOfUnknown(PrintWriter err) {
    QueryTopics topics = new QueryTopics(kafka);
    List<String> queries =
        topics.all().keySet().stream().filter(id -> !TrialName.isOne(id)).toList();
    files
        .unknown(topics.spaces().values(), queries)
        .forEach(problem -> err.println("idealstream: " + problem + " (sent all the same)"));
  }

  private void send(List<Outgoing> messages) {
    kafka.send(Topic.POLICIES, messages);
    spec.commandLine().getOut().println(Count.of(messages.size(), "policy", "policies") + " sent");
  }
}
