package io.idealstream.stream.match;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.state.KeyGroupRange;

/**
 * How far event time has come: up to there windows are closed, also those closed before a restart,
 * though no time has come since.
 */
final class Reached {

  private static final int LAYOUT = 1;

  /** The time that some key groups had reached before a restart, in milliseconds since 1970. */
  private record Part(KeyGroupRange groups, long time) {}

  private final List<Part> before = new ArrayList<>();
  private long now = Long.MIN_VALUE;

  /** The time that a key group has reached, in milliseconds since 1970. */
  long of(int group) {
    long reached = now;
    for (Part part : before) {
      if (part.groups.contains(group)) {
        reached = Math.max(reached, part.time);
      }
    }
    return reached;
  }

  /** The time that has come since the start, in milliseconds since 1970. */
  long now() {
    return now;
  }

  /** Lets time come; parts of before that it has passed say nothing more. */
  void advance(long time) {
    now = Math.max(now, time);
    before.removeIf(part -> part.time <= now);
  }

  /**
   * @param clock of this machine, which event time does not pass: it may have been wrong before
   */
  void restore(byte[] bytes, long clock) {
    FlatReader in = new FlatReader("event time of a shard", LAYOUT, bytes);
    KeyGroupRange groups = KeyGroupRange.of((int) in.number(), (int) in.number());
    before.add(new Part(groups, Math.min(in.number(), clock)));
  }

  /** One entry for each part, as long as parts of before may differ. */
  List<byte[]> toBytes(KeyGroupRange own) {
    List<byte[]> parts = new ArrayList<>();
    parts.add(bytes(new Part(own, now)));
    for (Part part : before) {
      KeyGroupRange groups = part.groups.getIntersection(own);
      if (groups.getNumberOfKeyGroups() > 0) {
        parts.add(bytes(new Part(groups, part.time)));
      }
    }
    return parts;
  }

  private static byte[] bytes(Part part) {
    return new FlatWriter(LAYOUT)
        .number(part.groups.getStartKeyGroup())
        .number(part.groups.getEndKeyGroup())
        .number(part.time)
        .toBytes();
  }
}
