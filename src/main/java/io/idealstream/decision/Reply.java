package io.idealstream.decision;

import java.util.List;

/**
 * What one scoring says of the values of a factor.
 *
 * @param values indices of the values that hold, in the factor's order
 * @param probabilities one per value, NaN where there is none to trust; empty where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Reply(List<Integer> values, double[] probabilities) {

  /** Nothing. */
  static final Reply NONE = new Reply(List.of(), new double[0]);

  public Reply {
    values = List.copyOf(values);
  }
}
