package io.idealstream.stream.feedback;

import io.idealstream.stream.FeedbackArrival;
import io.idealstream.stream.Forgotten;
import io.idealstream.stream.HeldItem;
import io.idealstream.stream.keyed.KeyedOperator;
import io.idealstream.stream.log.Warnings;
import io.idealstream.wire.Trace;
import io.idealstream.wire.config.Count;
import java.time.Instant;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Joins items (first input) with feedback about them (second input), both keyed by feed and id.
 *
 * <p>Either may come first. They meet if their times lie no further apart than the wait, whatever
 * the order of arrival, so that the same records always give the same pairs. What waits goes when
 * event time, which is that of both inputs, has left its time behind by the wait; or before, oldest
 * first, when a subtask would hold more than it may. An item meets the first feedback about it;
 * what comes again within the wait is counted and passed over.
 *
 * <p>An item that is to be forgotten is as one that never came, and so is feedback about it.
 *
 * <p>The state of a key is one value, and nothing else is kept: the order of age is made again
 * after a restore. It tells what is over as well, at a fraction of what a timer for each key takes.
 *
 * @param <O> what comes of an item and its feedback
 */
abstract class AwaitFeedback<O> extends KeyedOperator<O>
    implements TwoInputStreamOperator<HeldItem, FeedbackArrival, O>,
        Triggerable<String, VoidNamespace> {

  private static final long serialVersionUID = 1L;

  static final ValueStateDescriptor<byte[]> WAITING =
      new ValueStateDescriptor<>("waiting", BytePrimitiveArraySerializer.INSTANCE);

  private final FeedbackSettings settings;

  private transient ValueState<byte[]> state;
  private transient long watermark;
  private transient Ages ages;
  private transient JoinCounters counters;
  private transient Warnings warnings;

  AwaitFeedback(FeedbackSettings settings) {
    this.settings = settings;
  }

  /** Emits what comes of an item and its feedback. */
  abstract void meet(Instant itemTime, byte[] item, FeedbackArrival feedback);

  /** What an item is here, or feedback about it, that waits or was met. */
  abstract Trace trace();

  /** Emits what feedback says that needs no item; gives whether it needed none. */
  abstract boolean meetsAlone(FeedbackArrival feedback);

  @Override
  public void open() throws Exception {
    super.open();
    state = getRuntimeContext().getState(WAITING);
    openTimersOfOlderBuilds();
    watermark = Long.MIN_VALUE;
    counters = JoinCounters.in(getMetricGroup());
    warnings = Warnings.of(getClass(), getMetricGroup());
    ages = new Ages();
    getMetricGroup().gauge("itemsHeld", (Gauge<Integer>) ages::size);
    forEveryKey(WAITING, () -> ages.add(held().time(), key()));
    keepWithinBound();
  }

  /** A savepoint may hold some, which go as they ring. */
  private void openTimersOfOlderBuilds() {
    getInternalTimerService("waits", VoidNamespaceSerializer.INSTANCE, this);
  }

  JoinCounters counters() {
    return counters;
  }

  @Override
  public void processElement1(StreamRecord<HeldItem> element) throws Exception {
    HeldItem item = element.getValue();
    if (item.content() == null) {
      forget();
      return;
    }
    long time = item.time().toEpochMilli();
    Waiting held = held();
    if (held == null) {
      hold(held, Waiting.item(time, item.content()));
    } else if (held.kind() != Waiting.Kind.FEEDBACK) {
      counters.repeatedItems().inc();
    } else if (areNear(time, held.time())) {
      counters.counted().inc();
      meet(item.time(), item.content(), FeedbackState.of(held.content()));
      hold(held, Waiting.met(Math.max(time, held.time())));
    } else if (held.time() < time) {
      unmatched(key(), held.time());
      hold(held, Waiting.item(time, item.content()));
    }
  }

  private void forget() throws Exception {
    if (held() != null) {
      release();
      emit(Forgotten.TAG, new Forgotten(key(), trace(), 1));
    }
  }

  @Override
  public void processElement2(StreamRecord<FeedbackArrival> element) throws Exception {
    FeedbackArrival feedback = element.getValue();
    long time = feedback.time().toEpochMilli();
    Waiting held = held();
    if (held != null && held.kind() != Waiting.Kind.ITEM) {
      counters.repeated().inc();
    } else if (meetsAlone(feedback)) {
      counters.counted().inc();
      hold(held, Waiting.met(time));
    } else if (held == null) {
      hold(held, Waiting.feedback(time, FeedbackState.toBytes(feedback)));
    } else if (areNear(held.time(), time)) {
      counters.counted().inc();
      meet(Instant.ofEpochMilli(held.time()), held.content(), feedback);
      hold(held, Waiting.met(Math.max(time, held.time())));
    } else {
      unmatched(key(), time);
    }
  }

  private boolean areNear(long one, long other) {
    return Math.abs(one - other) <= settings.longest().toMillis();
  }

  private Waiting held() throws Exception {
    return Waiting.of(state.value());
  }

  /** Holds this under the current key in place of what is held there. */
  private void hold(Waiting before, Waiting next) throws Exception {
    if (before != null) {
      ages.remove(before.time(), key());
    }
    if (!settings.waits() || end(next) <= watermark) {
      if (before != null) {
        state.clear();
      }
      expire(next);
      return;
    }
    state.update(next.toBytes());
    ages.add(next.time(), key());
    keepWithinBound();
  }

  /** Lets go of what is held under the current key, and gives it. */
  private Waiting release() throws Exception {
    Waiting held = held();
    ages.remove(held.time(), key());
    state.clear();
    return held;
  }

  private long end(Waiting waiting) {
    return waiting.time() + settings.longest().toMillis();
  }

  private void expire(Waiting waiting) {
    if (waiting.kind() == Waiting.Kind.FEEDBACK) {
      unmatched(key(), waiting.time());
    }
  }

  private void unmatched(String key, long time) {
    counters.unmatched().inc();
    if (tellsOfUnmatched()) {
      warnings.log(
          "unmatched",
          () ->
              "Feedback about %s of %s counts for nothing: no item of the name came within %s of it"
                      .formatted(key, Instant.ofEpochMilli(time), settings.longest())
                  + " (feedback.wait)");
    }
  }

  /** One of several that wait for the same feedback. */
  boolean tellsOfUnmatched() {
    return false;
  }

  private void keepWithinBound() throws Exception {
    Object current = getCurrentKey();
    while (ages.size() > settings.maxItems()) {
      setCurrentKey(ages.oldest());
      switch (release().kind()) {
        case ITEM -> counters.evictedItems().inc();
        case FEEDBACK -> evictedFeedback();
        case MET -> {}
      }
    }
    if (current != null) {
      setCurrentKey(current);
    }
  }

  /** Items without feedback go in the ordinary course of things; feedback that goes is lost. */
  private void evictedFeedback() {
    counters.evicted().inc();
    String key = key();
    warnings.log(
        "evicted",
        () ->
            "Feedback about %s is evicted before its item has come: a subtask keeps at most %s"
                    .formatted(key, Count.of(settings.maxItems(), "item"))
                + " and feedback (feedback.max-items)");
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    watermark = mark.getTimestamp();
    while (ages.size() > 0 && ages.earliest() + settings.longest().toMillis() <= watermark) {
      setCurrentKey(ages.oldest());
      expire(release());
    }
    super.processWatermark(mark);
  }

  /** Its key went by its age. */
  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) {}

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("nothing waits in processing time");
  }
}
