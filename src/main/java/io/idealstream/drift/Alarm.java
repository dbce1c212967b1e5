package io.idealstream.drift;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;

/**
 * That the bets won more than chance allows.
 *
 * @param direction of the bet that won most, by index
 * @param side 1 if it bet on rising, -1 on falling
 * @param since index of the interval at which the change is estimated to have begun: after the log
 *     wealth of the winning bet was last at its least
 * @param detected index of the interval that raised it
 * @param score the average of the bets at that interval
 * @param threshold that it reached
 * @param evidence the best bet of each direction, by the direction's weight; below 0 if it bet on
 *     falling
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Alarm(
    int direction,
    int side,
    long since,
    long detected,
    double score,
    double threshold,
    double[] evidence) {

  static Alarm read(FlatReader in) {
    return new Alarm(
        (int) in.number(),
        (int) in.number(),
        in.number(),
        in.number(),
        in.real(),
        in.real(),
        in.reals());
  }

  void write(FlatWriter out) {
    out.number(direction).number(side).number(since).number(detected);
    out.real(score).real(threshold).reals(evidence);
  }

  /** The same alarm of a change that began at another interval. */
  Alarm begun(long other) {
    return new Alarm(direction, side, other, detected, score, threshold, evidence);
  }

  /** Whether a direction alone would have raised it. */
  boolean alone(int other) {
    return Math.abs(evidence[other]) >= threshold;
  }
}
