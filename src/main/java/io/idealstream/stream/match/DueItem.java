package io.idealstream.stream.match;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.inforce.WaitingItem;
import org.apache.flink.runtime.state.KeyGroupRange;

/**
 * An item, and the key groups of the queries that it is still to be held against: after a restart
 * with another parallelism not those of the subtask where it waits.
 */
record DueItem(Embedded item, KeyGroupRange groups) {

  private static final int LAYOUT = 1;

  String model() {
    return item.model();
  }

  byte[] toBytes() {
    return new FlatWriter(LAYOUT)
        .bytes(WaitingItem.toBytes(item))
        .number(groups.getStartKeyGroup())
        .number(groups.getEndKeyGroup())
        .toBytes();
  }

  static DueItem of(byte[] bytes) {
    FlatReader in = new FlatReader("waiting item", LAYOUT, bytes);
    return new DueItem(
        WaitingItem.of(in.bytes()), KeyGroupRange.of((int) in.number(), (int) in.number()));
  }

  /** The part of the item that is due in some key groups; without any where there is none. */
  DueItem within(KeyGroupRange range) {
    return new DueItem(item, groups.getIntersection(range));
  }

  boolean isDue() {
    return groups.getNumberOfKeyGroups() > 0;
  }
}
