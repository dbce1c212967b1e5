package io.idealstream.stream.feedback;

import io.idealstream.decision.quality.AnswerGroups;
import io.idealstream.wire.GroupAccuracy;
import io.idealstream.wire.Quality;
import io.idealstream.wire.SetCoverage;
import io.idealstream.wire.SideEffects;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * The last qualities as metrics: {@code space.<name>.factor.<name>.rawWorst}, {@code rawAverage},
 * {@code debiasedWorst}, {@code debiasedAverage}, {@code debiasedGap}, {@code items}, {@code
 * temperature} and, once sets are asked for, {@code leastCovered}, the coverage of the value that
 * is covered least, and once other factors tell, {@code worstAccuracyChange} and {@code
 * worstGapChange}; NaN for what is not known. Flink never forgets a metric, so that only so many
 * factors have some.
 */
final class QualityGauges {

  private static final int MOST_FACTORS = 100;

  private final MetricGroup metrics;
  private final Set<String> registered = new HashSet<>();
  private final Set<String> registeredSets = new HashSet<>();
  private final Set<String> registeredSideEffects = new HashSet<>();

  /** Read by the metric reporters' threads. */
  private final Map<String, Quality> last = new ConcurrentHashMap<>();

  QualityGauges(MetricGroup metrics) {
    this.metrics = metrics;
  }

  void show(Quality quality) {
    String key = key(quality.space(), quality.factor());
    last.put(key, quality);
    if (registered.size() < MOST_FACTORS && registered.add(key)) {
      register(key, quality);
    }
    if (quality.sets() != null && registered.contains(key) && registeredSets.add(key)) {
      gauge(group(quality), "leastCovered", key, QualityGauges::leastCovered);
    }
    if (quality.sideEffects() != null
        && registered.contains(key)
        && registeredSideEffects.add(key)) {
      gauge(group(quality), "worstAccuracyChange", key, sideEffect(SideEffects::accuracy));
      gauge(group(quality), "worstGapChange", key, sideEffect(SideEffects::gap));
    }
  }

  private MetricGroup group(Quality quality) {
    return metrics.addGroup("space", quality.space()).addGroup("factor", quality.factor());
  }

  private void register(String key, Quality first) {
    MetricGroup group = group(first);
    gauge(group, "items", key, Quality::items);
    gauge(group, "rawWorst", key, of(Quality::raw, GroupAccuracy::worst));
    gauge(group, "rawAverage", key, of(Quality::raw, GroupAccuracy::average));
    gauge(group, "debiasedWorst", key, of(Quality::debiased, GroupAccuracy::worst));
    gauge(group, "debiasedAverage", key, of(Quality::debiased, GroupAccuracy::average));
    gauge(group, "debiasedGap", key, of(Quality::debiased, GroupAccuracy::gap));
    gauge(group, "temperature", key, QualityGauges::temperature);
  }

  private static Double temperature(Quality quality) {
    return quality.calibration() == null ? null : quality.calibration().temperature();
  }

  private static Double leastCovered(Quality quality) {
    return quality.sets() == null
        ? null
        : quality.sets().values().stream()
            .filter(value -> value.support() >= AnswerGroups.LEAST_ANSWERS)
            .map(SetCoverage::covered)
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .orElse(null);
  }

  private static Function<Quality, Double> sideEffect(Function<SideEffects, Double> number) {
    return quality -> quality.sideEffects() == null ? null : number.apply(quality.sideEffects());
  }

  private static Function<Quality, Double> of(
      Function<Quality, GroupAccuracy> answers, Function<GroupAccuracy, Double> number) {
    return answers.andThen(number);
  }

  private void gauge(MetricGroup group, String name, String key, Function<Quality, Double> number) {
    group.gauge(name, (Gauge<Double>) () -> value(key, number));
  }

  private double value(String key, Function<Quality, Double> number) {
    Quality quality = last.get(key);
    Double value = quality == null ? null : number.apply(quality);
    return value == null ? Double.NaN : value;
  }

  /** Shows nothing of a space any more. */
  void forget(String space) {
    last.values().removeIf(quality -> quality.space().equals(space));
  }

  private static String key(String space, String factor) {
    return space + "/" + factor;
  }
}
