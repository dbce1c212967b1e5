package io.idealstream.cli;

import io.idealstream.client.Publisher;
import io.idealstream.client.Tail;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Erasure;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.ErasureReader;
import io.idealstream.wire.codec.ReadingLimits;
import io.idealstream.wire.codec.Topic;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code forget}. */
@Command(
    name = "forget",
    description =
        "Forget one item: a job takes it out of its state, and what cannot be taken out is said."
            + " A job that does not run now does so when it runs next.")
final class ForgetCommand implements Callable<Integer> {
  @Mixin private KafkaOptions kafka = new KafkaOptions();
  @Mixin private Acknowledged acknowledged = new Acknowledged();

  @Option(names = "--feed", required = true, description = "The feed of the item.")
  private String feed;

  @Option(names = "--id", required = true, description = "The id of the item.")
  private String id;

  @Mixin private DoneBy done = new DoneBy();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Erasure erasure =
        new Erasure(
            UUID.randomUUID().toString(), feed, id, done.by(), done.reason(), Instant.now());
    Outgoing message = checked(erasure);
    List<ItemTopic> topics = ItemTopic.of(kafka, erasure);
    tellOfUnknownFeed();
    ErasureReport report =
        new ErasureReport(erasure, send(message, erasure, topics), topics, acknowledged.asked());
    if (json) {
      spec.commandLine().getOut().println(report.json());
    } else {
      report.print(spec.commandLine().getOut());
    }
    return report.answered() || !acknowledged.asked() ? 0 : 1;
  }

  /** The message, read before as the job will read it. */
  private Outgoing checked(Erasure erasure) {
    Outgoing message = Topic.ERASURES.message(erasure, Encoding.JSON);
    try {
      new ErasureReader(ReadingLimits.DEFAULT)
          .read(
              new TopicRecord(
                  Topic.ERASURES.code(), 0, 0, 0, message.key(), message.value(), List.of()));
    } catch (Unreadable why) {
      throw new ParameterException(spec.commandLine(), why.getMessage());
    }
    return message;
  }

  private void tellOfUnknownFeed() {
    StatusNames.read(kafka).unknownFeed(feed).ifPresent(spec.commandLine().getErr()::println);
  }

  /** What the job says of it; empty where nobody waits, or it is not said in time. */
  private Optional<Status> send(Outgoing message, Erasure erasure, List<ItemTopic> topics) {
    if (!acknowledged.asked()) {
      publish(message, erasure, topics);
      return Optional.empty();
    }
    try (Tail tail = new QueryTopics(kafka).statuses()) {
      publish(message, erasure, topics);
      return acknowledged.await(
          tail,
          StatusKind.ERASURE,
          new Acknowledged.Change(erasure.request(), StatusState.DONE, Acknowledged.ANY),
          spec.commandLine().getErr());
    }
  }

  private void publish(Outgoing message, Erasure erasure, List<ItemTopic> topics) {
    String erasures = kafka.name(Topic.ERASURES);
    Set<String> names = new LinkedHashSet<>(Set.of(erasures));
    topics.stream()
        .filter(topic -> !topic.tombstones().isEmpty())
        .forEach(topic -> names.add(topic.name()));
    try (Publisher publisher = Publisher.to(kafka.connection(), names)) {
      publisher.send(erasures, message);
      for (ItemTopic topic : topics) {
        topic
            .tombstones()
            .forEach(key -> publisher.send(topic.name(), Outgoing.removal(key, erasure)));
      }
      publisher.flush();
    }
  }
}
