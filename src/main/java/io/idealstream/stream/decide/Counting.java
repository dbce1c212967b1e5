package io.idealstream.stream.decide;

import io.idealstream.policy.Conditions;
import io.idealstream.policy.Facts;
import io.idealstream.policy.OpenCount;
import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * An item about which policies can be asked once something is counted.
 *
 * @param round 1 for the first time, one more each time that a window gave hits of it
 * @param labelled as {@link Labelled} writes it
 * @param matched as {@link Matched} writes each
 * @param conditions as {@link Conditions} writes it; null for nothing known
 * @param counts what is to be counted
 */
@SuppressWarnings("ArrayRecordComponent") // state, compared by nobody
record Counting(
    Instant time,
    int round,
    byte[] labelled,
    List<byte[]> matched,
    byte[] conditions,
    List<OpenCount> counts) {

  private static final int LAYOUT = 1;

  Facts facts() {
    Labelled item = Labelled.of(labelled);
    return new Facts(
        item.item(), item.labels(), Matched.all(matched).hits(), Conditions.of(conditions));
  }

  byte[] toBytes() {
    FlatWriter out = new FlatWriter(LAYOUT).time(time).number(round);
    out.bytes(labelled).bytes(conditions);
    OpenItem.write(out, matched);
    out.number(counts.size());
    for (OpenCount count : counts) {
      out.text(count.policy())
          .text(count.count())
          .text(count.key())
          .number(count.upTo())
          .number(count.withinMillis())
          .number(count.adds() ? 1 : 0);
    }
    return out.toBytes();
  }

  private static FlatReader reader(byte[] bytes) {
    return new FlatReader("item to count", LAYOUT, bytes);
  }

  static Instant time(byte[] bytes) {
    return reader(bytes).time();
  }

  static int round(byte[] bytes) {
    FlatReader in = reader(bytes);
    in.time();
    return (int) in.number();
  }

  static Counting of(byte[] bytes) {
    FlatReader in = reader(bytes);
    Instant time = in.time();
    int round = (int) in.number();
    byte[] labelled = in.bytes();
    byte[] conditions = in.bytes();
    List<byte[]> matched = OpenItem.readAll(in);
    List<OpenCount> counts = new ArrayList<>();
    for (long left = in.number(); left > 0; left--) {
      counts.add(
          new OpenCount(
              in.text(), in.text(), in.text(), in.number(), in.number(), in.number() != 0));
    }
    return new Counting(time, round, labelled, matched, conditions, counts);
  }
}
