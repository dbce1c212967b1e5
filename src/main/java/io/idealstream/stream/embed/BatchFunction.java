package io.idealstream.stream.embed;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.OutputTag;

/**
 * Work that is cheaper for many records at once. Keeps nothing from one batch to the next.
 *
 * @param <IN> records in
 * @param <OUT> records out
 */
public interface BatchFunction<IN, OUT> extends Serializable {

  /** Called once before the first batch, where the operator runs. */
  void open(MetricGroup metrics) throws Exception;

  /** About how many bytes of memory a record holds that grow with what was sent. */
  long bytes(IN record);

  /**
   * Works on one batch and emits in its order.
   *
   * @param batch at least one record, in the order of arrival
   * @throws Exception fails the job; what a single record can cause must not come out here
   */
  void apply(List<IN> batch, Outputs<OUT> outputs) throws Exception;

  /** Gives back what {@code open} took, also where {@code open} failed; may be called twice. */
  void close() throws Exception;

  /**
   * Where results go. Unless told otherwise they take the event time of the record at {@code index}
   * of the batch.
   */
  interface Outputs<OUT> {
    void emit(int index, OUT value);

    /** Emits at an event time of its own. */
    void emit(Instant time, OUT value);

    /** Emits to a side output. */
    <X> void emit(int index, OutputTag<X> side, X value);
  }
}
