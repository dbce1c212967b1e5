package io.idealstream.demo.count;

import io.idealstream.wire.Drift;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An alarm of drift.
 *
 * @param drift as it was named last
 * @param delaySeconds from the change of the feed; below 0 for an alarm before it
 */
public record DriftAlarm(Drift drift, double delaySeconds) {

  static DriftAlarm of(Drift drift, Instant changed) {
    long millis = Duration.between(changed, drift.detected()).toMillis();
    return new DriftAlarm(drift, millis / 1000.0);
  }

  /** Whether nothing had changed when it came. */
  public boolean isFalse() {
    return delaySeconds <= 0;
  }

  /** Whether it says what changed: more water. */
  public boolean isWater() {
    return "place".equals(drift.factor()) && "water".equals(drift.value());
  }

  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("space", drift.space());
    tree.put("feed", drift.feed());
    tree.put("signal", drift.signal());
    tree.put("factor", drift.factor());
    tree.put("value", drift.value());
    tree.put("since", drift.since().toString());
    tree.put("detected", drift.detected().toString());
    tree.put("delaySeconds", delaySeconds);
    return tree;
  }
}
