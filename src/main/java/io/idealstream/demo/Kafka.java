package io.idealstream.demo;

import io.idealstream.client.Isolation;
import io.idealstream.client.KafkaConnection;
import io.idealstream.client.Publisher;
import io.idealstream.client.Start;
import io.idealstream.client.Tail;
import io.idealstream.client.Topics;
import io.idealstream.demo.feed.StandingQuery;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.decision.PolicyText;
import io.idealstream.wire.space.SpaceDefinition;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** What the demo and the benchmarks do with the topics of their broker. */
public record Kafka(KafkaConnection connection, String prefix) {

  private static final int PARTITIONS = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  static Kafka on(Broker broker) {
    return new Kafka(KafkaConnection.to(broker.bootstrapServers()), Topic.DEFAULT_PREFIX);
  }

  public String name(Topic<?> topic) {
    return topic.under(prefix);
  }

  List<String> names(Collection<Topic<?>> topics) {
    return topics.stream().map(this::name).toList();
  }

  public void createTopics() {
    try (Topics topics = Topics.on(connection, prefix)) {
      topics.createMissing(PARTITIONS);
    }
  }

  /** Writes what the job is to find when it starts. */
  public void define(
      List<SpaceDefinition> spaces, List<StandingQuery> queries, List<PolicyText> policies) {
    try (Publisher publisher = publisher(Topic.SPACES, Topic.QUERIES, Topic.POLICIES)) {
      policies.forEach(one -> send(publisher, Topic.POLICIES, one));
      spaces.forEach(one -> send(publisher, Topic.SPACES, one));
      queries.forEach(one -> send(publisher, Topic.QUERIES, one.query()));
    }
  }

  private <T> void send(Publisher publisher, Topic<T> topic, T definition) {
    publisher.send(name(topic), topic.message(definition, Encoding.JSON));
  }

  public Publisher publisher(Topic<?>... topics) {
    return Publisher.to(connection, names(List.of(topics)));
  }

  /** Reads topics while they grow; {@code reader} is called by one other thread. */
  Outputs outputs(Collection<Topic<?>> topics, Consumer<? super TopicRecord> reader) {
    return Outputs.of(connection, names(topics), reader);
  }

  /** Reads a whole topic. */
  void read(Topic<?> topic, Consumer<? super TopicRecord> reader) {
    try (Tail tail =
        Tail.of(connection, List.of(name(topic)), Start.beginning(), Isolation.READ_COMMITTED)) {
      tail.toEnd(PATIENCE, reader);
    }
  }
}
