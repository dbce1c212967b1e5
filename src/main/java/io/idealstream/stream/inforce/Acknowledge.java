package io.idealstream.stream.inforce;

import io.idealstream.stream.Acknowledgement;
import io.idealstream.wire.Keys;
import io.idealstream.wire.Status;
import java.time.Instant;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Publishes that a change is in force once every subtask has said so, and that it has expired once
 * event time has passed its end with all of them. Keyed by {@link #KEY}.
 *
 * <p>Acknowledgements come out of the operators that answer items, so their watermark is the time
 * that all of those have reached.
 */
public final class Acknowledge extends KeyedProcessFunction<String, Acknowledgement, Status> {

  /** {@code kind/id} */
  public static final KeySelector<Acknowledgement, String> KEY = word -> Keys.of(word.status());

  private static final long serialVersionUID = 1L;

  private static final Instant LATEST = Instant.ofEpochMilli(Long.MAX_VALUE - 1);

  private static final ValueStateDescriptor<byte[]> AGREEMENT =
      new ValueStateDescriptor<>("agreement", BytePrimitiveArraySerializer.INSTANCE);

  private transient ValueState<byte[]> state;

  @Override
  public void open(OpenContext context) {
    state = getRuntimeContext().getState(AGREEMENT);
  }

  @Override
  public void processElement(Acknowledgement word, Context context, Collector<Status> out)
      throws Exception {
    Agreement agreement = Agreement.of(state.value());
    Optional<Instant> endBefore = agreement.end();
    Optional<Announcement> agreed = agreement.take(word);
    write(agreement);
    agreed.ifPresent(announcement -> out.collect(announcement.status()));
    if (!agreement.end().equals(endBefore)) {
      endBefore.ifPresent(end -> context.timerService().deleteEventTimeTimer(millis(end)));
      agreement.end().ifPresent(end -> context.timerService().registerEventTimeTimer(millis(end)));
    }
  }

  private void write(Agreement agreement) throws Exception {
    if (agreement.isEmpty()) {
      state.clear();
    } else {
      state.update(agreement.toBytes());
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<Status> out) throws Exception {
    if (context.timerService().currentWatermark() == Long.MAX_VALUE) {
      return; // the input has ended; time has not passed
    }
    Agreement agreement = Agreement.of(state.value());
    Optional<Status> expired = agreement.expire(Instant.ofEpochMilli(time));
    write(agreement);
    expired.ifPresent(out::collect);
  }

  /** Rounded up, so that the end has come when the timer rings; times no timer can hold are cut. */
  private static long millis(Instant end) {
    if (end.isBefore(Instant.EPOCH)) {
      return 0;
    }
    return end.isBefore(LATEST) ? end.plusNanos(999_999).toEpochMilli() : LATEST.toEpochMilli();
  }
}
