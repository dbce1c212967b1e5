package io.idealstream.cli.drift;

import io.idealstream.drift.FirstPassages;

/** A detector to compare with. Mutable. */
interface Rival {

  /**
   * What rivals see of an interval.
   *
   * @param features mean of the items' random features
   * @param means means of the scores of every direction, in standard errors of an interval from the
   *     reference
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Seen(double[] features, double[] means) {}

  /** Takes the next interval, and gives its statistic: an alarm where it is too high. */
  double take(Seen interval);

  /**
   * The statistic that is an alarm.
   *
   * @param calm its heights on streams that do not change
   * @param rate of false alarms, in intervals
   */
  default double threshold(FirstPassages calm, double rate) {
    return calm.threshold(rate);
  }

  /** Begins again, as after the reference. */
  void reset();
}
