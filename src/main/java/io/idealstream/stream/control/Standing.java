package io.idealstream.stream.control;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import io.idealstream.wire.Control;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.Topic;
import java.util.ArrayList;
import java.util.List;

/**
 * The acts on a space that are known and not over.
 *
 * @param version of the last act that was settled; 0 before the first
 * @param acts in the order in which they came
 */
record Standing(long version, List<Act> acts) {

  static final Standing NONE = new Standing(0, List.of());

  private static final int LAYOUT = 1;

  /**
   * One of them.
   *
   * @param settled with the event time from which on it is in force
   * @param handedOn whether those that follow acts have it
   */
  record Act(long version, Control settled, boolean handedOn) {

    Act nowHandedOn() {
      return new Act(version, settled, true);
    }
  }

  static Standing of(byte[] state) throws Unreadable {
    if (state == null) {
      return NONE;
    }
    FlatReader in = new FlatReader("acts on a space", LAYOUT, state);
    long version = in.number();
    List<Act> acts = new ArrayList<>();
    for (long left = in.number(); left > 0; left--) {
      long number = in.number();
      Control settled = Topic.CONTROLS.decode(in.bytes(), Encoding.JSON);
      acts.add(new Act(number, settled, in.number() != 0));
    }
    return new Standing(version, acts);
  }

  byte[] toBytes() {
    FlatWriter out = new FlatWriter(LAYOUT).number(version).number(acts.size());
    for (Act act : acts) {
      out.number(act.version)
          .bytes(Topic.CONTROLS.encode(act.settled, Encoding.JSON))
          .number(act.handedOn ? 1 : 0);
    }
    return out.toBytes();
  }
}
