package io.idealstream.stream.drift;

import io.idealstream.drift.DriftMemory;
import io.idealstream.drift.FeedWatch;
import io.idealstream.wire.Control;
import io.idealstream.wire.Drift;
import io.idealstream.wire.DriftScore;
import io.idealstream.wire.DriftVersions;
import io.idealstream.wire.Keys;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.metrics.MetricGroup;

/**
 * The watches of feeds, in the state of the current key, {@code space/feed}.
 *
 * @param <I> what comes of a feed in an interval
 * @param <W> the watch of a feed
 */
abstract class FeedWatches<I, W extends FeedWatch<I>> {

  static final ValueStateDescriptor<byte[]> FEED =
      new ValueStateDescriptor<>("feed", BytePrimitiveArraySerializer.INSTANCE);

  /** Watches that are kept in memory; others are read from state when their interval closes. */
  private static final int MOST_AT_HAND = 32;

  private final DriftSettings settings;
  private final ValueState<byte[]> state;
  private final FeedMemory memory;
  private final DriftActs acts;
  private final DriftTeller teller;
  private final Consumer<Status> statuses;
  private final DriftGauges gauges;
  private final Map<String, W> atHand =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, W> eldest) {
          return size() > MOST_AT_HAND;
        }
      };

  FeedWatches(
      DriftSettings settings,
      RuntimeContext context,
      MetricGroup metrics,
      DriftActs acts,
      DriftTeller teller,
      Consumer<Status> statuses) {
    this.settings = settings;
    state = context.getState(FEED);
    memory = new FeedMemory(context);
    this.acts = acts;
    this.teller = teller;
    this.statuses = statuses;
    gauges = new DriftGauges(metrics);
  }

  /**
   * What came of a feed in an interval.
   *
   * @param arrived all of it, repetitions among them
   * @param leftOut of these that were not looked at
   * @param shares of each value, by factor; empty where labels are judged
   * @param accuracy by factor; null where items are looked at
   */
  record Came(
      long arrived,
      long leftOut,
      Map<String, Map<String, Double>> shares,
      Map<String, Map<String, Double>> accuracy) {}

  /** The watch of a feed that has a number, where its state says that it is. */
  abstract W resume(FeedState feed, WatchedSpace space, DriftMemory from) throws Exception;

  /** What the watch of a feed has just taken. */
  abstract Came came(I items, WatchedSpace space, W watch);

  /** How far a reference is that has so many items and began so long ago. */
  abstract Gathering gathering(long items, Duration time);

  /** Whether an interval that was the first of a watch holds an item. */
  abstract boolean holds(byte[] first, String name);

  /** News of a feed, as they are told. */
  abstract Status status(String key, FeedState feed, StatusState now, String detail);

  final DriftSettings settings() {
    return settings;
  }

  private FeedState feed() throws Exception {
    return FeedState.of(state.value());
  }

  /** The number that the feed has in its space; gives whether it had another or none. */
  final boolean number(int number) throws Exception {
    boolean news = feed().number() != number;
    if (news) {
      state.update(feed().numbered(number).toBytes());
    }
    return news;
  }

  final boolean isNumbered() throws Exception {
    return feed().isNumbered();
  }

  final boolean isBeyond() throws Exception {
    return feed().isBeyond();
  }

  /** Whether an interval, or a later one, was closed. */
  final boolean isClosed(long interval) throws Exception {
    return interval <= feed().closed();
  }

  /** So many came after their interval was closed. */
  final void late(long more) throws Exception {
    state.update(feed().late(more).toBytes());
  }

  /** Closes an interval of a feed that has a number, and tells what it brought. */
  final DriftScore close(String key, long interval, I items, WatchedSpace space) throws Exception {
    FeedState feed = begun(key, feed(), space, settings.begin(interval));
    W watch = watch(key, feed, space);
    boolean watching = watch.isWatching();
    Optional<Drift> found =
        watch.close(interval, settings.slot(interval), items).map(records(key, feed)::of);
    Instant end = settings.begin(interval + 1);
    Came came = came(items, space, watch);
    if (!watching) {
      FeedState before = feed;
      feed = feed.gathering(came.arrived - came.leftOut);
      sayHowFar(key, before, feed.closed(interval), watch.isWatching());
    }
    state.update(teller.tell(feed.closed(interval), found, space, end).toBytes());
    gauges.show(key, watch.nearness());
    return score(key, feed, settings.begin(interval), end, came, watch);
  }

  /** Told with each tenth of a reference, and when it is complete. */
  private void sayHowFar(String key, FeedState before, FeedState now, boolean complete) {
    if (complete) {
      Instant end = settings.begin(now.closed() + 1);
      say(key, now, StatusState.ACTIVE, "its reference is complete since " + end);
    } else if (gathering(now).tenths() > gathering(before).tenths()) {
      say(key, now, StatusState.WAITING, gathered(now.begun()) + ": " + gathering(now));
    }
  }

  /** How far a reference is with the interval that was closed last. */
  private Gathering gathering(FeedState feed) {
    long next = Math.max(feed.closed() + 1, settings.intervalAt(feed.begun()));
    return gathering(feed.gathered(), Duration.between(feed.begun(), settings.begin(next)));
  }

  private static String gathered(Instant since) {
    return "what is normal is gathered since " + since;
  }

  private DriftScore score(
      String key, FeedState feed, Instant from, Instant to, Came came, W watch) {
    Map<String, Double> nearness = watch.nearness();
    return new DriftScore(
        Keys.space(key),
        Keys.feed(key),
        from,
        to,
        came.arrived,
        came.leftOut,
        feed.late(),
        came.shares,
        came.accuracy,
        DriftScore.sum(nearness),
        nearness,
        feed.reference());
  }

  /** The feed, with a new reference where its space is another one, or what is new is normal. */
  private FeedState begun(String key, FeedState feed, WatchedSpace space, Instant from)
      throws Exception {
    if (feed.watches(space)) {
      Optional<Control> accepted =
          acts.accept(Keys.space(key), Keys.feed(key), feed.open(), feed.begun(), from);
      if (accepted.isEmpty()) {
        return feed;
      }
      teller.accepted(feed, accepted.get(), space);
    } else {
      teller.replaced(feed, space, from);
    }
    FeedState anew = feed.watching(space, from);
    clear(key);
    say(
        key,
        anew,
        StatusState.WAITING,
        gathered(from) + "; " + gathering(0, Duration.ZERO).needed());
    return anew;
  }

  private void clear(String key) {
    memory.clear();
    atHand.remove(key);
    gauges.forget(key);
  }

  private W watch(String key, FeedState feed, WatchedSpace space) throws Exception {
    W watch = atHand.get(key);
    if (watch == null) {
      watch = resume(feed, space, memory);
      atHand.put(key, watch);
    }
    return watch;
  }

  private DriftRecords records(String key, FeedState feed) {
    return new DriftRecords(
        settings,
        Keys.space(key),
        Keys.feed(key),
        new DriftVersions(feed.spaceVersion(), feed.reference(), feed.model()));
  }

  private void say(String key, FeedState feed, StatusState now, String detail) {
    statuses.accept(status(key, feed, now, detail));
  }

  /** Forgets what is known of the feed, but the number that it has for ever. */
  final void forget(String key, String why) throws Exception {
    FeedState feed = feed();
    if (feed.isWatched()) {
      say(key, feed, StatusState.DISABLED, why);
    }
    teller.unwatched(feed, why);
    state.update(feed.unwatched().toBytes());
    clear(key);
  }

  /**
   * Forgets an item. What is watched was set up by the first items: without one of them it begins
   * anew.
   *
   * @param name that the item has with the feed
   * @return where it was
   */
  final List<Trace> forgetItem(String key, String name) throws Exception {
    List<Trace> traces = new ArrayList<>();
    FeedState feed = feed();
    if (feed.hasExample(name)) {
      traces.add(Trace.EXAMPLES);
      feed = feed.withoutExample(name);
      state.update(feed.toBytes());
    }
    if (isFirst(name)) {
      traces.add(Trace.REFERENCES);
      state.update(feed.anew().toBytes());
      clear(key);
      say(key, feed, StatusState.WAITING, ForgottenItem.WHY);
    }
    return traces;
  }

  private boolean isFirst(String name) throws Exception {
    for (byte[] first : memory.list(DriftMemory.Part.FIRST)) {
      if (holds(first, name)) {
        return true;
      }
    }
    return false;
  }
}
