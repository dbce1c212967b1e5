package io.idealstream.wire;

import java.util.Arrays;
import java.util.Map;

/**
 * The centre of one combination of classes.
 *
 * @param classes factor to the class, from 1, whose words are to be added to it
 * @param u0 [dimension]
 */
@SuppressWarnings("ArrayRecordComponent") // equality goes by content, below
public record Centre(Map<String, Integer> classes, double[] u0) {

  @Override
  public boolean equals(Object other) {
    return other instanceof Centre that
        && classes.equals(that.classes)
        && Arrays.equals(u0, that.u0);
  }

  @Override
  public int hashCode() {
    return classes.hashCode();
  }
}
