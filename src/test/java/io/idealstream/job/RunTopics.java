package io.idealstream.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.client.Isolation;
import io.idealstream.client.KafkaConnection;
import io.idealstream.client.Publisher;
import io.idealstream.client.Start;
import io.idealstream.client.Tail;
import io.idealstream.client.Topics;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Query;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.codec.SpaceFile;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.space.SpaceDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The topics of one job: what is sent there and what comes out. */
final class RunTopics {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final int PARTITIONS = 4;

  private final KafkaConnection connection;
  private final String prefix;
  private final Supplier<String> job;

  /**
   * @param job what is said of the job where nothing comes out
   */
  RunTopics(KafkaConnection connection, String prefix, Supplier<String> job) {
    this.connection = connection;
    this.prefix = prefix;
    this.job = job;
  }

  /** Creates all topics, with the space of birds and a query for ducks in theirs. */
  void begin() {
    begin(birds());
  }

  /**
   * @param file of the space
   */
  void begin(String file) {
    create();
    send(Topic.SPACES, List.of(space(SpaceFile.read("birds.yaml", file.getBytes(UTF_8)))));
    send(Topic.QUERIES, List.of(query("ducks", "a photo of a duck", null)));
  }

  void create() {
    try (Topics topics = Topics.on(connection, prefix)) {
      topics.createMissing(PARTITIONS);
    }
  }

  /** Settings of a job on these topics at a test's pace; they end among those for Flink. */
  String settings(int parallelism) {
    return """
        kafka: {bootstrap-servers: "%s", group: "%s"}
        topics: {prefix: "%s"}
        input: {idle-after: 1s}
        output: {transactional-id: "%s"}
        checkpoint: {interval: 500ms}
        words: {interval: 500ms}
        parallelism: %d
        flink:
          restart-strategy.exponential-delay.initial-backoff: 100ms
        """
        .formatted(connection.bootstrapServers(), prefix, prefix, prefix, parallelism);
  }

  /** The space of birds without its gate, so that every picture has a debiased answer. */
  static String birds() {
    try {
      return Files.readString(Path.of("conf/spaces/birds.yaml"))
          .replaceFirst("(?m)^gate:\\n(?:  .*\\n)+", "");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static Outgoing space(SpaceDefinition space) {
    return Topic.SPACES.message(space, Encoding.JSON);
  }

  /**
   * @param expires null for never
   */
  static Outgoing query(String id, String text, Instant expires) {
    Query query =
        new Query(id, text, null, null, 0.3, null, null, null, expires, null, null, null, null);
    return Topic.QUERIES.message(query, Encoding.JSON);
  }

  /** Sends messages, with the time of {@link MixedFeed} as Kafka's. */
  void send(Topic<?> topic, List<Outgoing> messages) {
    try (Publisher publisher = Publisher.to(connection, List.of(name(topic)))) {
      messages.forEach(message -> publisher.send(name(topic), message, MixedFeed.START));
    }
  }

  /** Sends messages, one a minute by their Kafka timestamps. */
  void sendByTheMinute(Topic<?> topic, List<Outgoing> messages) {
    try (Publisher publisher = Publisher.to(connection, List.of(name(topic)))) {
      for (int i = 0; i < messages.size(); i++) {
        publisher.send(name(topic), messages.get(i), MixedFeed.START.plus(Duration.ofMinutes(i)));
      }
    }
  }

  /** Committed records of a topic, read until there are as many as expected. */
  List<TopicRecord> await(Topic<?> topic, int expected) {
    return await(topic, records -> records.size() >= expected);
  }

  /** Committed records of a topic, read until they satisfy. */
  List<TopicRecord> await(Topic<?> topic, Predicate<List<TopicRecord>> enough) {
    List<TopicRecord> records = new ArrayList<>();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try (Tail tail = tail(topic, Isolation.READ_COMMITTED)) {
      while (!enough.test(records)) {
        if (System.nanoTime() > deadline) {
          throw new AssertionError(
              "%s: only %d records within %s, uncommitted %d; the job is %s"
                  .formatted(
                      topic,
                      records.size(),
                      PATIENCE,
                      all(topic, Isolation.READ_UNCOMMITTED).size(),
                      job.get()));
        }
        records.addAll(tail.next(Duration.ofMillis(200)));
      }
    }
    return records;
  }

  List<TopicRecord> all(Topic<?> topic, Isolation isolation) {
    try (Tail tail = tail(topic, isolation)) {
      return tail.toEnd(Duration.ofSeconds(60));
    }
  }

  private Tail tail(Topic<?> topic, Isolation isolation) {
    return Tail.of(connection, List.of(name(topic)), Start.beginning(), isolation);
  }

  private String name(Topic<?> topic) {
    return topic.under(prefix);
  }
}
