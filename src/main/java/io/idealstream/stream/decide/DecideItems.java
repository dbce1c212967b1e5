package io.idealstream.stream.decide;

import io.idealstream.policy.DraftDecision;
import io.idealstream.policy.Facts;
import io.idealstream.policy.OpenCount;
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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;

/**
 * Asks the policies about every item. First input: parts of items, keyed by feed and id; second:
 * policies and conditions, broadcast.
 *
 * <p>An item is complete when its labels are there and all key groups of queries have been held
 * against it. It is decided then, by the versions in force at its own time: without regard to the
 * order in which parts come. An item whose time is ahead of the clock waits for that time, since a
 * policy that is in force then may be on its way; and every item waits until the policies have come
 * that existed when the job started. Beyond the bound the earliest is decided by what is there.
 * Event time waits with them: no watermark passes an item that has no answer yet.
 *
 * <p>An item that is among the best of a window which is open, of a query that a policy names, is
 * kept until the window is closed, and decided anew if its hit comes: at the end of the window,
 * whenever the hit came. What then says the same as before is not said again. Hits of a query that
 * looks back decide nothing: they are of the past.
 *
 * <p>An item that a policy counts something for is asked about by whoever counts; windows that give
 * hits of it later are told there.
 *
 * <p>Items that are not complete are worked with in memory and written before each barrier; few are
 * open then.
 */
public final class DecideItems extends KeyedOperator<Decision>
    implements TwoInputStreamOperator<ItemPart, PolicyNews, Decision> {

  /** Side output: that a policy is in force with a subtask. */
  public static final OutputTag<Acknowledgement> ACKNOWLEDGEMENTS =
      new OutputTag<>("policies-in-force", TypeInformation.of(Acknowledgement.class));

  /**
   * Side output: what is to be counted, and before it the policies that items are asked by then.
   */
  public static final OutputTag<Drafted> DRAFTS =
      new OutputTag<>("drafts", TypeInformation.of(Drafted.class));

  private static final long serialVersionUID = 1L;

  private static final ValueStateDescriptor<byte[]> OPEN =
      new ValueStateDescriptor<>("open", BytePrimitiveArraySerializer.INSTANCE);
  private static final MapStateDescriptor<String, byte[]> POLICIES =
      new MapStateDescriptor<>(
          "policies", StringSerializer.INSTANCE, BytePrimitiveArraySerializer.INSTANCE);
  private static final MapStateDescriptor<String, byte[]> CONDITIONS =
      new MapStateDescriptor<>(
          "conditions", StringSerializer.INSTANCE, BytePrimitiveArraySerializer.INSTANCE);

  /** The input of parts. */
  private static final int PARTS = 0;

  private final WaitingSettings settings;

  private transient OpenItems open;
  private transient WaitingItems waiting;
  private transient KeptItems kept;
  private transient Set<String> written;
  private transient KnownPolicies policies;
  private transient KnownConditions conditions;
  private transient List<Announcement> unsaid;
  private transient BroadcastState<String, byte[]> policyState;
  private transient ValueState<byte[]> openState;
  private transient EarlyAnswers early;
  private transient Counter laterHits;
  private transient Counter beforeKnown;
  private transient Warnings warnings;
  private transient long ringsAt;

  /** The time that all parts have reached; null where it was told in full. */
  private transient Watermark held;

  private transient long told;
  private transient boolean silent;
  private transient boolean counterKnows;

  public DecideItems(WaitingSettings settings) {
    this.settings = settings;
  }

  long itemsBeforeKnownPolicies() {
    return beforeKnown.getCount();
  }

  long laterHits() {
    return laterHits.getCount();
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    open = new OpenItems(getRuntimeContext().getTaskInfo().getMaxNumberOfParallelSubtasks());
    waiting = new WaitingItems();
    ringsAt = Long.MAX_VALUE;
    told = Long.MIN_VALUE;
    written = new HashSet<>();
    unsaid = new ArrayList<>();
    policies = new KnownPolicies(settings.awaited());
    policyState = context.getOperatorStateStore().getBroadcastState(POLICIES);
    conditions = new KnownConditions(context.getOperatorStateStore().getBroadcastState(CONDITIONS));
    for (Map.Entry<String, byte[]> known : policyState.entries()) {
      policies.restore(known.getKey(), known.getValue()).ifPresent(unsaid::add);
    }
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // Flink fails the task if the timer's work fails
  public void open() throws Exception {
    super.open();
    openState = getRuntimeContext().getState(OPEN);
    kept =
        new KeptItems(
            getRuntimeContext().getState(KeptItems.STATE),
            (name, rung) -> getInternalTimerService(name, VoidNamespaceSerializer.INSTANCE, rung),
            this::now,
            this::reach);
    early = new EarlyAnswers(getClass(), settings, "policies", getMetricGroup());
    laterHits = getMetricGroup().counter("laterHitsUnmatched");
    beforeKnown = getMetricGroup().counter("itemsBeforeKnownPolicies");
    warnings = Warnings.of(getClass(), getMetricGroup());
    getMetricGroup().gauge("itemsHeld", (Gauge<Integer>) () -> open.size() + waiting.size());
    forEveryKey(OPEN, this::restore);
    getProcessingTimeService().registerTimer(now() + 1, time -> takeUp());
  }

  private void restore() throws Exception {
    written.add(key());
    for (OpenItem item : OpenItem.of(openState.value())) {
      if (open.isComplete(item)) {
        waiting.add(new WaitingItems.Complete(key(), item));
      } else {
        open.add(key(), item);
      }
    }
  }

  /** All that is known once a policy counts something, and from then on what comes. */
  private void tellWhoeverCounts(List<PolicyInForce> changes) {
    if (policies.count()) {
      List<PolicyInForce> unheard = counterKnows ? changes : policies.all();
      unheard.forEach(one -> emit(DRAFTS, Drafted.of(one)));
      counterKnows = true;
    }
  }

  /** Goes on where the run before ended. */
  private void takeUp() throws Exception {
    unsaid.forEach(this::say);
    unsaid.clear();
    tellWhoeverCounts(List.of());
    decideWaiting();
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
    OpenItem item = open.take(key(), part);
    if (open.isComplete(item)) {
      completed(item);
    }
  }

  private void completed(OpenItem item) throws Exception {
    if (policies.isSettled() && !isAhead(item.time().toEpochMilli())) {
      decide(item);
      return;
    }
    waiting.add(new WaitingItems.Complete(key(), item));
    if (waiting.size() > settings.maxItems()) {
      decide(waiting.poll());
      early.add(1);
    }
    ring();
    letTimePass();
  }

  private boolean isAhead(long time) {
    return time > now();
  }

  /** Sees to it that somebody looks again when the earliest time comes. */
  @SuppressWarnings("FutureReturnValueIgnored") // Flink fails the task if the timer's work fails
  private void ring() {
    if (policies.isSettled() && !waiting.isEmpty() && waiting.firstTime() < ringsAt) {
      long at = waiting.firstTime();
      ringsAt = at;
      getProcessingTimeService().registerTimer(at, time -> rung(at));
    }
  }

  private void rung(long at) throws Exception {
    if (at == ringsAt) {
      ringsAt = Long.MAX_VALUE;
    }
    decideWaiting();
  }

  private void decideWaiting() throws Exception {
    while (policies.isSettled() && !waiting.isEmpty() && !isAhead(waiting.firstTime())) {
      decide(waiting.poll());
    }
    ring();
    letTimePass();
  }

  private void decide(WaitingItems.Complete one) throws Exception {
    setCurrentKey(one.key());
    decide(one.item());
  }

  /**
   * Event time is where all have come that have no answer yet; windows end without regard to it.
   */
  @Override
  public void processWatermark(Watermark mark) throws Exception {
    getTimeServiceManager().orElseThrow().advanceWatermark(mark);
    held = mark;
    letTimePass();
  }

  /** Whoever counts limits counts in the order of time: none passes an item that waits. */
  private void letTimePass() throws Exception {
    if (held != null) {
      long all = held.getTimestamp();
      long time = waiting.isEmpty() ? all : Math.min(all, waiting.firstTime() - 1);
      if (time > told) {
        told = time;
        output.emitWatermark(new Watermark(time));
      }
      held = time == all ? null : held;
    }
    if (silent && waiting.isEmpty()) {
      silent = false;
      super.processWatermarkStatus(WatermarkStatus.IDLE, PARTS);
    }
  }

  /** Silence must not overtake items that wait: others would let time pass without them. */
  @Override
  protected void processWatermarkStatus(WatermarkStatus status, int input) throws Exception {
    if (input == PARTS) {
      silent = status.isIdle() && !waiting.isEmpty();
    }
    if (input != PARTS || !silent) {
      super.processWatermarkStatus(status, input);
    }
  }

  /** Decides an item of the current key. */
  private void decide(OpenItem item) throws Exception {
    PolicySet asked = policies.at(item.time());
    if (policies.isBeyond(item.time())) {
      beforeKnown.inc();
      warnings.log(
          "beyond",
          () ->
              "%s of %s is older than the versions of policies that are known: it is decided without those"
                  .formatted(key(), item.time()));
    }
    if (asked.isEmpty()) {
      return;
    }
    Matched matched = Matched.all(item.matched());
    Labelled labelled = Labelled.of(item.labelled());
    Facts facts =
        asked.facts(labelled.item(), labelled.labels(), matched.hits(), conditions.timeline());
    List<OpenCount> counts = asked.openCounts(facts);
    DraftDecision draft = counts.isEmpty() ? asked.draft(facts) : null;
    long until = 0;
    for (Map.Entry<String, Long> window : matched.open().entrySet()) {
      if (asked.asksFor(window.getKey(), item.time())) {
        until = Math.max(until, window.getValue());
      }
    }
    boolean says = draft == null || draft.saysSomething();
    boolean counted = draft == null || (says && !draft.limits().isEmpty());
    DecidedItem decided =
        new DecidedItem(
            item.time(),
            item.labelled(),
            item.matched(),
            item.later(),
            says ? 1 : 0,
            draft == null ? DecidedItem.COUNTED : DecidedItem.gist(draft),
            until,
            facts.conditions().toBytes(),
            counted);
    if (until > 0) {
      kept.keep(decided);
    }
    if (draft == null) {
      emit(DRAFTS, Drafted.of(key(), decided.counting(counts), until));
    } else if (says) {
      tell(draft, until, counted);
    }
  }

  private void tell(DraftDecision draft, long until, boolean byCounting) {
    if (byCounting) {
      emit(DRAFTS, new Drafted(draft, until));
    } else {
      emit(draft.decision());
    }
  }

  private void takeLater(ItemPart part) throws Exception {
    if (kept.add(part)) {
      return;
    }
    for (OpenItem item : openOfKey()) {
      if (item.lacks(part)) {
        item.add(part);
        return;
      }
    }
    for (Hit hit : Matched.of(part.content()).hits()) {
      if (policies.at(part.time()).asksFor(hit.query(), part.time())) {
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
    List<OpenItem> items = new ArrayList<>(open.of(key()));
    items.addAll(waiting.of(key()));
    return items;
  }

  /** Each that sends parts says so, once nothing of the item can come from there any more. */
  private void forget() throws Exception {
    int gone = openOfKey().size();
    open.remove(key());
    waiting.remove(key());
    if (gone > 0) {
      emit(Forgotten.TAG, new Forgotten(key(), Trace.UNDECIDED, gone));
    }
    int decided = kept.forget();
    if (decided > 0) {
      emit(Forgotten.TAG, new Forgotten(key(), Trace.DECIDED, decided));
    }
    emit(DRAFTS, Drafted.forgotten(key()));
    letTimePass();
  }

  /** Decides anew where windows with hits have ended up to a time. */
  private DecidedItem reach(DecidedItem before, long lastMillis) {
    DecidedItem item = before.reaching(lastMillis);
    if (item == before) {
      return before;
    }
    PolicySet asked = policies.at(item.time());
    Facts facts = item.facts();
    List<OpenCount> counts = asked.openCounts(facts);
    if (!counts.isEmpty()) {
      DecidedItem again = item.decided(item.number() + 1, DecidedItem.COUNTED, true);
      emit(DRAFTS, Drafted.of(key(), again.counting(counts), item.until()));
      return again;
    }
    DraftDecision draft = asked.draft(facts);
    String gist = DecidedItem.gist(draft);
    if (gist.equals(item.gist())) {
      return item;
    }
    boolean counted = item.counted() || !draft.limits().isEmpty();
    tell(item.number() == 0 ? draft : draft.revising(item.number()), item.until(), counted);
    return item.decided(item.number() + 1, gist, counted);
  }

  /** The end of policies is silence and not the end of time. */
  @Override
  public void processWatermark2(Watermark mark) throws Exception {
    processWatermarkStatus2(WatermarkStatus.IDLE);
  }

  @Override
  public void processElement2(StreamRecord<PolicyNews> element) throws Exception {
    takeUp();
    if (element.getValue().condition() != null) {
      conditions.put(element.getValue().condition(), kept.eventTime());
      return;
    }
    PolicyInForce change = element.getValue().policy();
    policies.put(change).ifPresent(this::say);
    tellWhoeverCounts(change.version() == 0 ? List.of() : List.of(change));
    byte[] known = policies.toBytes(change.policy());
    if (known == null) {
      policyState.remove(change.policy());
    } else {
      policyState.put(change.policy(), known);
    }
    decideWaiting();
  }

  private void say(Announcement announcement) {
    emit(ACKNOWLEDGEMENTS, announcement.by(getRuntimeContext().getTaskInfo()));
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    Map<String, List<OpenItem>> now = open.with(waiting.all());
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

  /**
   * What waits, for policies, for its time or for the end of a window, is decided by what is there.
   */
  @Override
  public void finish() throws Exception {
    takeUp();
    while (!waiting.isEmpty()) {
      decide(waiting.poll());
    }
    forEveryKey(KeptItems.STATE, () -> kept.reach(Long.MAX_VALUE));
    letTimePass();
    super.finish();
  }
}
