package io.idealstream.stream.drift;

import io.idealstream.wire.Keys;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * How near each signal is to an alarm, as {@code
 * space.<name>.feed.<name>.signal.<name>.scoreOverThreshold}. Flink never forgets a metric, so that
 * only so many feeds have some.
 */
final class DriftGauges {

  private static final int MOST_FEEDS = 100;

  private final MetricGroup metrics;
  private final Set<String> feeds = new HashSet<>();
  private final Set<String> registered = new HashSet<>();

  /** Read by the metric reporters' threads. */
  private final Map<String, Double> last = new ConcurrentHashMap<>();

  DriftGauges(MetricGroup metrics) {
    this.metrics = metrics;
  }

  /**
   * Shows a feed.
   *
   * @param key {@code space/feed}
   * @param nearness by signal
   */
  void show(String key, Map<String, Double> nearness) {
    if (nearness.isEmpty() || (!feeds.contains(key) && feeds.size() >= MOST_FEEDS)) {
      return;
    }
    feeds.add(key);
    nearness.forEach(
        (signal, near) -> {
          String name = key + "/" + signal;
          last.put(name, near);
          if (registered.add(name)) {
            metrics
                .addGroup("space", Keys.space(key))
                .addGroup("feed", Keys.feed(key))
                .addGroup("signal", signal)
                .gauge(
                    "scoreOverThreshold",
                    (Gauge<Double>) () -> last.getOrDefault(name, Double.NaN));
          }
        });
  }

  /** Shows nothing of a feed any more. */
  void forget(String key) {
    last.keySet().removeIf(name -> name.startsWith(key + "/"));
  }
}
