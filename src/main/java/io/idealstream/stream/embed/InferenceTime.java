package io.idealstream.stream.embed;

import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * How long the model takes for a batch: histogram {@code inferenceMillis}; how long it is open:
 * gauge {@code modelAgeMillis}; and how many batches it could not run at once: {@code
 * batchesOneByOne}.
 */
final class InferenceTime {
  private static final int WINDOW = 1000;

  private final Histogram millis;

  /**
   * @param divided batches that were not run at once
   */
  InferenceTime(MetricGroup metrics, LongSupplier divided) {
    long opened = System.nanoTime();
    metrics.gauge("modelAgeMillis", () -> (System.nanoTime() - opened) / 1_000_000);
    metrics.gauge("batchesOneByOne", divided::getAsLong);
    millis = metrics.histogram("inferenceMillis", new DescriptiveStatisticsHistogram(WINDOW));
  }

  /** Runs the model on items, if there are any. */
  <R> List<R> of(List<?> items, Supplier<List<R>> run) {
    if (items.isEmpty()) {
      return List.of();
    }
    long start = System.nanoTime();
    List<R> outcomes = run.get();
    millis.update((System.nanoTime() - start) / 1_000_000);
    return outcomes;
  }
}
