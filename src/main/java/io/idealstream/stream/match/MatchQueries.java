package io.idealstream.stream.match;

import io.idealstream.stream.Acknowledgement;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.Forgotten;
import io.idealstream.stream.ItemPart;
import io.idealstream.stream.Modality;
import io.idealstream.stream.QueryInForce;
import io.idealstream.stream.inforce.WaitingRoom;
import io.idealstream.stream.keyed.KeyedOperator;
import io.idealstream.wire.Hit;
import io.idealstream.wire.Trace;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;

/**
 * Holds every image against the standing queries of its model. First input: queries, keyed by id,
 * so that each lives in one subtask; second: items, broadcast.
 *
 * <p>A query is in force as soon as its one subtask has it, and is acknowledged then. Items are
 * gathered into small batches, which end before anything that must not overtake an item: a change
 * of a query, a watermark, a silence, a barrier, the end of the input. So a query sees exactly the
 * items behind it.
 *
 * <p>An item waits, in each subtask, until those awaited names are settled that belong to it; see
 * {@link Awaited}. Meanwhile event time stands still here, so that no window closes without it.
 *
 * <p>Memory is what is worked with, state what it is made of again: a query is written when it
 * comes, windows before each barrier.
 */
public final class MatchQueries extends KeyedOperator<Hit>
    implements TwoInputStreamOperator<QueryInForce, Embedded, Hit> {

  /** Side output: that a change of a query is in force. */
  public static final OutputTag<Acknowledgement> ACKNOWLEDGEMENTS =
      new OutputTag<>("acknowledgements", TypeInformation.of(Acknowledgement.class));

  /** Side output: what is known of items, for who decides about them. */
  public static final OutputTag<ItemPart> PARTS =
      new OutputTag<>("matched-parts", TypeInformation.of(ItemPart.class));

  private static final long serialVersionUID = 2L;

  /** The input of items. */
  private static final int ITEMS = 1;

  private final ProductOpening opening;
  private final MatchSettings settings;

  private transient ShardScope scope;
  private transient Shard shard;
  private transient Awaited awaited;
  private transient WaitingRoom<DueItem> room;
  private transient Gathered gathered;
  private transient MatchStates states;
  private transient QueryNews news;
  private transient MatchCounters counters;

  /** The time that watermarks tell; that of the shard stands still while items wait. */
  private transient long watermark;

  /** Not handed on yet, since items wait that it would pass; null for none. */
  private transient Watermark held;

  private transient boolean silent;

  public MatchQueries(ProductOpening opening, MatchSettings settings) {
    this.opening = opening;
    this.settings = settings;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    scope = ShardScope.of(task());
    shard =
        new Shard(
            opening.open(), scope, settings.lookBackBytes() / task().getNumberOfParallelSubtasks());
    awaited = new Awaited(shard::query);
    room =
        new WaitingRoom<>(
            settings.waiting().only(scope::isOwn), awaited::isSettled, DueItem::model);
    gathered = new Gathered(settings.batches());
    news = new QueryNews();
    counters = new MatchCounters(settings.waiting(), getMetricGroup());
    watermark = Long.MIN_VALUE;
    states = new MatchStates(context.getOperatorStateStore());
    states.due(this::restore);
    states.times().forEach(scope::restore);
    states.recent(shard.recent()::add);
  }

  private void restore(DueItem whole) {
    DueItem part = whole.within(scope.own());
    if (part.isDue()) {
      room.restore(part);
    }
    // it was answered where it is not due, perhaps by this subtask, and remembered by none
    shard.recent().add(whole.item());
  }

  private TaskInfo task() {
    return getRuntimeContext().getTaskInfo();
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // Flink fails the task if the timer's work fails
  public void open() throws Exception {
    super.open();
    states.open(getRuntimeContext());
    getMetricGroup().gauge("itemsHeld", (Gauge<Integer>) room::size);
    getMetricGroup().gauge("queriesHeld", (Gauge<Integer>) shard::size);
    getMetricGroup().gauge("itemsRemembered", (Gauge<Integer>) shard.recent()::size);
    forEveryKey(MatchStates.QUERY, this::restore);
    getProcessingTimeService().registerTimer(now() + 1, time -> takeUp());
  }

  private void restore() throws Exception {
    ShardState held = states.query();
    if (isNeedless(key(), held.query())) {
      states.forgetQuery();
      return;
    }
    hold(key(), held.query().version(), () -> held);
    ShardQuery query = shard.query(key());
    if (query.k() > 0) {
      states.windows().forEach((start, hits) -> shard.windows().restore(key(), query, start, hits));
    }
    byte[] shown = states.shown();
    if (query.distinct() != null && shown != null) {
      shard.repetitions().restore(key(), query.distinct(), shown);
    }
  }

  /** Goes on where the run before ended. */
  private void takeUp() throws Exception {
    sayAll();
    room.release(this::gather);
    catchUp();
  }

  private void sayAll() {
    news.sayAll(word -> emit(ACKNOWLEDGEMENTS, word));
  }

  @Override
  public void processElement1(StreamRecord<QueryInForce> element) throws Exception {
    takeUp();
    flush();
    setCurrentKey(element.getValue().id());
    take(element.getValue());
    takeUp();
  }

  /** The end of changes, as of words that are pinned, is silence and not the end of time. */
  @Override
  public void processWatermark1(Watermark mark) throws Exception {
    processWatermarkStatus1(WatermarkStatus.IDLE);
  }

  private void take(QueryInForce change) throws Exception {
    String id = change.id();
    ShardQuery before = shard.query(id);
    boolean again = before != null && before.version() == change.version();
    boolean goesOn = again && change.query() != null;
    if (goesOn && before.hasFailed()) {
      return;
    }
    boolean active = before != null && before.isMatched();
    if (!(goesOn && active && before.model().equals(change.model()))) {
      shard.windows().close(id).forEach(this::emitLater);
      shard.repetitions().forget(id);
    }
    news.comesAgain(id);
    boolean isHeld = hold(id, change.version(), () -> asked(change, before));
    if (!isHeld && before != null) {
      shard.windows().close(id).forEach(hit -> emitLater(hit, before));
    }
    write(change);
    if (isHeld && change.query() != null && !(active && again)) {
      news.active(change);
    } else if (change.query() == null && before != null) {
      news.letGo(change, before);
    }
    if (isHeld && change.query() != null && !again) {
      lookBack(change);
    }
    if (settings.waiting().awaited().contains(id)) {
      awaited.arrived(id);
    }
    room.changed(id);
  }

  /** A query that waits for what it names keeps its version: it goes on with it, or is removed. */
  private static ShardState asked(QueryInForce change, ShardQuery before) {
    if (change.query() != null) {
      return ShardState.of(change);
    }
    long last = before == null ? 0 : Math.max(0, before.version());
    return ShardState.without(
        ShardQuery.State.GONE, change.isRemoval() ? ShardQuery.REMOVED : last);
  }

  /** An item is looked back at or still to come, never both. */
  private void lookBack(QueryInForce change) {
    if (change.query().lookBack() != null) {
      Set<RecentItem> due = new TreeSet<>(RecentItem.ORDER);
      room.items().stream()
          .filter(item -> scope.concerns(item, change.id()))
          .forEach(item -> due.add(RecentItem.of(item.item())));
      LookBack far = LookBack.of(change.query().lookBack());
      shard.lookBack(
          change.id(), change.vector(), far, due::contains, new Answers(new MatchedParts()));
    }
  }

  /** Whether a query is held as it is asked to be; if not it is disabled. */
  private boolean hold(String id, long version, Supplier<ShardState> asked) {
    Optional<String> failure = shard.put(id, version, asked);
    failure.ifPresent(why -> disable(id, version, why));
    return failure.isEmpty();
  }

  /** Whether a query was removed and no item waits for it. */
  private boolean isNeedless(String id, ShardQuery query) {
    return query.version() == ShardQuery.REMOVED && !settings.waiting().awaited().contains(id);
  }

  private void write(QueryInForce change) throws Exception {
    ShardQuery now = shard.query(change.id());
    if (isNeedless(change.id(), now)) {
      states.forgetQuery();
      shard.forget(change.id());
    } else {
      states.write(new ShardState(now, now.isMatched() ? change.vector() : null));
    }
  }

  private void disable(String id, long version, String why) {
    String detail = "cannot be matched: " + why;
    counters.failed(id, detail);
    news.failed(id, version, detail);
  }

  @Override
  public void processElement2(StreamRecord<Embedded> element) throws Exception {
    if (element.getValue().modality() == Modality.FORGOTTEN) {
      forget(element.getValue());
    } else if (element.getValue().modality() == Modality.IMAGE) {
      DueItem item = new DueItem(element.getValue(), scope.own());
      counters.early(room.arrive(item, this::gather));
      catchUp();
    }
  }

  /** What came before it is answered first, so that nothing of the item is gathered. */
  private void forget(Embedded forgotten) throws Exception {
    flush();
    forgotten(forgotten, Trace.WAITING_FOR_QUERIES, room.remove(due -> due.item().isOf(forgotten)));
    room.release(this::gather);
    catchUp();
    shard.forget(forgotten).forEach((trace, number) -> forgotten(forgotten, trace, number));
    emit(PARTS, ItemPart.forgotten(forgotten));
  }

  private void forgotten(Embedded item, Trace trace, int number) {
    if (number > 0) {
      emit(Forgotten.TAG, new Forgotten(item.item(), trace, number));
    }
  }

  private void gather(DueItem item) {
    if (gathered.isEmpty()) {
      gathered.waitFor(
          getProcessingTimeService()
              .registerTimer(now() + settings.batches().age().toMillis(), time -> flush()));
    }
    add(item);
  }

  private void add(DueItem item) {
    if (gathered.add(item)) {
      flush();
    }
  }

  private void flush() {
    if (!gathered.isEmpty()) {
      List<DueItem> items = gathered.take();
      MatchedParts parts = new MatchedParts();
      shard.answer(items, new Answers(parts));
      items.forEach(item -> emit(PARTS, parts.part(item)));
    }
  }

  /** A hit of a window, which is closed now. */
  private void emitLater(Hit hit) {
    emitLater(hit, shard.query(hit.query()));
  }

  private void emitLater(Hit hit, ShardQuery query) {
    emit(hit);
    if (!hit.isShadow()) {
      emit(PARTS, MatchedParts.later(hit, query.windowEnd(hit.time())));
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    flush();
    watermark = mark.getTimestamp();
    held = mark;
    catchUp();
  }

  /** Lets the time of watermarks come, here and behind, unless items of before still wait. */
  private void catchUp() throws Exception {
    if (room.size() > 0) {
      return;
    }
    if (scope.advances(watermark)) {
      flush();
      scope.advance(watermark);
      shard.pass(watermark).forEach(this::emitLater);
    }
    if (held != null) {
      flush();
      Watermark mark = held;
      held = null;
      super.processWatermark(mark);
    }
    if (silent) {
      silent = false;
      flush();
      super.processWatermarkStatus(WatermarkStatus.IDLE, ITEMS);
    }
  }

  /** Silence must not overtake items that wait: others would let time pass without them. */
  @Override
  protected void processWatermarkStatus(WatermarkStatus status, int input) throws Exception {
    if (input == ITEMS) {
      silent = status.isIdle() && room.size() > 0;
    }
    if (input != ITEMS || !silent) {
      flush();
      super.processWatermarkStatus(status, input);
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpoint) {
    sayAll();
    flush();
    shard.settle(new Answers(new MatchedParts()));
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    for (String query : news.failed()) {
      ShardQuery now = shard.query(query);
      if (now != null && now.hasFailed()) {
        setCurrentKey(query);
        states.write(new ShardState(now, null));
      }
    }
    int subtasks = task().getNumberOfParallelSubtasks();
    states.write(
        room.items(),
        shard.recent().toBytes(task().getIndexOfThisSubtask(), subtasks),
        scope.times());
    writeWindows();
    for (String query : shard.repetitions().changed()) {
      setCurrentKey(query);
      states.writeShown(shard.repetitions().toBytes(query));
    }
  }

  private void writeWindows() throws Exception {
    for (OpenWindow changed : shard.windows().changed()) {
      setCurrentKey(changed.query());
      states.writeWindow(changed.start(), shard.windows().hits(changed.query(), changed.start()));
    }
  }

  @Override
  public void finish() throws Exception {
    takeUp();
    room.empty(this::add); // no timer rings any more
    flush();
    catchUp();
    super.finish();
  }

  @Override
  public void close() throws Exception {
    if (shard != null) {
      shard.close();
    }
    super.close();
  }

  /** What the shard says, on its way out. */
  private final class Answers implements Shard.Outlet {
    private final MatchedParts parts;

    Answers(MatchedParts parts) {
      this.parts = parts;
    }

    @Override
    public void hit(Hit hit) {
      if (hit.lookBack()) {
        emit(hit);
      } else {
        emitLater(hit);
      }
    }

    @Override
    public void hit(Embedded item, Hit hit) {
      emit(hit);
      parts.hit(item, hit);
    }

    @Override
    public void isBest(Embedded item, String query, long end) {
      parts.open(item, query, end);
    }

    @Override
    public void failed(String query, long version, String why) {
      disable(query, version, why);
      sayAll();
    }

    @Override
    public void late(Hit hit) {
      counters.late(hit);
    }

    @Override
    public void repeated() {
      counters.repeated();
    }
  }
}
