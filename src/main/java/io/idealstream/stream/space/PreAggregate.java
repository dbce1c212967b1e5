package io.idealstream.stream.space;

import io.idealstream.estimate.Forgetting;
import io.idealstream.estimate.Observation;
import io.idealstream.estimate.PartialSum;
import io.idealstream.estimate.PartialSums;
import io.idealstream.estimate.history.HistoryGrid;
import io.idealstream.math.ForwardDecay;
import io.idealstream.stream.log.Warnings;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Sums votes up where they are cast, so that the owner of an estimate hears of each cell once for
 * each slice of event time and not of each item.
 *
 * <p>Holds the cells touched since it last sent them on, which it does before every checkpoint, at
 * a certain age, beyond a certain size and at the end of the input. Hence it needs no state.
 */
public final class PreAggregate extends AbstractStreamOperator<PartialSums>
    implements OneInputStreamOperator<Observation, PartialSums> {

  private static final long serialVersionUID = 1L;

  /** Numbers held before they are sent on: 8 MiB. */
  private static final int MOST_NUMBERS = 1 << 20;

  private static final long ANY_SLICE = 0;

  private final long ageMillis;
  private final long maxSkewMillis;
  private final HistoryGrid grid;
  private final int mostNumbers;

  private transient Map<PartialSum.Kind, PartialSum> held;
  private transient Map<PartialSum.Kind, Long> newest;
  private transient int numbers;
  private transient boolean waiting;
  private transient Counter forgotten;
  private transient Warnings warnings;

  /**
   * @param age longest that a vote is held back
   * @param maxSkew how far a producer's clock may be ahead
   * @param grid of slices that sums are kept apart by
   */
  public PreAggregate(Duration age, Duration maxSkew, HistoryGrid grid) {
    this(age, maxSkew, grid, MOST_NUMBERS);
  }

  PreAggregate(Duration age, Duration maxSkew, HistoryGrid grid, int mostNumbers) {
    this.ageMillis = age.toMillis();
    this.maxSkewMillis = maxSkew.toMillis();
    this.grid = grid;
    this.mostNumbers = mostNumbers;
  }

  @Override
  public void open() throws Exception {
    super.open();
    held = new LinkedHashMap<>();
    newest = new HashMap<>();
    forgotten = getMetricGroup().addGroup("observations").counter("forgotten");
    warnings = Warnings.of(PreAggregate.class, getMetricGroup());
  }

  @Override
  public void processElement(StreamRecord<Observation> element) {
    Observation observation = element.getValue();
    long time = time(observation);
    if (isForgotten(observation, time)) {
      forget(observation);
      return;
    }
    PartialSum sum =
        held.computeIfAbsent(
            PartialSum.Kind.of(observation, grid.finest(time)), kind -> new PartialSum(kind));
    int before = sum.numbers();
    if (!sum.add(observation, time)) {
      forget(observation);
    }
    numbers += sum.numbers() - before;
    if (numbers >= mostNumbers) {
      sendOn();
    } else if (!waiting) {
      waiting = true;
      long then = getProcessingTimeService().getCurrentProcessingTime() + ageMillis;
      getProcessingTimeService().registerTimer(then, now -> sendOn());
    }
  }

  /**
   * An item that is a little ahead of the clock counts as of now: by its own time it would let all
   * that comes in time be forgotten. One that is far ahead was taken although it is, and by its own
   * time.
   */
  private long time(Observation vote) {
    long now = System.currentTimeMillis();
    long time = vote.time().toEpochMilli();
    return time - now > maxSkewMillis ? time : Math.min(time, now);
  }

  /** Whether a vote weighs nothing beside those of any time that are held for its estimate. */
  private boolean isForgotten(Observation vote, long time) {
    if (vote.halfLifeMillis() == 0) {
      return false;
    }
    ForwardDecay decay = Forgetting.by(vote.halfLifeMillis());
    long latest = newest.merge(PartialSum.Kind.of(vote, ANY_SLICE), time, Math::max);
    return decay.weight(time, decay.landmark(latest)) == 0;
  }

  private void forget(Observation late) {
    forgotten.inc();
    warnings.log(
        "late",
        () ->
            "Late: an item of %s is so many half-lives old that space %s has forgotten it"
                .formatted(late.time(), late.space()));
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpoint) {
    sendOn();
  }

  @Override
  public void finish() throws Exception {
    sendOn();
    super.finish();
  }

  private void sendOn() {
    waiting = false;
    held.values().stream()
        .filter(sum -> sum.numbers() > 0)
        .forEach(sum -> output.collect(new StreamRecord<>(sum.toEvent())));
    held.clear();
    newest.clear();
    numbers = 0;
  }
}
