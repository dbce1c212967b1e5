package io.idealstream.stream.decide;

import io.idealstream.policy.Condition;
import io.idealstream.wire.Drift;
import io.idealstream.wire.Quality;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.apache.flink.util.function.SerializableFunction;

/**
 * Says in records of drift and quality from which event time on policies know of them: the clock's
 * time and what it takes until all who decide have heard. An item is decided once the clock has
 * come to its time, so that none is decided too early; and who reads the records later finds the
 * same.
 *
 * @param <T> the records
 */
public final class DateRecords<T> extends ProcessFunction<T, T> {

  /** Side output: what policies have to know of the records. */
  public static final OutputTag<Condition> CONDITIONS =
      new OutputTag<>("conditions", TypeInformation.of(Condition.class));

  private static final long serialVersionUID = 1L;

  /** Gives a record the time from which on it is known. */
  private interface Dating<T> extends Serializable {
    T known(T record, Instant from);
  }

  private final Duration lead;
  private final Dating<T> dating;
  private final SerializableFunction<T, Optional<Condition>> condition;

  private DateRecords(
      Duration lead, Dating<T> dating, SerializableFunction<T, Optional<Condition>> condition) {
    this.lead = lead;
    this.dating = dating;
    this.condition = condition;
  }

  /**
   * @param lead from the clock's time to the items that a record is known for
   */
  public static DateRecords<Drift> drift(Duration lead) {
    return new DateRecords<>(lead, Drift::knownFrom, Condition::of);
  }

  /** The same of quality; scores of words are nothing that policies ask for. */
  public static DateRecords<Quality> quality(Duration lead) {
    return new DateRecords<>(
        lead,
        (quality, from) -> quality.factor() == null ? quality : quality.knownFrom(from),
        Condition::of);
  }

  @Override
  public void processElement(T record, Context context, Collector<T> out) {
    long now = context.timerService().currentProcessingTime();
    T dated = dating.known(record, Instant.ofEpochMilli(now).plus(lead));
    out.collect(dated);
    condition.apply(dated).ifPresent(one -> context.output(CONDITIONS, one));
  }
}
