package io.idealstream.stream.drift;

import io.idealstream.stream.keyed.KeyedOperator;
import io.idealstream.stream.log.Warnings;
import io.idealstream.wire.Word;
import io.idealstream.wire.config.Count;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Numbers the feeds of each space, keyed by the space: by the interval in which they were first
 * seen, then by name. A number stays a feed's for ever; feeds beyond the most are counted each time
 * that a subtask sees them anew, and a number is told again then.
 *
 * <p>All feeds together are told of, as number 0, once there is a second feed: of one feed they
 * would be the same thing twice.
 */
public final class NumberFeeds extends KeyedOperator<FeedSample>
    implements OneInputStreamOperator<FeedSeen, FeedSample>, Triggerable<String, VoidNamespace> {

  private static final long serialVersionUID = 1L;

  static final MapStateDescriptor<String, Long> PENDING =
      new MapStateDescriptor<>("pending", StringSerializer.INSTANCE, LongSerializer.INSTANCE);
  static final MapStateDescriptor<String, Integer> NUMBERS =
      new MapStateDescriptor<>("numbers", StringSerializer.INSTANCE, IntSerializer.INSTANCE);
  static final ValueStateDescriptor<Integer> LAST =
      new ValueStateDescriptor<>("last-number", IntSerializer.INSTANCE);

  private final DriftSettings settings;

  private transient MapState<String, Long> pending;
  private transient MapState<String, Integer> numbers;
  private transient ValueState<Integer> last;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient Counter beyond;
  private transient Warnings warnings;

  public NumberFeeds(DriftSettings settings) {
    this.settings = settings;
  }

  @Override
  public void open() throws Exception {
    super.open();
    pending = getRuntimeContext().getMapState(PENDING);
    numbers = getRuntimeContext().getMapState(NUMBERS);
    last = getRuntimeContext().getState(LAST);
    timers = getInternalTimerService("intervals", VoidNamespaceSerializer.INSTANCE, this);
    beyond = getMetricGroup().addGroup("drift").counter("feedsBeyondMax");
    warnings = Warnings.of(NumberFeeds.class, getMetricGroup());
  }

  @Override
  public void processElement(StreamRecord<FeedSeen> element) throws Exception {
    FeedSeen seen = element.getValue();
    String feed = seen.feed();
    Long before = pending.get(feed);
    boolean known = feed.equals(Word.EVERY_FEED) || numbers.contains(feed);
    if (numbers.contains(feed)) {
      tellAgain(feed, seen.interval());
    }
    if (!known && (before == null || seen.interval() < before)) {
      pending.put(feed, seen.interval());
      timers.registerEventTimeTimer(VoidNamespace.INSTANCE, settings.closing(seen.interval()));
    }
  }

  /** For what is watched since a restart, and was not before. */
  private void tellAgain(String feed, long interval) throws Exception {
    emit(FeedSample.numbered(key(), feed, numbers.get(feed), interval));
    if (last.value() > 1) {
      emit(FeedSample.numbered(key(), Word.EVERY_FEED, 0, interval));
    }
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    List<String> due = new ArrayList<>();
    for (Map.Entry<String, Long> each : pending.entries()) {
      if (settings.closing(each.getValue()) <= timer.getTimestamp()) {
        due.add(each.getKey());
      }
    }
    due.sort(null);
    for (String feed : due) {
      long interval = pending.get(feed);
      pending.remove(feed);
      number(feed, interval);
    }
  }

  private void number(String feed, long interval) throws Exception {
    int number = last.value() == null ? 1 : last.value() + 1;
    if (number > settings.maxFeeds()) {
      beyond.inc();
      emit(FeedSample.numbered(key(), feed, FeedSample.BEYOND, interval));
      warnings.log(
          "feeds",
          () ->
              "Feed %s of space %s is not watched for drift: %s before it (drift.max-feeds)"
                  .formatted(
                      feed, key(), Count.of(settings.maxFeeds(), "other was", "others were")));
      return;
    }
    last.update(number);
    numbers.put(feed, number);
    emit(FeedSample.numbered(key(), feed, number, interval));
    if (number == 2) {
      emit(FeedSample.numbered(key(), Word.EVERY_FEED, 0, interval));
    }
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("no timer is ever set in processing time");
  }
}
