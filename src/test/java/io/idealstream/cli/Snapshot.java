package io.idealstream.cli;

import io.idealstream.job.monitor.Checkpoints;
import io.idealstream.job.monitor.Flow;
import io.idealstream.job.monitor.JobSnapshot;
import io.idealstream.job.monitor.JobState;
import io.idealstream.job.monitor.JobState.Phase;
import io.idealstream.job.monitor.Losses;
import io.idealstream.job.monitor.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** A snapshot of a job, piece by piece. */
final class Snapshot {
  private static final Flow NONE = new Flow(0, 0);

  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private Phase phase = Phase.RUNNING;
  private long phaseSeconds;
  private Flow images = NONE;
  private Flow labels = NONE;
  private Flow decisions = NONE;
  private Flow hits = NONE;
  private Map<String, Long> lag = Map.of();
  private Map<String, Long> deadLetters = Map.of();
  private Duration wordsAge;
  private Integer spaces = 1;
  private Duration silence;
  private Checkpoints.Completed checkpoint;

  Snapshot later(long seconds) {
    now = now.plusSeconds(seconds);
    return this;
  }

  Snapshot phase(Phase which, long seconds) {
    phase = which;
    phaseSeconds = seconds;
    return this;
  }

  Snapshot images(long total, double perSecond) {
    images = new Flow(total, perSecond);
    return this;
  }

  Snapshot labels(long total, double perSecond) {
    labels = new Flow(total, perSecond);
    return this;
  }

  Snapshot decisions(long total, double perSecond) {
    decisions = new Flow(total, perSecond);
    return this;
  }

  Snapshot hits(long total, double perSecond) {
    hits = new Flow(total, perSecond);
    return this;
  }

  Snapshot lag(long records) {
    lag = Map.of("images", records, "captions", 0L);
    return this;
  }

  Snapshot deadLetters(long count) {
    deadLetters = Map.of("bad-picture", 1L, "not-json", count - 1);
    return this;
  }

  Snapshot wordsAge(long seconds) {
    wordsAge = Duration.ofSeconds(seconds);
    return this;
  }

  Snapshot spaces(int number) {
    spaces = number;
    return this;
  }

  Snapshot silence(Duration howLong) {
    silence = howLong;
    return this;
  }

  Snapshot checkpoint(long id, long secondsAgo) {
    checkpoint =
        new Checkpoints.Completed(id, now.minusSeconds(secondsAgo), 1, Duration.ofMillis(1));
    return this;
  }

  JobSnapshot take() {
    return new JobSnapshot(
        now,
        new JobState(
            now.minusSeconds(1000),
            phase,
            now.minusSeconds(phaseSeconds),
            new Checkpoints(0, 0, checkpoint)),
        0,
        new Traffic(images, NONE, labels, hits, decisions),
        lag,
        silence,
        wordsAge,
        spaces,
        Losses.NONE.withDeadLetters(deadLetters));
  }
}
