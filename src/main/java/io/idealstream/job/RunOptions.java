package io.idealstream.job;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a job is run by this process.
 *
 * @param words {@code pinned:FILE} to label by the words of a file
 * @param fresh whether to begin anew and forget what was
 * @param takeOver whether to end another life of the job first, and go on from its state
 * @param from a checkpoint or savepoint to go on from, in place of the newest
 * @param webPort where Flink's own web interface is shown
 * @param healthPort where liveness and readiness are answered
 * @param metricsPort where Prometheus finds the metrics
 */
public record RunOptions(
    Optional<String> words,
    boolean fresh,
    boolean takeOver,
    Optional<String> from,
    OptionalInt webPort,
    OptionalInt healthPort,
    OptionalInt metricsPort) {

  public static final RunOptions DEFAULT =
      new RunOptions(
          Optional.empty(),
          false,
          false,
          Optional.empty(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          OptionalInt.empty());
}
