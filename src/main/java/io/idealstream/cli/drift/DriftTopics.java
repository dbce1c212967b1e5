package io.idealstream.cli.drift;

import io.idealstream.client.Isolation;
import io.idealstream.client.KafkaConnection;
import io.idealstream.client.Start;
import io.idealstream.client.Tail;
import io.idealstream.wire.Drift;
import io.idealstream.wire.DriftScore;
import io.idealstream.wire.Status;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.Topic;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Reads what a job tells of drift, from the beginning to the present end. */
public final class DriftTopics {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final KafkaConnection connection;
  private final Function<Topic<?>, String> names;

  /**
   * @param names full names of topics
   */
  public DriftTopics(KafkaConnection connection, Function<Topic<?>, String> names) {
    this.connection = connection;
    this.names = names;
  }

  /** Everything about some feeds; see {@link DriftBook}. */
  public DriftBook book(String space, String feed) {
    DriftBook book = new DriftBook(space, feed);
    Consumer<Drift> drifts = book::note;
    read(Topic.DRIFT, drifts);
    Consumer<Status> statuses = book::note;
    read(Topic.STATUS, statuses);
    return book;
  }

  /** How feeds were in each interval. */
  public void scores(Consumer<DriftScore> reader) {
    read(Topic.DRIFT_SCORES, reader);
  }

  private <T> void read(Topic<T> topic, Consumer<T> reader) {
    try (Tail tail =
        Tail.of(
            connection, List.of(names.apply(topic)), Start.beginning(), Isolation.READ_COMMITTED)) {
      tail.toEnd(PATIENCE, message -> read(topic, message, reader));
    }
  }

  private static <T> void read(Topic<T> topic, TopicRecord message, Consumer<T> reader) {
    if (message.value() == null) {
      return; // a status that was removed
    }
    try {
      reader.accept(topic.decode(message));
    } catch (Unreadable why) {
      throw new IllegalStateException(message + " cannot be read: " + why.getMessage(), why);
    }
  }
}
