package io.idealstream.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.client.Isolation;
import io.idealstream.client.KafkaConnection;
import io.idealstream.client.Publisher;
import io.idealstream.client.Start;
import io.idealstream.client.Tail;
import io.idealstream.client.Topics;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Keys;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Query;
import io.idealstream.wire.Topic;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.codec.Codecs;
import io.idealstream.wire.codec.SpaceFile;
import io.idealstream.wire.codec.TopicWriter;
import io.idealstream.wire.codec.Yaml;
import io.idealstream.wire.space.SpaceDefinition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** One run of the job on a mini cluster, with topics of its own. */
final class JobRun implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final KafkaConnection connection;
  private final String prefix;
  private final StreamExecutionEnvironment environment;
  private final JobClient client;

  JobRun(
      KafkaConnection connection,
      String prefix,
      int parallelism,
      Topology.Interception interception)
      throws Exception {
    this.connection = connection;
    this.prefix = prefix;
    JobSettings settings = settings(parallelism);
    try (Topics topics = Topics.on(connection, prefix)) {
      topics.createMissing(4);
    }
    putInPlace();
    Job job = Job.prepare(settings);
    environment = StreamExecutionEnvironment.createLocalEnvironment(job.configuration());
    KafkaEndpoints kafka = new KafkaEndpoints(settings);
    Topology.build(environment, kafka, kafka, settings, job.existing(), interception);
    client = environment.executeAsync("test");
    await(Topic.STATUS, 2); // the space and the query are in force before the first image
  }

  void send(List<Outgoing> messages) {
    try (Publisher publisher = Publisher.to(connection, List.of(name(Topic.IMAGES)))) {
      messages.forEach(m -> publisher.send(name(Topic.IMAGES), m, MixedFeed.START));
    }
  }

  /** Committed records of a topic, read until there are as many as expected. */
  List<TopicRecord> await(Topic topic, int expected) {
    return await(topic, records -> records.size() >= expected);
  }

  /** Committed records of a topic, read until they satisfy. */
  List<TopicRecord> await(Topic topic, Predicate<List<TopicRecord>> enough) {
    List<TopicRecord> records = new ArrayList<>();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try (Tail tail = tail(topic, Isolation.READ_COMMITTED)) {
      while (!enough.test(records)) {
        if (System.nanoTime() > deadline) {
          throw new AssertionError(
              topic + ": only " + records.size() + " records within " + PATIENCE);
        }
        records.addAll(tail.next(Duration.ofMillis(200)));
      }
    }
    return records;
  }

  List<TopicRecord> all(Topic topic, Isolation isolation) {
    try (Tail tail = tail(topic, isolation)) {
      return tail.toEnd(Duration.ofSeconds(60));
    }
  }

  @Override
  public void close() throws Exception {
    client.cancel().get();
    environment.close();
  }

  private Tail tail(Topic topic, Isolation isolation) {
    return Tail.of(connection, List.of(name(topic)), Start.beginning(), isolation);
  }

  private void putInPlace() {
    Query ducks =
        new Query(
            "ducks", "a photo of a duck", null, null, 0.3, null, null, null, null, null, null);
    try (Publisher publisher =
        Publisher.to(connection, List.of(name(Topic.SPACES), name(Topic.QUERIES)))) {
      publisher.send(
          name(Topic.SPACES),
          new TopicWriter<>(Codecs.SPACES, SpaceDefinition::space, Encoding.JSON)
              .write(SpaceFile.read(Path.of("conf/spaces/birds.yaml"))));
      publisher.send(
          name(Topic.QUERIES),
          new TopicWriter<Query>(Codecs.QUERIES, Keys::of, Encoding.JSON).write(ducks));
    }
  }

  private JobSettings settings(int parallelism) {
    String yaml =
        """
        kafka: {bootstrap-servers: "%s"}
        topics: {prefix: "%s"}
        output: {transactional-id: "%s"}
        checkpoint: {interval: 500ms}
        words: {interval: 500ms}
        parallelism: %d
        flink:
          restart-strategy.exponential-delay.initial-backoff: 100ms
          taskmanager.memory.network.min: 256mb
          taskmanager.memory.network.max: 256mb
        """
            .formatted(connection.bootstrapServers(), prefix, prefix, parallelism);
    return SettingsReader.read("test", Yaml.read("test", yaml.getBytes(UTF_8)));
  }

  private String name(Topic topic) {
    return topic.under(prefix);
  }
}
