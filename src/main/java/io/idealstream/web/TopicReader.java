package io.idealstream.web;

import io.idealstream.client.Isolation;
import io.idealstream.client.KafkaAccessException;
import io.idealstream.client.Start;
import io.idealstream.client.Tail;
import io.idealstream.job.JobSettings;
import io.idealstream.web.board.Board;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.codec.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the topics of a job into a board, in a thread of its own. */
final class TopicReader implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);
  private static final Duration LOOK = Duration.ofMillis(200);

  /** What stands, whenever it was said. */
  private static final Set<Topic<?>> WHOLE =
      Set.of(Topic.SPACES, Topic.QUERIES, Topic.WORDS, Topic.STATUS, Topic.DRIFT);

  private final Tail tail;
  private final Board board;
  private final Thread thread = new Thread(this::read, "page-reader");
  private volatile boolean ending;

  private TopicReader(Tail tail, Board board) {
    this.tail = tail;
    this.board = board;
    thread.setDaemon(true);
  }

  /**
   * Begins to read.
   *
   * @param since records of the stream that are older are passed over
   * @throws KafkaAccessException if Kafka does not answer or a topic does not exist
   */
  static TopicReader start(JobSettings.Kafka kafka, Instant since, Board board) {
    Set<String> whole = WHOLE.stream().map(kafka::name).collect(Collectors.toSet());
    Function<String, Start> from =
        topic -> whole.contains(topic) ? Start.beginning() : Start.since(since);
    List<String> names = Board.TOPICS.stream().map(kafka::name).toList();
    TopicReader reader =
        new TopicReader(
            Tail.of(kafka.connection(), names, Start.each(from), Isolation.READ_COMMITTED), board);
    reader.thread.start();
    return reader;
  }

  private void read() {
    try {
      while (!ending) {
        List<TopicRecord> records = tail.next(LOOK);
        board.take(records);
        board.reading(tail.behind());
      }
    } catch (RuntimeException failure) {
      LOG.error("the page shows nothing new any more", failure);
      board.fail("nothing new is read any more: " + failure.getMessage());
    }
  }

  @Override
  public void close() {
    ending = true;
    tail.stop();
    try {
      thread.join();
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
    }
    tail.close();
  }
}
