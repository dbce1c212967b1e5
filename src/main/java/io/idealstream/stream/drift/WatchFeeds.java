package io.idealstream.stream.drift;

import io.idealstream.drift.DriftWatch;
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
import io.idealstream.wire.DriftVersions;
import io.idealstream.wire.Keys;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.Trace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
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
  static final ValueStateDescriptor<byte[]> FEED =
      new ValueStateDescriptor<>("feed", BytePrimitiveArraySerializer.INSTANCE);

  /** Watches that are kept in memory; others are read from state when their interval closes. */
  private static final int MOST_AT_HAND = 32;

  private final DriftSettings settings;

  private transient BroadcastState<String, byte[]> spaceState;
  private transient Map<String, WatchedSpace> spaces;
  private transient OpenIntervals open;
  private transient ValueState<byte[]> feedState;
  private transient FeedMemory memory;
  private transient Map<String, DriftWatch> atHand;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient DriftActs acts;
  private transient DriftTeller teller;
  private transient DriftGauges gauges;
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
    feedState = getRuntimeContext().getState(FEED);
    memory = new FeedMemory(getRuntimeContext());
    timers = getInternalTimerService("intervals", VoidNamespaceSerializer.INSTANCE, this);
    atHand =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, DriftWatch> eldest) {
            return size() > MOST_AT_HAND;
          }
        };
    spaceState = getOperatorStateBackend().getBroadcastState(SPACES);
    spaces = new HashMap<>();
    for (Map.Entry<String, byte[]> each : spaceState.immutableEntries()) {
      spaces.put(each.getKey(), WatchedSpace.of(PreparedState.of(each.getValue())));
    }
    var metrics = getMetricGroup().addGroup("drift");
    Counter muted = metrics.counter("findingsMuted");
    Counter forgotten = metrics.counter("actsForgotten");
    acts = new DriftActs(getOperatorStateBackend(), act -> forgotten(act, forgotten));
    teller =
        new DriftTeller(
            acts, settings.freezes(), this::emit, act -> emit(CONTROLS, act), muted::inc);
    gauges = new DriftGauges(getMetricGroup());
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
    FeedState feed = FeedState.of(feedState.value());
    if (sample.number() != FeedSample.NONE) {
      number(feed, sample);
      return;
    }
    IntervalItems items = IntervalItems.of(sample.items());
    if (sample.interval() <= feed.closed()
        || settings.closing(sample.interval()) <= timers.currentWatermark()) {
      long came = items.arrived() + items.deadLetters();
      late.inc(came);
      feedState.update(feed.late(came).toBytes());
      warnings.log(
          "late",
          () ->
              "%d items of %s came after their interval of %s was closed: drift leaves them out"
                  .formatted(came, key(), settings.begin(sample.interval())));
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
  private void number(FeedState feed, FeedSample told) throws Exception {
    if (feed.number() != told.number()) {
      feedState.update(feed.numbered(told.number()).toBytes());
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
    if (!FeedState.of(feedState.value()).isNumbered()) {
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
    FeedState feed = FeedState.of(feedState.value());
    if (feed.isBeyond() || space.standpoint() == null) {
      unwatched.inc(items.arrived());
      return;
    }
    feed = begun(feed, space, settings.begin(interval));
    leftOut.inc(items.leftOut());
    DriftWatch watch = watch(feed, space);
    boolean watching = watch.isWatching();
    Optional<Drift> found =
        watch.close(interval, settings.slot(interval), items).map(records(feed)::of);
    Instant end = settings.begin(interval + 1);
    if (!watching && watch.isWatching()) {
      say(feed, StatusState.ACTIVE, "its reference is complete since " + end);
    }
    emit(SCORES, score(feed, interval, items, space, watch));
    feedState.update(teller.tell(feed.closed(interval), found, space, end).toBytes());
    gauges.show(key(), watch.nearness());
  }

  private DriftScore score(
      FeedState feed, long interval, IntervalItems items, WatchedSpace space, DriftWatch watch) {
    Map<String, Double> nearness = watch.nearness();
    return new DriftScore(
        Keys.space(key()),
        Keys.feed(key()),
        settings.begin(interval),
        settings.begin(interval + 1),
        items.arrived(),
        items.leftOut(),
        feed.late(),
        space.named(watch.shares()),
        null,
        DriftScore.sum(nearness),
        nearness,
        feed.reference());
  }

  /** The feed, with a new reference where its space is another one, or what is new is normal. */
  private FeedState begun(FeedState feed, WatchedSpace space, Instant from) throws Exception {
    if (feed.watches(space)) {
      Optional<Control> accepted =
          acts.accept(Keys.space(key()), Keys.feed(key()), feed.open(), feed.begun(), from);
      if (accepted.isEmpty()) {
        return feed;
      }
      teller.accepted(feed, accepted.get(), space);
    } else {
      teller.replaced(feed, space, from);
    }
    FeedState anew = feed.watching(space, from);
    forgetReference();
    say(anew, StatusState.WAITING, "what is normal is gathered since " + from);
    return anew;
  }

  private DriftWatch watch(FeedState feed, WatchedSpace space) throws Exception {
    DriftWatch watch = atHand.get(key());
    if (watch == null) {
      watch = DriftWatch.of(space.standpoint(), settings.terms(Shares.of(feed.number())), memory);
      atHand.put(key(), watch);
    }
    return watch;
  }

  private DriftRecords records(FeedState feed) {
    return new DriftRecords(
        settings,
        Keys.space(key()),
        Keys.feed(key()),
        new DriftVersions(feed.spaceVersion(), feed.reference(), feed.model()));
  }

  private void say(FeedState feed, StatusState state, String detail) {
    emit(STATUS, new Status(StatusKind.DRIFT, key(), feed.reference(), state, detail));
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
      forEveryKey(FEED, () -> forget(change.space(), "no definition is in force any more"));
    } else if (space.why() != null) {
      forEveryKey(FEED, () -> forget(change.space(), space.why()));
      warnings.log(
          "space",
          () ->
              "The feeds of space %s are not watched for drift: %s"
                  .formatted(change.space(), space.why()));
    }
  }

  /** Forgets what the current key knows, but the number that its feed has for ever. */
  private void forget(String space, String why) throws Exception {
    if (Keys.space(key()).equals(space)) {
      FeedState feed = FeedState.of(feedState.value());
      if (feed.isWatched()) {
        say(feed, StatusState.DISABLED, why);
      }
      teller.unwatched(feed, why);
      feedState.update(feed.unwatched().toBytes());
      forgetReference();
    }
  }

  private void forgetReference() {
    memory.clear();
    atHand.remove(key());
    gauges.forget(key());
  }

  private void forget(ForgottenItem item) throws Exception {
    forEveryKey(OPEN, () -> ofOpen(item));
    forEveryKey(FEED, () -> ofWatch(item));
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

  /** What is watched was set up by the first items: without one of them it begins anew. */
  private void ofWatch(ForgottenItem item) throws Exception {
    Optional<String> name = item.name(key());
    if (name.isEmpty()) {
      return;
    }
    FeedState feed = FeedState.of(feedState.value());
    if (feed.hasExample(name.get())) {
      forgotten(item, Trace.EXAMPLES);
      feed = feed.withoutExample(name.get());
      feedState.update(feed.toBytes());
    }
    if (DriftWatch.isFirst(memory, name.get())) {
      forgotten(item, Trace.REFERENCES);
      feedState.update(feed.anew().toBytes());
      forgetReference();
      say(feed, StatusState.WAITING, ForgottenItem.WHY);
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
