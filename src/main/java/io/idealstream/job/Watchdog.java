package io.idealstream.job;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Tells when a run is beyond help: then it ends, and whatever supervises the process can act.
 *
 * <p>Restarts count only while Kafka answers: an outage is waited out, however long it takes.
 */
final class Watchdog {
  /** Restarts in a row without a complete checkpoint in between. */
  static final int MAX_RESTARTS = 10;

  /** A TaskManager that was only slow connects again within seconds. */
  static final Duration MAX_UNCONNECTED = Duration.ofSeconds(30);

  private final Set<JobSighting.Failure> known = new HashSet<>();
  private Instant connected;
  private long completed;
  private int restarts;
  private String cause = "no failure is known";

  /**
   * @param start when the run began
   */
  Watchdog(Instant start) {
    this.connected = start;
  }

  /**
   * Looks at the run.
   *
   * @param kafkaAnswers whether Kafka does
   * @return why it must end; empty while it may go on
   */
  Optional<String> look(Instant now, JobSighting job, boolean kafkaAnswers) {
    if (job.completed() > completed) {
      completed = job.completed();
      restarts = 0;
    }
    for (JobSighting.Failure failure : job.failures()) {
      if (known.add(failure)) {
        cause = failure.cause();
        restarts += kafkaAnswers ? 1 : 0;
        if (failure.outOfMemory() != null) {
          return Optional.of(failure.outOfMemory());
        }
      }
    }
    if (job.connected()) {
      connected = now;
    }
    if (now.isAfter(connected.plus(MAX_UNCONNECTED))) {
      return Optional.of("Flink's TaskManager was lost; the last failure of the job: " + cause);
    }
    if (restarts > MAX_RESTARTS) {
      return Optional.of(
          "the job failed %d times without a complete checkpoint in between, at last with: %s"
              .formatted(restarts, cause));
    }
    return Optional.empty();
  }
}
