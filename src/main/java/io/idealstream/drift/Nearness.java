package io.idealstream.drift;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How near each signal is to an alarm. */
final class Nearness {

  private Nearness() {}

  /**
   * As a share of the threshold, by signal.
   *
   * @param alarm of the last interval, which has reset the bets; null without one
   */
  static Map<String, Double> of(
      List<Direction> directions, Detector detector, Alarm alarm, double threshold) {
    if (alarm != null) {
      return Map.of(directions.get(alarm.direction()).signal(), alarm.score() / threshold);
    }
    Map<String, Double> nearness = new TreeMap<>();
    for (int d = 0; d < directions.size(); d++) {
      nearness.merge(directions.get(d).signal(), detector.share(d) / threshold, Double::sum);
    }
    return nearness;
  }
}
