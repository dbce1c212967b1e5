package io.idealstream.cli;

import io.idealstream.client.Tail;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.TopicRecord;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Waiting until changes of spaces or queries are in force. */
final class Acknowledged {
  private static final Duration LOOK = Duration.ofMillis(200);

  /** Any version tells: also one that was in force before. */
  static final long ANY = -1;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      arity = "0..1",
      fallbackValue = "60",
      description =
          "Wait until topic status says that every change is in force, at most this long (default"
              + " ${FALLBACK-VALUE}). Exit code 1 if one is rejected, or not acknowledged in time.")
  private Integer seconds;

  /**
   * A change that was sent.
   *
   * @param state that ends the wait well
   * @param after version that says nothing of the change yet, nor any before it
   */
  record Change(String id, StatusState state, long after) {}

  boolean asked() {
    return seconds != null;
  }

  /**
   * Reads what is said of changes until each has the state that is wanted, or is rejected.
   *
   * @param tail of topic {@code status}, opened before the changes were sent
   * @return an exit code
   */
  int await(Tail tail, StatusKind kind, Collection<Change> changes, PrintWriter err) {
    Map<String, Change> pending = new LinkedHashMap<>();
    changes.forEach(change -> pending.put(change.id(), change));
    long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    int code = 0;
    while (!pending.isEmpty() && System.nanoTime() - end < 0) {
      for (TopicRecord message : tail.next(LOOK)) {
        Status status = QueryTopics.status(message, kind);
        if (status != null && pending.containsKey(status.id())) {
          err.println(line(status));
          if (ends(status, pending.get(status.id()))) {
            pending.remove(status.id());
            code |= status.state() == StatusState.REJECTED ? 1 : 0;
          }
        }
      }
    }
    pending.values().forEach(change -> err.println(unanswered(kind, change)));
    return pending.isEmpty() ? code : 1;
  }

  /**
   * The status that ends one change well or badly; empty, and told, where it does not come in time.
   *
   * @param tail of topic {@code status}, opened before the change was sent
   */
  Optional<Status> await(Tail tail, StatusKind kind, Change change, PrintWriter err) {
    long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    while (System.nanoTime() - end < 0) {
      for (TopicRecord message : tail.next(LOOK)) {
        Status status = QueryTopics.status(message, kind);
        if (status != null && status.id().equals(change.id()) && ends(status, change)) {
          return Optional.of(status);
        }
      }
    }
    err.println(unanswered(kind, change));
    return Optional.empty();
  }

  private static boolean ends(Status status, Change change) {
    return status.state() == StatusState.REJECTED
        || (status.state() == change.state() && status.version() > change.after());
  }

  private String unanswered(StatusKind kind, Change change) {
    return "idealstream: %s: topic status did not say that the %s is %s within %d s; does the job run?"
        .formatted(change.id(), kind.code(), change.state().code(), seconds);
  }

  static String unchanged(Status status) {
    return line(status) + "; nothing has changed";
  }

  static String line(Status status) {
    return "%s: version %d %s%s"
        .formatted(
            status.id(),
            status.version(),
            status.state().code(),
            status.detail() == null ? "" : ", " + status.detail());
  }
}
