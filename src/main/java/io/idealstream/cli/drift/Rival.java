package io.idealstream.cli.drift;

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

  /** Begins again, as after the reference. */
  void reset();
}
