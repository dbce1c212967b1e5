package io.idealstream.stream.decide;

import io.idealstream.policy.Firings;
import io.idealstream.policy.OpenLimit;
import io.idealstream.stream.Forgotten;
import io.idealstream.stream.keyed.KeyedOperator;
import io.idealstream.wire.Trace;
import io.idealstream.wire.decision.Decision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Counts how often policies fired before, for the limits of a decision; keyed by the item. One
 * subtask has all of them: only what fires under a limit comes here, and counting takes
 * microseconds.
 *
 * <p>A decision waits until event time has come to its item's, and those of one watermark are
 * counted in the order of event time: what is found does not hang on the order in which they came.
 * One that comes behind event time is counted at once, by what is known then; and where nothing
 * comes for a while, event time stands still and those that wait are counted without it. Of firings
 * no more are known than reach the limit, so that a late one may miss some that are older than
 * those.
 */
public final class CountFirings extends KeyedOperator<Decision>
    implements OneInputStreamOperator<Drafted, Decision>, Triggerable<String, VoidNamespace> {

  private static final long serialVersionUID = 1L;

  private static final ListStateDescriptor<byte[]> WAITING =
      new ListStateDescriptor<>("waiting", BytePrimitiveArraySerializer.INSTANCE);

  /** Under policy and key. */
  private static final ValueStateDescriptor<byte[]> FIRINGS =
      new ValueStateDescriptor<>("firings", BytePrimitiveArraySerializer.INSTANCE);

  /** Under the item. */
  private static final ValueStateDescriptor<byte[]> GIVEN =
      new ValueStateDescriptor<>("given", BytePrimitiveArraySerializer.INSTANCE);

  private transient List<Drafted> waiting;
  private transient ListState<byte[]> waitingState;
  private transient ValueState<byte[]> firings;
  private transient ValueState<byte[]> given;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient Counter late;
  private transient long watermark;

  long countedLate() {
    return late.getCount();
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    watermark = Long.MIN_VALUE;
    waiting = new ArrayList<>();
    waitingState = context.getOperatorStateStore().getListState(WAITING);
    for (byte[] one : waitingState.get()) {
      waiting.add(WaitingDraft.of(one));
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    firings = getRuntimeContext().getState(FIRINGS);
    given = getRuntimeContext().getState(GIVEN);
    timers = getInternalTimerService("ends", VoidNamespaceSerializer.INSTANCE, this);
    late = getMetricGroup().counter("decisionsCountedLate");
    getMetricGroup().gauge("decisionsHeld", (Gauge<Integer>) waiting::size);
  }

  @Override
  public void processElement(StreamRecord<Drafted> element) throws Exception {
    Drafted drafted = element.getValue();
    if (drafted.draft() == null) {
      forget(drafted.item());
    } else if (time(drafted) > watermark) {
      waiting.add(drafted);
    } else {
      count(drafted, true);
    }
  }

  private static long time(Drafted drafted) {
    return drafted.draft().decision().time().toEpochMilli();
  }

  private void forget(String item) throws Exception {
    int before = waiting.size();
    waiting.removeIf(one -> one.item().equals(item));
    int gone = before - waiting.size() + (given.value() == null ? 0 : 1);
    given.clear();
    if (gone > 0) {
      emit(Forgotten.TAG, new Forgotten(item, Trace.FIRINGS, gone));
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    watermark = mark.getTimestamp();
    countUpTo(watermark);
    super.processWatermark(mark);
  }

  /** Nothing comes any more, and time stands still: what waits is not kept back for it. */
  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    if (status.isIdle()) {
      countUpTo(Long.MAX_VALUE);
    }
    super.processWatermarkStatus(status);
  }

  private void countUpTo(long time) throws Exception {
    List<Drafted> due = new ArrayList<>();
    waiting.removeIf(
        one -> {
          boolean isDue = time(one) <= time;
          if (isDue) {
            due.add(one);
          }
          return isDue;
        });
    due.sort(WaitingDraft.ORDER);
    for (Drafted one : due) {
      count(one, false);
    }
  }

  /**
   * A decision that takes the place of another finds what that one found; a first one counts, also
   * where an item is sent again.
   */
  private void count(Drafted drafted, boolean isLate) throws Exception {
    String item = drafted.item();
    setCurrentKey(item);
    boolean isFirst = drafted.draft().decision().revises() == null;
    GivenCounts before = isFirst ? GivenCounts.none() : GivenCounts.of(given.value());
    Map<String, Long> earlier = new HashMap<>();
    boolean counts = false;
    for (OpenLimit limit : drafted.draft().limits()) {
      String name = limit.name();
      Long found = before.earlier().get(name);
      counts |= found == null;
      earlier.put(name, found == null ? fired(name, limit, time(drafted)) : found);
    }
    if (isLate && counts) {
      late.inc();
    }
    if (drafted.openUntil() > 0) {
      setCurrentKey(item);
      remember(before, earlier, drafted.openUntil());
    }
    emit(
        drafted
            .draft()
            .counted((policy, key, from, to) -> earlier.get(OpenLimit.name(policy, key))));
  }

  /** Firings before an item's, which counts from now on: at most as many as reach the limit. */
  private long fired(String name, OpenLimit limit, long time) throws Exception {
    setCurrentKey(name);
    Firings before = Firings.of(firings.value());
    Firings after = before.with(time, limit.atMost(), limit.withinMillis());
    firings.update(after.toBytes());
    if (before.isEmpty()) {
      ringAt(after.end());
    }
    return Math.min(limit.atMost(), before.between(time - limit.withinMillis(), time));
  }

  /** One timer for all firings under a name: there may be very many of them. */
  private void ringAt(long end) {
    timers.registerEventTimeTimer(VoidNamespace.INSTANCE, end);
  }

  private void remember(GivenCounts before, Map<String, Long> earlier, long until)
      throws Exception {
    GivenCounts now = GivenCounts.none();
    now.earlier().putAll(before.earlier());
    now.earlier().putAll(earlier);
    GivenCounts all = new GivenCounts(now.earlier(), Math.max(before.until(), until));
    given.update(all.toBytes());
    timers.registerEventTimeTimer(VoidNamespace.INSTANCE, over());
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    if (firings.value() != null) {
      long end = Firings.of(firings.value()).end();
      if (end <= timer.getTimestamp()) {
        firings.clear();
      } else {
        ringAt(end);
      }
    }
    if (given.value() != null && over() <= timer.getTimestamp()) {
      long now = getProcessingTimeService().getCurrentProcessingTime();
      timers.registerProcessingTimeTimer(
          VoidNamespace.INSTANCE, now + 2 * DecideItems.GRACE_MILLIS);
    }
  }

  /** Event time from which on nobody asks, unless it has leapt. */
  private long over() throws Exception {
    return GivenCounts.of(given.value()).until() + DecideItems.GRACE_MILLIS;
  }

  /** Longer by the clock than an item is kept to be decided anew. */
  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    if (given.value() == null) {
      return;
    }
    if (over() <= timers.currentWatermark()) {
      given.clear();
    } else { // after a restore event time begins anew
      timers.registerEventTimeTimer(VoidNamespace.INSTANCE, over());
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    waitingState.update(waiting.stream().map(WaitingDraft::toBytes).toList());
  }
}
