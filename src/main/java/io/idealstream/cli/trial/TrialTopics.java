package io.idealstream.cli.trial;

import io.idealstream.client.Isolation;
import io.idealstream.client.KafkaConnection;
import io.idealstream.client.Start;
import io.idealstream.client.Tail;
import io.idealstream.wire.Feedback;
import io.idealstream.wire.Query;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.FeedbackReader;
import io.idealstream.wire.codec.QueryReader;
import io.idealstream.wire.codec.ReadingLimits;
import io.idealstream.wire.codec.SpaceReader;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.space.SpaceDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** Reads what topics hold of definitions, live and on trial, and of their answers. */
public final class TrialTopics {

  /** Header of a trial's definition: content of the live one that it was begun against. */
  public static final String BASIS = "trial-basis";

  /** Header of a definition that was on trial: who let it go live. */
  public static final String ACTIVATED_BY = "activated-by";

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final KafkaConnection connection;
  private final Function<Topic<?>, String> names;

  /**
   * @param names full names of topics
   */
  public TrialTopics(KafkaConnection connection, Function<Topic<?>, String> names) {
    this.connection = connection;
    this.names = names;
  }

  /** Every space that is defined, by name. */
  public Map<String, Defined<SpaceDefinition>> spaces() {
    SpaceReader reader = new SpaceReader();
    return read(
        Topic.SPACES,
        new Definitions<>(StatusKind.SPACE, message -> reader.read(message).definition()));
  }

  /** Every query that is wanted, by id. */
  public Map<String, Defined<Query>> queries() {
    QueryReader reader = new QueryReader(ReadingLimits.DEFAULT);
    return read(
        Topic.QUERIES,
        new Definitions<>(StatusKind.QUERY, message -> reader.read(message).query()));
  }

  private <D> Map<String, Defined<D>> read(Topic<?> topic, Definitions<D> definitions) {
    read(topic, Start.beginning(), definitions::definition);
    read(Topic.STATUS, Start.beginning(), definitions::status);
    return definitions.all();
  }

  /** All feedback there is; gives how many messages are none. */
  public long feedback(Consumer<Feedback> taker) {
    FeedbackReader reader = new FeedbackReader(ReadingLimits.DEFAULT);
    long[] refused = {0};
    read(
        Topic.FEEDBACK,
        Start.beginning(),
        message -> {
          try {
            taker.accept(reader.read(message));
          } catch (Unreadable none) {
            refused[0]++;
          }
        });
    return refused[0];
  }

  /**
   * Answers of a range of time.
   *
   * @param from Kafka timestamp of the first
   * @param to Kafka timestamp behind the last
   */
  public <T> void answers(Topic<T> topic, Instant from, Instant to, Consumer<T> taker) {
    read(
        topic,
        Start.since(from),
        message -> {
          Instant time = Instant.ofEpochMilli(message.timestampMillis());
          if (!time.isBefore(from) && time.isBefore(to)) {
            taker.accept(decoded(topic, message));
          }
        });
  }

  private static <T> T decoded(Topic<T> topic, TopicRecord message) {
    try {
      return topic.decode(message);
    } catch (Unreadable foreign) {
      throw new IllegalStateException(
          message + " cannot be read: " + foreign.getMessage(), foreign);
    }
  }

  private void read(Topic<?> topic, Start start, Consumer<TopicRecord> taker) {
    try (Tail tail =
        Tail.of(connection, List.of(names.apply(topic)), start, Isolation.READ_COMMITTED)) {
      tail.toEnd(PATIENCE, taker);
    }
  }
}
