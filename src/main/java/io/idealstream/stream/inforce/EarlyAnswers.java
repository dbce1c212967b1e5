package io.idealstream.stream.inforce;

import io.idealstream.stream.log.Warnings;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Counts items that were answered before what they waited for was in force, as {@code
 * itemsAnsweredEarly}, and logs that there are such.
 */
public final class EarlyAnswers {

  private final WaitingSettings settings;
  private final String awaited;
  private final Counter counter;
  private final Warnings warnings;

  /**
   * @param operator what answers
   * @param awaited what items wait for, such as "spaces"
   */
  public EarlyAnswers(
      Class<?> operator, WaitingSettings settings, String awaited, MetricGroup metrics) {
    this.settings = settings;
    this.awaited = awaited;
    this.counter = metrics.counter("itemsAnsweredEarly");
    this.warnings = Warnings.of(operator, metrics);
  }

  public void add(int items) {
    if (items > 0) {
      counter.inc(items);
      warnings.log("early", this::sentence);
    }
  }

  private String sentence() {
    return "More than %d items wait for %s to be in force (waiting.max-items): the oldest are"
            .formatted(settings.maxItems(), awaited)
        + " answered without them";
  }
}
