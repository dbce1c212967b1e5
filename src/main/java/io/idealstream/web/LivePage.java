package io.idealstream.web;

import io.idealstream.client.KafkaAccessException;
import io.idealstream.job.JobSettings;
import io.idealstream.job.Version;
import io.idealstream.web.board.Board;
import io.idealstream.web.board.Fields;
import io.javalin.Javalin;
import java.io.IOException;
import java.net.BindException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The page of a job's topics, served from its start until it is closed. */
public final class LivePage implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LivePage.class);

  public static final int DEFAULT_PORT = 8080;

  /** Ports that are tried where none was asked for. */
  private static final int MOST_PORTS = 20;

  private static final long CHANGES_MILLIS = 500;
  private static final long NOW_MILLIS = 1000;

  private final String address;
  private final Deque<AutoCloseable> parts;

  private LivePage(String address, Deque<AutoCloseable> parts) {
    this.address = address;
    this.parts = parts;
  }

  /**
   * Reads the topics and serves the page.
   *
   * @param job whose topics these are
   * @throws KafkaAccessException if Kafka does not answer or a topic does not exist
   * @throws IOException in a sentence, if the port is taken
   */
  public static LivePage open(WebSettings settings, JobSettings job) throws IOException {
    return open(settings, job, System::nanoTime);
  }

  /**
   * The same by another clock.
   *
   * @param nanos by which requests are counted
   */
  static LivePage open(WebSettings settings, JobSettings job, LongSupplier nanos)
      throws IOException {
    Deque<AutoCloseable> parts = new ArrayDeque<>();
    try {
      return open(settings, job, nanos, parts);
    } catch (IOException | RuntimeException failure) {
      close(parts);
      throw failure;
    }
  }

  private static LivePage open(
      WebSettings settings, JobSettings job, LongSupplier nanos, Deque<AutoCloseable> parts)
      throws IOException {
    JobSettings.Kafka kafka = job.kafka();
    VectorWorker vectors = new VectorWorker(job.model().made());
    PictureWorker pictures = new PictureWorker(job.model().settings().limits(), vectors);
    Board board = new Board(kafka::name, job.readingLimits(), Clock.systemUTC(), pictures);
    pictures.start(board);
    parts.push(pictures);
    vectors.start(board);
    parts.push(vectors);
    Tries tries = new Tries(job, board, vectors);
    parts.push(tries);
    parts.push(TopicReader.start(kafka, Instant.now().minus(settings.since()), board));
    parts.push(JobLag.start(job, board));
    Writes writes = new Writes(kafka, job.readingLimits(), Clock.systemUTC());
    parts.push(writes);
    Subscribers subscribers = new Subscribers();
    Javalin server = start(settings, job, nanos, board, writes, tries, subscribers);
    parts.push(server::stop);
    parts.push(subscribers);
    parts.push(follow(board, subscribers)::shutdownNow);
    return new LivePage(address(settings.host(), server.port()), parts);
  }

  private static Javalin start(
      WebSettings settings,
      JobSettings job,
      LongSupplier nanos,
      Board board,
      Writes writes,
      Tries tries,
      Subscribers subscribers)
      throws IOException {
    int first = settings.port().orElse(DEFAULT_PORT);
    int last = settings.port().isPresent() ? first : first + MOST_PORTS - 1;
    for (int port = first; ; port++) {
      Guard guard = new Guard(settings, port, nanos);
      Pages pages =
          new Pages(
              board,
              guard,
              writes,
              tries,
              subscribers,
              Fields.of(
                  "version", Version.NUMBER,
                  "title", settings.title(),
                  "prefix", job.kafka().prefix(),
                  "allowWrites", settings.allowWrites()));
      Javalin server = pages.server();
      try {
        return server.start(settings.host(), port);
      } catch (RuntimeException failure) {
        server.stop();
        if (!isTaken(failure)) {
          throw failure;
        }
        if (port == last) {
          throw new IOException(
              "the page cannot be served at %s: the port is taken; choose another by --port"
                  .formatted(address(settings.host(), port)),
              failure);
        }
      }
    }
  }

  private static boolean isTaken(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return true;
      }
    }
    return false;
  }

  /** Nothing is worked out while nobody follows. */
  private static ScheduledExecutorService follow(Board board, Subscribers subscribers) {
    ScheduledExecutorService thread =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread made = new Thread(work, "page-changes");
              made.setDaemon(true);
              return made;
            });
    every(CHANGES_MILLIS, thread, subscribers, () -> subscribers.send(board.changes()));
    every(NOW_MILLIS, thread, subscribers, () -> subscribers.sendNow(board.now()));
    return thread;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // runs until the page is closed
  private static void every(
      long millis, ScheduledExecutorService thread, Subscribers subscribers, Runnable work) {
    thread.scheduleWithFixedDelay(
        () -> {
          try {
            if (!subscribers.isEmpty()) {
              work.run();
            }
          } catch (RuntimeException failure) {
            LOG.error("browsers were not told what changed", failure);
          }
        },
        millis,
        millis,
        TimeUnit.MILLISECONDS);
  }

  private static String address(String host, int port) {
    return "http://%s:%d".formatted(host.contains(":") ? "[" + host + "]" : host, port);
  }

  /** Such as {@code http://127.0.0.1:8080}. */
  public String address() {
    return address;
  }

  /** Stops serving and reading. */
  @Override
  public void close() {
    close(parts);
  }

  private static void close(Deque<AutoCloseable> parts) {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception failure) {
        throw new IllegalStateException("the page could not be closed", failure);
      }
    }
  }
}
