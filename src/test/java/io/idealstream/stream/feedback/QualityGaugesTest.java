package io.idealstream.stream.feedback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.idealstream.wire.Quality;
import io.idealstream.wire.SetCoverage;
import io.idealstream.wire.SideEffects;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class QualityGaugesTest {

  private static final String COVERED = "space.birds.factor.bird.leastCovered";

  /** Gauges by their full names; none may be registered twice. */
  private static final class Registry extends UnregisteredMetricsGroup {

    private final String name;
    private final Map<String, Gauge<?>> gauges;

    Registry(String name, Map<String, Gauge<?>> gauges) {
      this.name = name;
      this.gauges = gauges;
    }

    @Override
    public MetricGroup addGroup(String key, String value) {
      return new Registry(name + key + "." + value + ".", gauges);
    }

    @Override
    public <T, G extends Gauge<T>> G gauge(String gauge, G made) {
      if (gauges.put(name + gauge, made) != null) {
        throw new IllegalStateException(gauge + " is there already");
      }
      return made;
    }
  }

  private static Quality quality(long version, Map<String, SetCoverage> sets) {
    return new Quality(
        "birds", version, "bird", Instant.EPOCH, 40.0, null, null, null, null, null, sets, null);
  }

  @Test
  void coverageThatALaterVersionAsksForIsShown() {
    Map<String, Gauge<?>> shown = new HashMap<>();
    QualityGauges gauges = new QualityGauges(new Registry("", shown));
    gauges.show(quality(1, null));
    assertEquals(40.0, shown.get("space.birds.factor.bird.items").getValue());
    assertFalse(shown.containsKey(COVERED), "no sets were asked for");
    gauges.forget("birds");
    gauges.show(quality(2, Map.of("duck", new SetCoverage(0.5, 30, 0.8, 1.5))));
    assertEquals(0.8, shown.get(COVERED).getValue());
    gauges.show(quality(2, Map.of("duck", new SetCoverage(0.5, 31, 0.7, 1.5))));
    assertEquals(0.7, shown.get(COVERED).getValue());
    gauges.show(quality(3, null));
    assertEquals(Double.NaN, shown.get(COVERED).getValue());
  }

  @Test
  void sideEffectsAreShownOnceOtherFactorsTell() {
    Map<String, Gauge<?>> shown = new HashMap<>();
    QualityGauges gauges = new QualityGauges(new Registry("", shown));
    String name = "space.birds.factor.bird.";
    gauges.show(quality(1, null));
    assertFalse(shown.containsKey(name + "worstAccuracyChange"));
    SideEffects effects = new SideEffects(-0.125, "light/night", 0.25, "light");
    for (int again = 0; again < 2; again++) {
      gauges.show(
          new Quality(
              "birds",
              1,
              "bird",
              Instant.EPOCH,
              40.0,
              null,
              null,
              null,
              null,
              null,
              null,
              effects));
    }
    assertEquals(-0.125, shown.get(name + "worstAccuracyChange").getValue());
    assertEquals(0.25, shown.get(name + "worstGapChange").getValue());
    gauges.show(quality(2, null));
    assertEquals(Double.NaN, shown.get(name + "worstGapChange").getValue());
  }

  @Test
  void onlySoManyFactorsHaveGauges() {
    Map<String, Gauge<?>> shown = new HashMap<>();
    QualityGauges gauges = new QualityGauges(new Registry("", shown));
    for (int i = 0; i < 101; i++) {
      Map<String, SetCoverage> sets = Map.of("duck", new SetCoverage(0.5, 30, 0.8, 1.5));
      gauges.show(
          new Quality(
              "space" + i,
              1,
              "bird",
              Instant.EPOCH,
              1.0,
              null,
              null,
              null,
              null,
              null,
              sets,
              null));
    }
    assertEquals(
        100, shown.keySet().stream().filter(name -> name.endsWith("leastCovered")).count());
  }
}
