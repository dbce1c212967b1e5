package io.idealstream.stream.decide;

import io.idealstream.policy.DraftDecision;
import io.idealstream.policy.Facts;
import io.idealstream.policy.Firings;
import io.idealstream.policy.OpenCount;
import io.idealstream.policy.OpenLimit;
import io.idealstream.stream.Forgotten;
import io.idealstream.stream.PolicyInForce;
import io.idealstream.stream.keyed.KeyedOperator;
import io.idealstream.stream.keyed.RemovedNames;
import io.idealstream.wire.Trace;
import io.idealstream.wire.decision.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
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
 * Counts how often policies fired before, for the limits of a decision, and what else policies
 * count; keyed by the item. One subtask has all of them: only what fires under a limit comes here,
 * and what a policy counts something for; counting takes microseconds. What is to be counted before
 * policies can be asked is decided here. Each version of a policy comes from every sender before
 * the items that are asked by it.
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

  private static final MapStateDescriptor<String, byte[]> POLICIES =
      new MapStateDescriptor<>(
          "policies", StringSerializer.INSTANCE, BytePrimitiveArraySerializer.INSTANCE);

  private transient List<Drafted> waiting;
  private transient KnownPolicies policies;
  private transient BroadcastState<String, byte[]> policyState;
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
    policies = new KnownPolicies(Set.of());
    policyState = context.getOperatorStateStore().getBroadcastState(POLICIES);
    for (Map.Entry<String, byte[]> known : policyState.entries()) {
      policies.restore(known.getKey(), known.getValue());
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
    if (drafted.policy() != null) {
      know(drafted.policy());
    } else if (drafted.isForgotten()) {
      forget(drafted.item());
    } else if (time(drafted) > watermark) {
      waiting.add(drafted);
    } else {
      count(drafted, true);
    }
  }

  /** Every subtask that decides tells of the same. */
  private void know(PolicyInForce change) throws Exception {
    if (policies.knows(change)) {
      return;
    }
    policies.put(change);
    policyState.put(change.policy(), policies.toBytes(change.policy()));
    if (watermark != Long.MIN_VALUE) {
      Instant longAgo = Instant.ofEpochMilli(watermark).minus(RemovedNames.RETENTION);
      for (String gone : policies.forgetRemoved(longAgo)) {
        policyState.remove(gone);
      }
    }
  }

  private static long time(Drafted drafted) {
    return drafted.time().toEpochMilli();
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
    setCurrentKey(drafted.item());
    boolean isFirst = drafted.number() == 1;
    Tally tally =
        new Tally(isFirst ? GivenCounts.none() : GivenCounts.of(given.value()), time(drafted));
    DraftDecision draft =
        drafted.draft() == null ? asked(Counting.of(drafted.counting()), tally) : drafted.draft();
    Decision decision = draft == null ? null : limited(draft, tally);
    if (isLate && tally.counted) {
      late.inc();
    }
    if (drafted.openUntil() > 0) {
      setCurrentKey(drafted.item());
      remember(tally, drafted.openUntil());
    }
    if (decision != null) {
      emit(decision);
    }
  }

  private static Decision limited(DraftDecision draft, Tally tally) throws Exception {
    for (OpenLimit limit : draft.limits()) {
      tally.count(limit.name(), limit.atMost(), limit.withinMillis(), true);
    }
    return draft.counted((policy, key, from, to) -> tally.found.get(OpenLimit.name(policy, key)));
  }

  /** What the policies say of an item; null where that is nothing, or what was said before. */
  private DraftDecision asked(Counting item, Tally tally) throws Exception {
    for (OpenCount count : item.counts()) {
      tally.count(count.name(), count.upTo(), count.withinMillis(), count.adds());
    }
    Facts facts = item.facts().withCounts(item.counts(), tally.found);
    DraftDecision draft = policies.at(item.time()).draft(facts);
    String gist = DecidedItem.gist(draft);
    int number = tally.before.number();
    boolean same = number == 0 ? !draft.saysSomething() : gist.equals(tally.before.gist());
    tally.gist = gist;
    tally.number = same ? number : number + 1;
    return same ? null : number == 0 ? draft : draft.revising(number);
  }

  /** What is counted for one item. */
  private final class Tally {
    private final GivenCounts before;
    private final long time;
    private final Map<String, Long> found = new TreeMap<>();
    private boolean counted;
    private int number;
    private String gist;

    Tally(GivenCounts before, long time) {
      this.before = before;
      this.time = time;
      this.number = before.number();
      this.gist = before.gist();
      found.putAll(before.earlier());
    }

    /** What came before the item, which counts from now on; found once and for all. */
    void count(String name, long most, long withinMillis, boolean adds) throws Exception {
      if (!found.containsKey(name)) {
        counted = true;
        found.put(name, earlier(name, most, withinMillis, adds));
      }
    }

    private long earlier(String name, long most, long withinMillis, boolean adds) throws Exception {
      setCurrentKey(name);
      Firings earlier = Firings.of(firings.value());
      if (adds) {
        Firings after = earlier.with(time, most, withinMillis);
        firings.update(after.toBytes());
        if (earlier.isEmpty()) {
          ringAt(after.end());
        }
      }
      return Math.min(most, earlier.between(time - withinMillis, time));
    }
  }

  /** One timer for all firings under a name: there may be very many of them. */
  private void ringAt(long end) {
    timers.registerEventTimeTimer(VoidNamespace.INSTANCE, end);
  }

  private void remember(Tally tally, long until) throws Exception {
    GivenCounts all =
        new GivenCounts(
            tally.found, Math.max(tally.before.until(), until), tally.number, tally.gist);
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
      timers.registerProcessingTimeTimer(VoidNamespace.INSTANCE, now + 2 * KeptItems.GRACE_MILLIS);
    }
  }

  /** Event time from which on nobody asks, unless it has leapt. */
  private long over() throws Exception {
    return GivenCounts.of(given.value()).until() + KeptItems.GRACE_MILLIS;
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
