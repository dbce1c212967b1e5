package io.idealstream.stream.decide;

import io.idealstream.policy.Facts;
import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * An item that was decided and may be decided anew, since a window is open that may give a hit of
 * it.
 *
 * @param labelled as {@link Labelled} writes it
 * @param matched as {@link Matched} writes it
 * @param number of the last decision; 0 where nothing was said
 * @param gist of what the last decision says, without its evidence
 * @param until end of the last of the windows, in milliseconds since 1970
 * @param changed whether hits have come since
 */
@SuppressWarnings("ArrayRecordComponent") // state, compared by nobody
record DecidedItem(
    byte[] labelled, List<byte[]> matched, int number, String gist, long until, boolean changed) {

  private static final int LAYOUT = 1;

  DecidedItem withHits(byte[] later) {
    List<byte[]> all = new ArrayList<>(matched);
    all.add(later);
    return new DecidedItem(labelled, all, number, gist, until, true);
  }

  DecidedItem decided(int last, String what) {
    return new DecidedItem(labelled, matched, last, what, until, false);
  }

  Facts facts() {
    return OpenItem.facts(labelled, matched);
  }

  byte[] toBytes() {
    FlatWriter out = new FlatWriter(LAYOUT).bytes(labelled).number(matched.size());
    matched.forEach(out::bytes);
    return out.number(number).text(gist).number(until).number(changed ? 1 : 0).toBytes();
  }

  /** Null of null. */
  static DecidedItem of(byte[] bytes) {
    if (bytes == null) {
      return null;
    }
    FlatReader in = new FlatReader("decided item", LAYOUT, bytes);
    byte[] labelled = in.bytes();
    List<byte[]> matched = new ArrayList<>();
    for (long left = in.number(); left > 0; left--) {
      matched.add(in.bytes());
    }
    return new DecidedItem(
        labelled, matched, (int) in.number(), in.text(), in.number(), in.number() != 0);
  }
}
