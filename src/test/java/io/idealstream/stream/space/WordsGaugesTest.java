package io.idealstream.stream.space;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.estimate.EstimateKey;
import io.idealstream.estimate.words.HeldFit;
import io.idealstream.wire.Cosines;
import io.idealstream.wire.Scores;
import io.idealstream.wire.Source;
import io.idealstream.wire.SourceFit;
import io.idealstream.wire.Spread;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class WordsGaugesTest {

  /** A group that remembers gauges under their full names. */
  private static final class Remembering extends UnregisteredMetricsGroup {

    private final String path;
    private final Map<String, Gauge<?>> gauges;

    Remembering(String path, Map<String, Gauge<?>> gauges) {
      this.path = path;
      this.gauges = gauges;
    }

    @Override
    public MetricGroup addGroup(String name) {
      return new Remembering(path + name + ".", gauges);
    }

    @Override
    public MetricGroup addGroup(String key, String value) {
      return addGroup(key + "." + value);
    }

    @Override
    public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
      gauges.put(path + name, gauge);
      return gauge;
    }
  }

  private final Map<String, Gauge<?>> gauges = new HashMap<>();
  private final WordsGauges words = new WordsGauges(new Remembering("", gauges));

  private static Map<EstimateKey, HeldFit> fits(String feed, Scores scores) {
    EstimateKey key = new EstimateKey("m", "birds", Source.IMAGES, feed);
    Cosines cosines = scores == null ? null : new Cosines(0.75, 0.25);
    return Map.of(
        key,
        new HeldFit(
            new SourceFit(null, 3, true, 0.5, scores, null, null, cosines), Instant.EPOCH, null));
  }

  private Object value(String measure) {
    return gauges.get("space.birds.source.images.words." + measure).getValue();
  }

  @Test
  void eachMeasureIsShownAndNanWhereItIsNotKnown() {
    words.show(
        "birds",
        fits(
            "*",
            new Scores(
                new Spread(0.25, null), null, 0.125, null, 7, Map.of("bird", 0.9, "place", 0.6))));
    assertEquals(3.0, value("rank"));
    assertEquals(0.5, value("r2"));
    assertEquals(0.25, value("idealWordsScore"));
    assertEquals(Double.NaN, value("averageScore"));
    assertEquals(0.125, value("noiseFloor"));
    assertEquals(Double.NaN, value("accuracy"));
    assertEquals(7.0, value("cells"));
    assertEquals(0.6, value("leastAgreement"));
    assertEquals(0.75, value("largestCosine"));
    assertEquals(0.25, value("meanCosine"));

    words.show("birds", fits("*", null));
    assertEquals(Double.NaN, value("cells"));
    assertEquals(Double.NaN, value("largestCosine"));
    words.show("birds", Map.of());
    assertEquals(Double.NaN, value("r2"));
  }

  @Test
  void spacesThatNeverHadWordsTakeNoRoom() {
    for (int space = 0; space < 200; space++) {
      words.show("rejected-" + space, Map.of());
    }
    words.show("birds", fits("*", null));
    assertEquals(0.5, value("r2"));
  }

  @Test
  void feedsHaveNoGaugesNorHaveSpacesBeyondABound() {
    words.show("birds", fits("cam", null));
    assertEquals(Map.of(), gauges);
    for (int space = 0; space < 200; space++) {
      words.show("space-" + space, fits("*", null));
    }
    assertEquals(99L, gauges.keySet().stream().filter(name -> name.endsWith(".r2")).count());
  }
}
