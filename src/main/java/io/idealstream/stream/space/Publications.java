package io.idealstream.stream.space;

import io.idealstream.estimate.EstimateKey;
import io.idealstream.estimate.words.HeldFit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.metrics.MetricGroup;

/** When the words of each space were published last, and how they fit, for metrics. */
final class Publications {

  static final ValueStateDescriptor<Long> PUBLISHED_AT =
      new ValueStateDescriptor<>("published-at", LongSerializer.INSTANCE);

  private final ValueState<Long> publishedAt;
  private final WordsGauges gauges;

  /** By space; read by the reporters' threads. */
  private final Map<String, Long> times = new ConcurrentHashMap<>();

  Publications(RuntimeContext context, MetricGroup metrics) {
    publishedAt = context.getState(PUBLISHED_AT);
    gauges = new WordsGauges(metrics);
  }

  /** A space that was published before a restart. */
  void restored(String space, Map<EstimateKey, HeldFit> fits) throws Exception {
    times.put(space, publishedAt.value());
    gauges.show(space, fits);
  }

  void published(String space, Map<EstimateKey, HeldFit> fits, long now) throws Exception {
    publishedAt.update(now);
    restored(space, fits);
  }

  void withdrawn(String space) {
    publishedAt.clear();
    times.remove(space);
    gauges.show(space, Map.of());
  }

  /** Time since the space that has waited longest was published; 0 without any. */
  long age(long now) {
    return times.values().stream().mapToLong(time -> now - time).max().orElse(0);
  }
}
