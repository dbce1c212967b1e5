package io.idealstream.stream.decide;

import io.idealstream.policy.DraftDecision;
import io.idealstream.policy.Facts;
import io.idealstream.policy.PolicySet;
import io.idealstream.stream.Acknowledgement;
import io.idealstream.stream.Forgotten;
import io.idealstream.stream.ItemPart;
import io.idealstream.stream.PolicyInForce;
import io.idealstream.stream.inforce.Announcement;
import io.idealstream.stream.inforce.EarlyAnswers;
import io.idealstream.stream.inforce.WaitingSettings;
import io.idealstream.stream.keyed.KeyedOperator;
import io.idealstream.stream.log.Warnings;
import io.idealstream.wire.Hit;
import io.idealstream.wire.Trace;
import io.idealstream.wire.decision.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
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
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;

/**
 * Asks the policies about every item. First input: parts of items, keyed by feed and id; second:
 * policies, broadcast.
 *
 * <p>An item is complete when its labels are there and all key groups of queries have been held
 * against it. It is decided then, by the versions in force at its own time: without regard to the
 * order in which parts come. An item whose time is ahead of the clock waits for that time, since a
 * policy that is in force then may be on its way; and every item waits until the policies have come
 * that existed when the job started.
 *
 * <p>An item that is among the best of a window which is open, of a query that a policy names, is
 * kept until the window is closed, and decided anew if its hit comes. What then says the same as
 * before is not said again. Hits of a query that looks back decide nothing: they are of the past.
 *
 * <p>Items that are not complete are worked with in memory and written before each barrier; few are
 * open then. Those that are kept are in state alone.
 */
public final class DecideItems extends KeyedOperator<Decision>
    implements TwoInputStreamOperator<ItemPart, PolicyInForce, Decision>,
        Triggerable<String, VoidNamespace> {

  /** Side output: that a policy is in force with a subtask. */
  public static final OutputTag<Acknowledgement> ACKNOWLEDGEMENTS =
      new OutputTag<>("policies-in-force", TypeInformation.of(Acknowledgement.class));

  /** Side output: decisions whose limits are to be counted. */
  public static final OutputTag<Drafted> DRAFTS =
      new OutputTag<>("drafts", TypeInformation.of(Drafted.class));

  private static final long serialVersionUID = 1L;

  private static final ValueStateDescriptor<byte[]> OPEN =
      new ValueStateDescriptor<>("open", BytePrimitiveArraySerializer.INSTANCE);
  private static final ValueStateDescriptor<byte[]> DECIDED =
      new ValueStateDescriptor<>("decided", BytePrimitiveArraySerializer.INSTANCE);
  private static final MapStateDescriptor<String, byte[]> POLICIES =
      new MapStateDescriptor<>(
          "policies", StringSerializer.INSTANCE, BytePrimitiveArraySerializer.INSTANCE);

  /** How much longer than its window an item is kept: matching may stand behind event time. */
  static final long GRACE_MILLIS = Duration.ofMinutes(1).toMillis();

  /** An item that is complete and has to wait. */
  private record Complete(String key, OpenItem item) {}

  private final WaitingSettings settings;

  private transient Map<String, List<OpenItem>> open;
  private transient List<Complete> complete;
  private transient Set<String> written;
  private transient int openItems;
  private transient KnownPolicies policies;
  private transient List<Announcement> unsaid;
  private transient BroadcastState<String, byte[]> policyState;
  private transient ValueState<byte[]> openState;
  private transient ValueState<byte[]> decidedState;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient EarlyAnswers early;
  private transient Counter laterHits;
  private transient Warnings warnings;

  public DecideItems(WaitingSettings settings) {
    this.settings = settings;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    open = new HashMap<>();
    complete = new ArrayList<>();
    written = new HashSet<>();
    unsaid = new ArrayList<>();
    policies = new KnownPolicies(settings.awaited());
    policyState = context.getOperatorStateStore().getBroadcastState(POLICIES);
    for (Map.Entry<String, byte[]> known : policyState.entries()) {
      unsaid.add(policies.restore(known.getValue()));
    }
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // Flink fails the task if the timer's work fails
  public void open() throws Exception {
    super.open();
    openState = getRuntimeContext().getState(OPEN);
    decidedState = getRuntimeContext().getState(DECIDED);
    timers = getInternalTimerService("windows", VoidNamespaceSerializer.INSTANCE, this);
    early = new EarlyAnswers(getClass(), settings, "policies", getMetricGroup());
    laterHits = getMetricGroup().counter("laterHitsUnmatched");
    warnings = Warnings.of(getClass(), getMetricGroup());
    getMetricGroup().gauge("itemsHeld", (Gauge<Integer>) () -> openItems);
    forEveryKey(OPEN, this::restore);
    getProcessingTimeService().registerTimer(now() + 1, time -> takeUp());
  }

  private void restore() throws Exception {
    written.add(key());
    for (OpenItem item : OpenItem.of(openState.value())) {
      openItems++;
      if (item.isComplete(allGroups())) {
        complete.add(new Complete(key(), item));
      } else {
        open.computeIfAbsent(key(), none -> new ArrayList<>(1)).add(item);
      }
    }
  }

  private int allGroups() {
    return getRuntimeContext().getTaskInfo().getMaxNumberOfParallelSubtasks();
  }

  /** Goes on where the run before ended. */
  private void takeUp() throws Exception {
    unsaid.forEach(this::say);
    unsaid.clear();
    decideComplete();
  }

  @Override
  public void processElement1(StreamRecord<ItemPart> element) throws Exception {
    ItemPart part = element.getValue();
    switch (part.kind()) {
      case LABELLED, MATCHED -> take(part);
      case LATER -> takeLater(part);
      case FORGOTTEN -> forget();
    }
  }

  private void take(ItemPart part) throws Exception {
    List<OpenItem> items = open.computeIfAbsent(key(), none -> new ArrayList<>(1));
    OpenItem item = items.stream().filter(one -> one.lacks(part)).findFirst().orElse(null);
    if (item == null) {
      item = new OpenItem(part.time());
      items.add(item);
      openItems++;
    }
    item.add(part);
    if (item.isComplete(allGroups())) {
      items.remove(item);
      if (items.isEmpty()) {
        open.remove(key());
      }
      completed(item);
    }
  }

  private void completed(OpenItem item) throws Exception {
    if (policies.isSettled() && !isAhead(item.time())) {
      openItems--;
      decide(item);
      return;
    }
    complete.add(new Complete(key(), item));
    if (!policies.isSettled() && complete.size() > settings.maxItems()) {
      Complete oldest = complete.remove(0);
      openItems--;
      setCurrentKey(oldest.key);
      decide(oldest.item);
      early.add(1);
    } else if (policies.isSettled()) {
      ringAt(item.time());
    }
  }

  private boolean isAhead(Instant time) {
    return time.toEpochMilli() > now();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // Flink fails the task if the timer's work fails
  private void ringAt(Instant time) {
    getProcessingTimeService().registerTimer(time.toEpochMilli() + 1, ring -> decideComplete());
  }

  private void decideComplete() throws Exception {
    if (!policies.isSettled() || complete.isEmpty()) {
      return;
    }
    List<Complete> all = complete;
    complete = new ArrayList<>();
    for (Complete one : all) {
      if (isAhead(one.item.time())) {
        complete.add(one);
        ringAt(one.item.time());
      } else {
        openItems--;
        setCurrentKey(one.key);
        decide(one.item);
      }
    }
  }

  /** Decides an item of the current key. */
  private void decide(OpenItem item) throws Exception {
    PolicySet asked = policies.at(item.time());
    if (asked.isEmpty()) {
      return;
    }
    DraftDecision draft = asked.draft(item.facts());
    long until = 0;
    for (Map.Entry<String, Long> window : item.openWindows().entrySet()) {
      if (asked.asksFor(window.getKey())) {
        until = Math.max(until, window.getValue());
      }
    }
    if (until > 0) {
      int number = draft.saysSomething() ? 1 : 0;
      DecidedItem kept =
          new DecidedItem(item.labelled(), item.matched(), number, draft.gist(), until, false);
      decidedState.update(kept.toBytes());
      timers.registerEventTimeTimer(VoidNamespace.INSTANCE, until + GRACE_MILLIS);
    }
    if (draft.saysSomething()) {
      tell(draft, until);
    }
  }

  private void tell(DraftDecision draft, long until) {
    if (draft.limits().isEmpty()) {
      emit(draft.decision());
    } else {
      emit(DRAFTS, new Drafted(draft, until));
    }
  }

  private void takeLater(ItemPart part) throws Exception {
    DecidedItem kept = DecidedItem.of(decidedState.value());
    if (kept != null) {
      decidedState.update(kept.withHits(part.content()).toBytes());
      for (long end : Matched.of(part.content()).open().values()) {
        timers.registerEventTimeTimer(VoidNamespace.INSTANCE, end - 1);
      }
      return;
    }
    for (OpenItem item : openOfKey()) {
      if (item.lacks(part)) {
        item.add(part);
        return;
      }
    }
    for (Hit hit : Matched.of(part.content()).hits()) {
      if (policies.at(part.time()).asksFor(hit.query())) {
        laterHits.inc();
        warnings.log(
            "later",
            () ->
                "A hit of query %s decides nothing about %s: the item is not kept any more"
                    .formatted(hit.query(), part.item()));
      }
    }
  }

  private List<OpenItem> openOfKey() {
    List<OpenItem> items = new ArrayList<>(open.getOrDefault(key(), List.of()));
    complete.stream().filter(one -> one.key.equals(key())).forEach(one -> items.add(one.item));
    return items;
  }

  private void forget() throws Exception {
    int gone = openOfKey().size();
    openItems -= gone;
    open.remove(key());
    complete.removeIf(one -> one.key.equals(key()));
    if (gone > 0) {
      emit(Forgotten.TAG, new Forgotten(key(), Trace.UNDECIDED, gone));
    }
    if (decidedState.value() != null) {
      decidedState.clear();
      emit(Forgotten.TAG, new Forgotten(key(), Trace.DECIDED, 1));
    }
  }

  /** A window is closed whose hits have come, or the last one was a while ago. */
  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    DecidedItem kept = DecidedItem.of(decidedState.value());
    if (kept == null) {
      return;
    }
    if (kept.changed()) {
      kept = decideAnew(kept);
    }
    if (timer.getTimestamp() >= kept.until() + GRACE_MILLIS) {
      decidedState.clear();
    } else {
      decidedState.update(kept.toBytes());
    }
  }

  private DecidedItem decideAnew(DecidedItem kept) {
    Facts facts = kept.facts();
    DraftDecision draft = policies.at(facts.item().time()).draft(facts);
    if (draft.gist().equals(kept.gist())) {
      return kept.decided(kept.number(), kept.gist());
    }
    tell(kept.number() == 0 ? draft : draft.revising(kept.number()), kept.until());
    return kept.decided(kept.number() + 1, draft.gist());
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("windows end in event time");
  }

  /** The end of policies is silence and not the end of time. */
  @Override
  public void processWatermark2(Watermark mark) throws Exception {
    processWatermarkStatus2(WatermarkStatus.IDLE);
  }

  @Override
  public void processElement2(StreamRecord<PolicyInForce> element) throws Exception {
    takeUp();
    PolicyInForce change = element.getValue();
    policies.put(change).ifPresent(this::say);
    byte[] held = policies.toBytes(change.policy());
    if (held == null) {
      policyState.remove(change.policy());
    } else {
      policyState.put(change.policy(), held);
    }
    decideComplete();
  }

  private void say(Announcement announcement) {
    TaskInfo task = getRuntimeContext().getTaskInfo();
    emit(
        ACKNOWLEDGEMENTS,
        new Acknowledgement(
            task.getIndexOfThisSubtask(),
            task.getNumberOfParallelSubtasks(),
            announcement.status(),
            announcement.expires(),
            announcement.forgotten()));
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    Map<String, List<OpenItem>> now = new HashMap<>(open);
    for (Complete one : complete) {
      List<OpenItem> items = new ArrayList<>(now.getOrDefault(one.key, List.of()));
      items.add(one.item);
      now.put(one.key, items);
    }
    for (String key : written) {
      if (!now.containsKey(key)) {
        setCurrentKey(key);
        openState.clear();
      }
    }
    for (Map.Entry<String, List<OpenItem>> items : now.entrySet()) {
      setCurrentKey(items.getKey());
      openState.update(OpenItem.toBytes(items.getValue()));
    }
    written = new HashSet<>(now.keySet());
  }

  /** What waits for policies or for its time is decided by what is there. */
  @Override
  public void finish() throws Exception {
    takeUp();
    List<Complete> all = complete;
    complete = new ArrayList<>();
    for (Complete one : all) {
      openItems--;
      setCurrentKey(one.key);
      decide(one.item);
    }
    super.finish();
  }
}
