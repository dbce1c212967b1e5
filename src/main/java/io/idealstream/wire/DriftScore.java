package io.idealstream.wire;

import java.time.Instant;
import java.util.Map;

/**
 * How a feed was in an interval, as a space sees it, and how near it is to an alarm of drift: what
 * its items showed, or how often its labels were right.
 *
 * @param from event time at which the interval began
 * @param to event time at which it ended
 * @param items that came in it, repetitions among them; or whose labels feedback judged
 * @param leftOut of these that were not looked at
 * @param late items that came after their interval was closed, since the last of these records
 * @param shares of each value, by factor: mean probabilities by the words of the prompts, 0 to 1;
 *     empty where labels are told of
 * @param accuracy share of right labels, by factor: {@code average}, and of each group that
 *     feedback judged; null where items are told of
 * @param score of all signals as a share of the threshold, an alarm at 1; null before the reference
 *     is complete
 * @param signals the parts of {@code score} by signal
 * @param reference version of the feed's reference
 */
public record DriftScore(
    String space,
    String feed,
    Instant from,
    Instant to,
    long items,
    long leftOut,
    long late,
    Map<String, Map<String, Double>> shares,
    @OrAbsent Map<String, Map<String, Double>> accuracy,
    @OrNull Double score,
    Map<String, Double> signals,
    long reference) {

  /**
   * The score of all signals together; null without any.
   *
   * @param signals shares of the threshold
   */
  public static Double sum(Map<String, Double> signals) {
    return signals.isEmpty()
        ? null
        : (Double) signals.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** Copies the maps. */
  public DriftScore {
    shares = Map.copyOf(shares);
    accuracy = accuracy == null ? null : Map.copyOf(accuracy);
    signals = Map.copyOf(signals);
  }
}
