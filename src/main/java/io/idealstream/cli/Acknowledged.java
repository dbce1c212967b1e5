package io.idealstream.cli;

import io.idealstream.client.Tail;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.TopicRecord;
import java.io.PrintWriter;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Waiting until a change of a query is in force. */
final class Acknowledged {
  private static final Duration LOOK = Duration.ofMillis(200);

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      arity = "0..1",
      fallbackValue = "60",
      description =
          "Wait until topic status says that the change is in force, at most this long (default"
              + " ${FALLBACK-VALUE}).")
  private Integer seconds;

  boolean asked() {
    return seconds != null;
  }

  /**
   * Reads what is said of a query until it has the state that is wanted.
   *
   * @param tail of topic {@code status}, opened before the change was sent
   * @return an exit code
   */
  int await(Tail tail, String id, StatusState wanted, PrintWriter err) {
    long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    while (System.nanoTime() - end < 0) {
      for (TopicRecord message : tail.next(LOOK)) {
        Status status = QueryTopics.status(message);
        if (status != null && status.id().equals(id)) {
          err.println(line(status));
          if (status.state() == wanted || status.state() == StatusState.REJECTED) {
            return status.state() == wanted ? 0 : 1;
          }
        }
      }
    }
    err.println(
        ("idealstream: %s: not %s within %d s; does the job run? A query that says what it said"
                + " before is not acknowledged again")
            .formatted(id, wanted.code(), seconds));
    return 1;
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
