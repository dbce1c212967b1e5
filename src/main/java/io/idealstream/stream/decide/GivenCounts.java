package io.idealstream.stream.decide;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the limits of an item's policies were found to be: who decides it anew finds the same, and
 * counts nothing twice.
 *
 * @param earlier firings before the item, by policy and key
 * @param until event time in milliseconds since 1970 from which on nobody asks
 */
record GivenCounts(Map<String, Long> earlier, long until) {

  private static final int LAYOUT = 1;

  static GivenCounts none() {
    return new GivenCounts(new TreeMap<>(), 0);
  }

  byte[] toBytes() {
    FlatWriter out = new FlatWriter(LAYOUT).number(until).number(earlier.size());
    earlier.forEach((name, count) -> out.text(name).number(count));
    return out.toBytes();
  }

  /** None of null. */
  static GivenCounts of(byte[] bytes) {
    if (bytes == null) {
      return none();
    }
    FlatReader in = new FlatReader("counts of an item", LAYOUT, bytes);
    long until = in.number();
    Map<String, Long> earlier = new TreeMap<>();
    for (long left = in.number(); left > 0; left--) {
      earlier.put(in.text(), in.number());
    }
    return new GivenCounts(earlier, until);
  }
}
