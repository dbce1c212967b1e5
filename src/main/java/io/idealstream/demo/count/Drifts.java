package io.idealstream.demo.count;

import io.idealstream.wire.Drift;
import io.idealstream.wire.DriftState;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Drifts that the job told of, each as it was named last. One thread notes, then another asks. */
public final class Drifts {

  private final Map<String, Drift> drifts = new LinkedHashMap<>();

  public synchronized void note(Drift drift) {
    if (drift.state() != DriftState.RECOVERED) {
      drifts.put(drift.episode(), drift);
    }
  }

  /**
   * Alarms in the order in which they came.
   *
   * @param changed when the feed did
   */
  public synchronized List<DriftAlarm> alarms(Instant changed) {
    return drifts.values().stream()
        .map(drift -> DriftAlarm.of(drift, changed))
        .sorted(
            Comparator.comparing((DriftAlarm alarm) -> alarm.drift().detected())
                .thenComparing(alarm -> !alarm.isWater()))
        .toList();
  }
}
