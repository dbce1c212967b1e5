package io.idealstream.stream.drift;

import io.idealstream.drift.IntervalItems;
import io.idealstream.estimate.PreparedSpace;
import io.idealstream.estimate.PreparedState;
import io.idealstream.stream.Forgotten;
import io.idealstream.stream.keyed.SpreadingOperator;
import io.idealstream.stream.log.Warnings;
import io.idealstream.stream.type.DriftScoreType;
import io.idealstream.wire.Control;
import io.idealstream.wire.Drift;
import io.idealstream.wire.DriftScore;
import io.idealstream.wire.Keys;
import io.idealstream.wire.Status;
import io.idealstream.wire.Trace;
import io.idealstream.wire.config.Count;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.metrics.Counter;
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
 * Watches each feed of each space, keyed by {@link #key}; the second input is broadcast.
 *
 * <p>An interval closes once event time has passed its end. What comes later is counted and left
 * out, so that what is found depends on what came in time and on nothing else: not on the number of
 * subtasks, nor on restarts. Feeds are closed one after the other, and others have their turn
 * between.
 */
public final class WatchFeeds extends SpreadingOperator<Drift>
    implements TwoInputStreamOperator<FeedSample, WatchChange, Drift>,
        Triggerable<String, VoidNamespace> {

  /** Side output: how far the watch of a feed is. */
  public static final OutputTag<Status> STATUS =
      new OutputTag<>("drift-status", TypeInformation.of(Status.class));

  /** Side output: acts on words that a drift asks for. */
  public static final OutputTag<Control> CONTROLS =
      new OutputTag<>("drift-controls", TypeInformation.of(Control.class));

  /** Side output: how each feed was in each interval. */
  public static final OutputTag<DriftScore> SCORES =
      new OutputTag<>("drift-scores", DriftScoreType.INFO);

  private static final long serialVersionUID = 1L;

  static final MapStateDescriptor<String, byte[]> SPACES =
      new MapStateDescriptor<>(
          "spaces", StringSerializer.INSTANCE, BytePrimitiveArraySerializer.INSTANCE);
  static final MapStateDescriptor<Long, byte[]> OPEN =
      new MapStateDescriptor<>(
          "open-intervals", LongSerializer.INSTANCE, BytePrimitiveArraySerializer.INSTANCE);

  private final DriftSettings settings;

  private transient BroadcastState<String, byte[]> spaceState;
  private transient Map<String, WatchedSpace> spaces;
  private transient OpenIntervals open;
  private transient ItemWatches watches;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient DriftActs acts;
  private transient Counter late;
  private transient Counter leftOut;
  private transient Counter unwatched;
  private transient Warnings warnings;

  public WatchFeeds(DriftSettings settings) {
    this.settings = settings;
  }

  /** {@code space/feed} */
  public static String key(FeedSample sample) {
    return Keys.feed(sample.space(), sample.feed());
  }

  @Override
  public void open() throws Exception {
    super.open();
    open = new OpenIntervals(settings, getRuntimeContext().getMapState(OPEN));
    timers = getInternalTimerService("intervals", VoidNamespaceSerializer.INSTANCE, this);
    spaceState = getOperatorStateBackend().getBroadcastState(SPACES);
    spaces = new HashMap<>();
    for (Map.Entry<String, byte[]> each : spaceState.immutableEntries()) {
      spaces.put(each.getKey(), WatchedSpace.of(PreparedState.of(each.getValue())));
    }
    var metrics = getMetricGroup().addGroup("drift");
    Counter muted = metrics.counter("findingsMuted");
    Counter forgotten = metrics.counter("actsForgotten");
    acts = new DriftActs(getOperatorStateBackend(), act -> forgotten(act, forgotten));
    DriftTeller teller =
        new DriftTeller(
            acts, settings.freezes(), this::emit, act -> emit(CONTROLS, act), muted::inc);
    watches =
        new ItemWatches(
            settings,
            getRuntimeContext(),
            getMetricGroup(),
            acts,
            teller,
            said -> emit(STATUS, said));
    late = metrics.counter("itemsLate");
    leftOut = metrics.counter("itemsLeftOut");
    unwatched = metrics.counter("itemsUnwatched");
    warnings = Warnings.of(WatchFeeds.class, getMetricGroup());
  }

  private void forgotten(Control act, Counter counter) {
    counter.inc();
    warnings.log(
        "acts",
        () ->
            "Drift forgets the oldest of its acts, of which there are more than %d: %s of %s since %s"
                .formatted(DriftActs.MOST, act.act().code(), Keys.of(act), act.effective()));
  }

  @Override
  public void processElement1(StreamRecord<FeedSample> element) throws Exception {
    FeedSample sample = element.getValue();
    if (sample.number() != FeedSample.NONE) {
      number(sample);
      return;
    }
    IntervalItems items = IntervalItems.of(sample.items());
    if (watches.isClosed(sample.interval())
        || settings.closing(sample.interval()) <= timers.currentWatermark()) {
      long came = items.arrived() + items.deadLetters();
      late.inc(came);
      watches.late(came);
      warnings.log(
          "late",
          () ->
              "%s of %s came after the interval of %s was closed: drift leaves out what is late"
                  .formatted(Count.of(came, "item"), key(), settings.begin(sample.interval())));
      return;
    }
    byte[] before = open.get(sample.interval());
    if (before != null) {
      items.merge(IntervalItems.of(before));
    }
    open.put(sample.interval(), items.toBytes());
    timers.registerEventTimeTimer(VoidNamespace.INSTANCE, settings.closing(sample.interval()));
  }

  /** A number that is told again, as after a restart, is no news. */
  private void number(FeedSample told) throws Exception {
    if (watches.number(told.number())) {
      unwatched(open.takeUnwatched(told));
      closeDue(timers.currentWatermark());
    }
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    closeDue(timer.getTimestamp());
  }

  /**
   * Closes the intervals that have ended. The number of a new feed may be slower than the watermark
   * where some subtasks have been silent: it closes them when it comes.
   */
  private void closeDue(long time) throws Exception {
    List<Long> due = open.due(time);
    if (due.isEmpty()) {
      return;
    }
    if (!watches.isNumbered()) {
      unwatched(open.takeBeyondBound(Keys.feed(key()), withItems(due)));
      return;
    }
    WatchedSpace space = spaces.get(Keys.space(key()));
    if (space == null) {
      awaitSpace(time);
      return;
    }
    for (long interval : due) {
      close(interval, IntervalItems.of(open.take(interval)), space);
    }
  }

  /** Those that have items: what cannot be read makes no feed, and waits for no number. */
  private List<Long> withItems(List<Long> due) throws Exception {
    List<Long> with = new ArrayList<>();
    for (long interval : due) {
      if (IntervalItems.arrived(open.get(interval)) > 0) {
        with.add(interval);
      } else {
        open.take(interval);
      }
    }
    return with;
  }

  private void unwatched(List<byte[]> intervals) {
    intervals.forEach(items -> unwatched.inc(IntervalItems.arrived(items)));
  }

  /** The news of a space may be slower than its items: what is due stays until these have come. */
  private void awaitSpace(long time) {
    if (time < Long.MAX_VALUE) {
      timers.registerEventTimeTimer(VoidNamespace.INSTANCE, timers.currentWatermark() + 1);
    }
  }

  private void close(long interval, IntervalItems items, WatchedSpace space) throws Exception {
    if (watches.isBeyond() || space.standpoint() == null) {
      unwatched.inc(items.arrived());
      return;
    }
    leftOut.inc(items.leftOut());
    emit(SCORES, watches.close(key(), interval, items, space));
  }

  /** The end of changes, as of words that are pinned, is silence and not the end of time. */
  @Override
  public void processWatermark2(Watermark mark) throws Exception {
    processWatermarkStatus2(WatermarkStatus.IDLE);
  }

  @Override
  public void processElement2(StreamRecord<WatchChange> element) throws Exception {
    if (element.getValue().act() != null) {
      acts.put(element.getValue().act());
    } else if (element.getValue().erasure() != null) {
      forget(new ForgottenItem(element.getValue().erasure()));
    } else if (!element.getValue().space().awaitsWords()) {
      follow(element.getValue().space());
    }
  }

  private void follow(PreparedSpace change) throws Exception {
    if (change.isUnknown()) {
      spaceState.remove(change.space());
      spaces.remove(change.space());
      return;
    }
    WatchedSpace space = WatchedSpace.of(change);
    spaceState.put(change.space(), PreparedState.toBytes(change));
    spaces.put(change.space(), space);
    if (change.definition() == null) {
      acts.forget(change.space());
      forEveryKey(
          FeedWatches.FEED, () -> forget(change.space(), "no definition is in force any more"));
    } else if (space.why() != null) {
      forEveryKey(FeedWatches.FEED, () -> forget(change.space(), space.why()));
      warnings.log(
          "space",
          () ->
              "The feeds of space %s are not watched for drift: %s"
                  .formatted(change.space(), space.why()));
    }
  }

  private void forget(String space, String why) throws Exception {
    if (Keys.space(key()).equals(space)) {
      watches.forget(key(), why);
    }
  }

  private void forget(ForgottenItem item) throws Exception {
    forEveryKey(OPEN, () -> ofOpen(item));
    forEveryKey(FeedWatches.FEED, () -> ofWatch(item));
  }

  private void ofOpen(ForgottenItem item) throws Exception {
    Optional<String> name = item.name(key());
    for (long interval : name.isPresent() ? open.all() : List.<Long>of()) {
      IntervalItems items = IntervalItems.of(open.get(interval));
      if (items.remove(name.get())) {
        forgotten(item, Trace.OPEN_INTERVALS);
        open.put(interval, items.toBytes());
      }
    }
  }

  private void ofWatch(ForgottenItem item) throws Exception {
    Optional<String> name = item.name(key());
    if (name.isPresent()) {
      watches.forgetItem(key(), name.get()).forEach(trace -> forgotten(item, trace));
    }
  }

  private void forgotten(ForgottenItem item, Trace trace) {
    emit(Forgotten.TAG, new Forgotten(item.erasure().item(), trace, 1));
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("no timer is ever set in processing time");
  }
}
