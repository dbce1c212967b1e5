package io.idealstream.job.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Makes snapshots of a job from its metrics; not for several threads. */
final class Snapshots {

  /** What rates look back on: more than the jitter of small batches, less than a person waits. */
  private static final Duration LATELY = Duration.ofSeconds(10);

  private static final String IN = "numRecordsIn";

  private final JobMetrics metrics;
  private final Map<String, Rate> rates = new TreeMap<>();

  private JobState last;

  /** Checkpoints that failed, as Flink counts them. */
  private long failed;

  /** Of these, those that Flink asked for before every subtask ran: nobody could take them. */
  private long early;

  Snapshots(JobMetrics metrics) {
    this.metrics = metrics;
  }

  /**
   * @param nanos the same time, by a clock that is never put back
   * @param kafkaSilence empty while Kafka answers
   */
  JobSnapshot take(
      Instant now,
      long nanos,
      JobState state,
      Map<String, Long> lag,
      Optional<Duration> kafkaSilence) {
    last = next(state);
    return new JobSnapshot(
        now,
        last,
        metrics.ofJob("numRestarts"),
        traffic(nanos),
        lag,
        kafkaSilence.orElse(null),
        wordsAge(),
        spaces(),
        losses());
  }

  private JobState next(JobState state) {
    if (last == null || last.phase() != JobState.Phase.RUNNING) {
      early += state.checkpoints().failed() - failed;
    }
    failed = state.checkpoints().failed();
    JobState told = state.withoutFailed(early);
    return last == null ? told : told.after(last);
  }

  private Traffic traffic(long nanos) {
    return new Traffic(
        flow(nanos, "read images records"),
        flow(nanos, "embed captions"),
        flow(nanos, "form labels"),
        flow(nanos, "form hits"),
        flow(nanos, "form decisions"));
  }

  private Flow flow(long nanos, String operator) {
    long total = metrics.count(operator, IN);
    Rate rate = rates.computeIfAbsent(operator, unseen -> new Rate(LATELY));
    return new Flow(total, rate.perSecond(nanos, total));
  }

  /** A subtask without any words says 0. */
  private Duration wordsAge() {
    OptionalLong oldest =
        metrics.readings("publish words", "wordsAgeMillis").stream()
            .mapToLong(reading -> reading.value().longValue())
            .filter(millis -> millis > 0)
            .max();
    return oldest.isEmpty() ? null : Duration.ofMillis(oldest.getAsLong());
  }

  /** Every subtask holds all; one that has just begun may not have heard of the last one. */
  private Integer spaces() {
    OptionalInt held =
        metrics.readings("label", "spacesHeld").stream()
            .mapToInt(reading -> reading.value().intValue())
            .max();
    return held.isEmpty() ? null : held.getAsInt();
  }

  private Losses losses() {
    return new Losses(
        metrics.byValue("reason", "deadLetters"),
        held(),
        metrics.byOperator("itemsAnsweredEarly"),
        metrics.byOperator("itemsLate"),
        metrics.count("match", "itemsTooLate"),
        metrics.count("pre-aggregate", "observations.forgotten"),
        metrics.byOperator("feedback.evicted"),
        metrics.count("await answers", "feedback.unmatched"),
        metrics.byValue("topic", "lost"),
        metrics.counts("values"));
  }

  private Map<String, Long> held() {
    Map<String, Long> held = new TreeMap<>();
    for (String operator : new String[] {"observe", "label", "match"}) {
      long items =
          metrics.readings(operator, "itemsHeld").stream()
              .collect(Collectors.summingLong(reading -> reading.value().longValue()));
      if (items > 0) {
        held.put(operator, items);
      }
    }
    return held;
  }
}
