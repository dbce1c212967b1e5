package io.idealstream.stream.drift;

import io.idealstream.drift.IntervalJudgements;
import io.idealstream.drift.JudgedWatch;
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

/** The watches of how often feeds' labels are right, in the state of the current key. */
final class LabelWatches {

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
  private final Map<String, JudgedWatch> atHand =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, JudgedWatch> eldest) {
          return size() > MOST_AT_HAND;
        }
      };

  LabelWatches(
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

  private FeedState feed() throws Exception {
    return FeedState.of(state.value());
  }

  /** The number that the feed has in its space; gives whether it had another or none. */
  boolean number(int number) throws Exception {
    boolean news = feed().number() != number;
    if (news) {
      state.update(feed().numbered(number).toBytes());
    }
    return news;
  }

  boolean isNumbered() throws Exception {
    return feed().isNumbered();
  }

  boolean isBeyond() throws Exception {
    return feed().isBeyond();
  }

  /** Whether an interval, or a later one, was closed. */
  boolean isClosed(long interval) throws Exception {
    return interval <= feed().closed();
  }

  /** One answer came after its interval was closed; of a feed without a number nothing is kept. */
  void late() throws Exception {
    FeedState feed = feed();
    if (feed.isNumbered()) {
      state.update(feed.late(1).toBytes());
    }
  }

  /**
   * Closes an interval of a feed that has a number, and tells what it brought.
   *
   * @param key {@code space/feed}
   */
  DriftScore close(String key, long interval, IntervalJudgements items, WatchedSpace space)
      throws Exception {
    FeedState feed = begun(key, feed(), space, settings.begin(interval));
    JudgedWatch watch = watch(key, feed);
    boolean watching = watch.isWatching();
    Optional<Drift> found =
        watch.close(interval, settings.slot(interval), items).map(records(key, feed)::of);
    Instant end = settings.begin(interval + 1);
    if (!watching && watch.isWatching()) {
      say(key, feed, StatusState.ACTIVE, "its reference is complete since " + end);
    }
    state.update(teller.tell(feed.closed(interval), found, space, end).toBytes());
    gauges.show(key, watch.nearness());
    return score(key, feed, interval, items, watch);
  }

  private DriftScore score(
      String key, FeedState feed, long interval, IntervalJudgements items, JudgedWatch watch) {
    Map<String, Double> nearness = watch.nearness();
    return new DriftScore(
        Keys.space(key),
        Keys.feed(key),
        settings.begin(interval),
        settings.begin(interval + 1),
        items.arrived(),
        items.leftOut(),
        feed.late(),
        Map.of(),
        items.accuracy(),
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
    say(key, anew, StatusState.WAITING, "what is normal is gathered since " + from);
    return anew;
  }

  private void clear(String key) {
    memory.clear();
    atHand.remove(key);
    gauges.forget(key);
  }

  private JudgedWatch watch(String key, FeedState feed) throws Exception {
    JudgedWatch watch = atHand.get(key);
    if (watch == null) {
      watch = JudgedWatch.of(settings.termsOfLabels(Shares.of(feed.number())), memory);
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

  /** Forgets what is known of the feed, but the number that it has for ever. */
  void forget(String key, String why) throws Exception {
    FeedState feed = feed();
    if (feed.isWatched()) {
      say(key, feed, StatusState.DISABLED, why);
    }
    teller.unwatched(feed, why);
    state.update(feed.unwatched().toBytes());
    clear(key);
  }

  /**
   * Forgets a judged item.
   *
   * @param name that the item has with the feed
   * @return where it was
   */
  List<Trace> forgetItem(String key, String name) throws Exception {
    List<Trace> traces = new ArrayList<>();
    FeedState feed = feed();
    if (feed.hasExample(name)) {
      traces.add(Trace.EXAMPLES);
      feed = feed.withoutExample(name);
      state.update(feed.toBytes());
    }
    if (JudgedWatch.isFirst(memory, name)) {
      traces.add(Trace.REFERENCES);
      state.update(feed.anew().toBytes());
      clear(key);
      say(key, feed, StatusState.WAITING, ForgottenItem.WHY);
    }
    return traces;
  }

  private void say(String key, FeedState feed, StatusState now, String detail) {
    statuses.accept(
        new Status(
            StatusKind.DRIFT,
            Keys.quality(key),
            feed.reference(),
            now,
            "how often labels are right: " + detail));
  }
}
