package io.idealstream.stream.decide;

import io.idealstream.stream.ItemPart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;

/**
 * The items of the current key that are decided, and decided anew when a window that they are among
 * the best of ends with a hit. Each is kept until its windows are over, in state alone.
 */
final class KeptItems {

  static final ValueStateDescriptor<byte[]> STATE =
      new ValueStateDescriptor<>("decided", BytePrimitiveArraySerializer.INSTANCE);

  /** How much longer than its window an item is kept: matching may stand behind event time. */
  static final long GRACE_MILLIS = Duration.ofMinutes(1).toMillis();

  /** How far matching in one subtask may stand behind that in another, by the clock. */
  static final long LAG_MILLIS = Duration.ofSeconds(1).toMillis();

  /** Decides an item of the current key anew, where windows with hits have ended up to a time. */
  interface Revision {
    DecidedItem reach(DecidedItem before, long lastMillis);
  }

  /** Timers of the operator under a name, which state keeps. */
  interface Timers {
    InternalTimerService<VoidNamespace> of(
        String name, Triggerable<String, VoidNamespace> whatRings);
  }

  private final ValueState<byte[]> state;
  private final LongSupplier clock;
  private final Revision revision;
  private final InternalTimerService<VoidNamespace> windows;
  private final InternalTimerService<VoidNamespace> lags;

  /**
   * @param clock processing time in milliseconds since 1970
   */
  KeptItems(ValueState<byte[]> state, Timers timers, LongSupplier clock, Revision revision) {
    this.state = state;
    this.clock = clock;
    this.revision = revision;
    this.windows = timers.of("windows", new Windows());
    this.lags = timers.of("lags", new Lags());
  }

  /** Event time, in milliseconds since 1970. */
  long eventTime() {
    return windows.currentWatermark();
  }

  /** Keeps an item in place of the same one, where it was sent twice. */
  void keep(DecidedItem item) throws Exception {
    List<DecidedItem> kept = items();
    DecidedItem now = item;
    for (DecidedItem before : kept) {
      if (before.time().equals(item.time())) {
        for (byte[] hits : before.later()) {
          now = now.withLater(hits);
        }
      }
    }
    kept.removeIf(before -> before.time().equals(item.time()));
    kept.add(now);
    write(kept);
    now.later().forEach(this::ringAtEnd);
    windows.registerEventTimeTimer(VoidNamespace.INSTANCE, now.until() + GRACE_MILLIS);
  }

  /** Adds later hits to the item that they are of; whether it is kept. */
  boolean add(ItemPart later) throws Exception {
    List<DecidedItem> kept = items();
    for (int i = 0; i < kept.size(); i++) {
      if (kept.get(i).time().equals(later.time())) {
        kept.set(i, kept.get(i).withLater(later.content()));
        write(kept);
        ringAtEnd(later.content());
        return true;
      }
    }
    return false;
  }

  /**
   * Where labelling has told that the window is over before matching has closed it, no other time
   * may come for long; what else the window gave is on its way then.
   */
  private void ringAtEnd(byte[] hits) {
    long last = Matched.of(hits).lastMillis();
    windows.registerEventTimeTimer(VoidNamespace.INSTANCE, last);
    if (last <= eventTime()) {
      lags.registerProcessingTimeTimer(VoidNamespace.INSTANCE, clock.getAsLong() + LAG_MILLIS);
    }
  }

  /** Lets go of all; how many there were. */
  int forget() throws Exception {
    int number = items().size();
    state.clear();
    return number;
  }

  /** Decides anew what windows up to a time have brought. */
  void reach(long lastMillis) throws Exception {
    List<DecidedItem> after = new ArrayList<>(1);
    for (DecidedItem item : items()) {
      after.add(revision.reach(item, lastMillis));
    }
    write(after);
  }

  private List<DecidedItem> items() throws Exception {
    return DecidedItem.of(state.value());
  }

  private void write(List<DecidedItem> items) throws Exception {
    state.update(DecidedItem.toBytes(items));
  }

  private final class Windows implements Triggerable<String, VoidNamespace> {
    /** A window is closed whose hits have come, or the last one was a while ago. */
    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
      for (DecidedItem item : items()) {
        if (timer.getTimestamp() >= item.until() + GRACE_MILLIS) {
          windows.registerProcessingTimeTimer(
              VoidNamespace.INSTANCE, clock.getAsLong() + GRACE_MILLIS);
        }
      }
      reach(timer.getTimestamp());
    }

    /**
     * A window has been over for a while. Event time alone would not do: after a silence it may
     * leap, and is told by labelling before matching has closed its windows.
     */
    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
      List<DecidedItem> kept = items();
      kept.removeIf(item -> eventTime() >= item.until() + GRACE_MILLIS);
      for (DecidedItem item : kept) { // after a restore event time begins anew
        windows.registerEventTimeTimer(VoidNamespace.INSTANCE, item.until() + GRACE_MILLIS);
      }
      write(kept);
    }
  }

  /** Rings a while after hits that came behind the end of their window. */
  private final class Lags implements Triggerable<String, VoidNamespace> {
    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) {
      throw new IllegalStateException("a lag ends by the clock");
    }

    /** After a restore event time begins anew, and rings at the end of the window. */
    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
      reach(eventTime());
    }
  }
}
