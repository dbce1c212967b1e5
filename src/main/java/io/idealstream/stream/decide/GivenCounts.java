package io.idealstream.stream.decide;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was counted for an item: who decides it anew finds the same, and counts nothing twice.
 *
 * @param earlier firings and items before the item, by what they were counted under
 * @param until event time in milliseconds since 1970 from which on nobody asks
 * @param number of the last decision that whoever counted made; 0 for none
 * @param gist of what that says: SHA-256; null where whoever counts decides nothing
 */
record GivenCounts(Map<String, Long> earlier, long until, int number, String gist) {

  private static final int LAYOUT = 2;

  /** Of limits alone. */
  private static final int OLDER_LAYOUT = 1;

  static GivenCounts none() {
    return new GivenCounts(new TreeMap<>(), 0, 0, null);
  }

  byte[] toBytes() {
    FlatWriter out = new FlatWriter(LAYOUT).number(until).number(earlier.size());
    earlier.forEach((name, count) -> out.text(name).number(count));
    return out.number(number).text(gist).toBytes();
  }

  /** None of null. */
  static GivenCounts of(byte[] bytes) {
    if (bytes == null) {
      return none();
    }
    boolean older = FlatReader.layout(bytes) == OLDER_LAYOUT;
    FlatReader in = new FlatReader("counts of an item", older ? OLDER_LAYOUT : LAYOUT, bytes);
    long until = in.number();
    Map<String, Long> earlier = new TreeMap<>();
    for (long left = in.number(); left > 0; left--) {
      earlier.put(in.text(), in.number());
    }
    return older
        ? new GivenCounts(earlier, until, 0, null)
        : new GivenCounts(earlier, until, (int) in.number(), in.text());
  }
}
