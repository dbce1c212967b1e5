package io.idealstream.estimate.history;

import io.idealstream.estimate.EstimateKey;
import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import io.idealstream.wire.Act;
import io.idealstream.wire.Control;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The acts on the words of one space, in the order of the times from which on they are in force:
 * the same whatever the order in which they are heard of.
 */
public record Acts(List<Control> acts) {

  public static final Acts NONE = new Acts(List.of());

  static final Comparator<Control> ORDER =
      Comparator.comparing(Control::effective)
          .thenComparing(Control::time)
          .thenComparing(Control::act)
          .thenComparing(Topic.CONTROLS::json);

  private static final int LAYOUT = 1;

  /** Acts that are remembered; by then the first are long older than any history. */
  private static final int MOST = 1000;

  /** The act back to the beginning of the slice that its time lies in. */
  public static Control sliced(Control act, HistoryGrid grid) {
    return act.toTime() == null ? act : act.backTo(sliceOf(act, grid));
  }

  /** With one more. */
  public Acts with(Control sliced) {
    List<Control> all = new ArrayList<>(acts);
    all.add(sliced);
    all.sort(ORDER);
    return new Acts(List.copyOf(all.subList(Math.max(0, all.size() - MOST), all.size())));
  }

  private static Instant sliceOf(Control act, HistoryGrid grid) {
    long latest = act.effective().toEpochMilli();
    long time = act.toTime().toEpochMilli();
    return Instant.ofEpochMilli(Math.max(grid.start(time, latest), grid.oldest(latest)));
  }

  /** Whether an act is on words, and not on drift alone. */
  public static boolean areOf(Control act) {
    return act.act() != Act.MUTE && act.act() != Act.UNMUTE;
  }

  public Fates on(EstimateKey key) {
    return Fates.of(key, acts);
  }

  public static Acts of(byte[] state) throws Unreadable {
    if (state == null) {
      return NONE;
    }
    FlatReader in = new FlatReader("acts on words", LAYOUT, state);
    List<Control> acts = new ArrayList<>();
    for (long left = in.number(); left > 0; left--) {
      acts.add(Topic.CONTROLS.decode(in.bytes(), Encoding.JSON));
    }
    return new Acts(List.copyOf(acts));
  }

  public byte[] toBytes() {
    FlatWriter out = new FlatWriter(LAYOUT).number(acts.size());
    acts.forEach(act -> out.bytes(Topic.CONTROLS.encode(act, Encoding.JSON)));
    return out.toBytes();
  }
}
