package io.idealstream.cli.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BenchTest {

  /** Four kinds of vectors around corners of their own. */
  private static World world() {
    Random random = new Random(1);
    List<float[]> vectors = new ArrayList<>();
    int[] labels = new int[400];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i % 4;
      float[] vector = new float[8];
      double squares = 0;
      for (int j = 0; j < vector.length; j++) {
        vector[j] = (float) ((j == labels[i] ? 1 : 0) + 0.3 * random.nextGaussian());
        squares += vector[j] * vector[j];
      }
      for (int j = 0; j < vector.length; j++) {
        vector[j] /= (float) Math.sqrt(squares);
      }
      vectors.add(vector);
    }
    return VectorWorld.of(vectors, labels, 0.999);
  }

  @Test
  void aBenchCountsAlarmsAndDelaysAndNames() {
    Bench.Size small = new Bench.Size(2, 300, 600, 1, 4);
    Bench.Outcome outcome = new Bench(world(), small, 1).run(true, (done, all) -> {});
    assertEquals(3 * 11 + 2, outcome.rates().size());
    for (Rate rate : outcome.rates()) {
      assertEquals(1200, rate.intervals());
      assertTrue(!rate.way().equals("always") || rate.alarms() == 1200, rate.toString());
      assertTrue(!rate.way().equals("never") || rate.alarms() == 0, rate.toString());
      boolean shared = !rate.way().contains("no shared votes");
      assertTrue(
          !shared || !rate.thresholds().equals("guaranteed") || rate.ratio() <= 1, rate.toString());
    }
    assertTrue(
        outcome.rates().stream().anyMatch(rate -> rate.alarms() > 0), "one in 100 was asked");
    Delay large = delay(outcome, "0.30", "items");
    Delay smaller = delay(outcome, "0.15", "items");
    assertEquals(4, large.found());
    assertTrue(large.median() < smaller.median(), large + " " + smaller);
    assertEquals(1, large.named(), "the share of class-0 is named");
    assertEquals(11, outcome.delays().stream().map(Delay::detector).distinct().count());
    assertEquals(1, delay(outcome, "0.30", "always").ninetieth());
    assertEquals(0, delay(outcome, "0.30", "never").found());
  }

  /** A change that comes and goes is one episode, put down to it, and over after it went. */
  @Test
  void aChangeThatComesAndGoesIsOneEpisode() {
    Bench.Size small = new Bench.Size(1, 1000, 600, 1, 4);
    Bench.Outcome outcome = new Bench(world(), small, 2).run(false, (done, all) -> {});
    Lasting large =
        outcome.lasting().stream()
            .filter(lasting -> lasting.change().endsWith("0.30"))
            .findAny()
            .orElseThrow();
    assertEquals(4, large.found());
    assertEquals(1, large.episodes(), 0.3, large.toString());
    assertTrue(large.alarms() > 20, "it stays for 200 intervals: " + large);
    assertEquals(1, large.named(), "the share of class-0");
    assertTrue(large.consequences() > 0 && large.overAfter() > 0, large.toString());
    assertTrue(large.overAfter() < 60, large.toString());
  }

  /** Each statistic by its threshold, over the change. */
  @Test
  void scoresOfAChangeAreTraced() {
    Trace trace =
        new Bench(world(), new Bench.Size(1, 300, 600, 1, 2), 1)
            .run(false, (done, all) -> {})
            .trace();
    assertEquals(11, trace.heights().size());
    trace.heights().forEach((name, heights) -> assertEquals(180, heights.size(), name));
    assertTrue(trace.heights().get("always").stream().allMatch(height -> height >= 1));
    assertTrue(trace.heights().get("never").stream().allMatch(height -> height == 0));
    List<Double> items = trace.heights().get("items");
    assertTrue(items.subList(trace.changedAt(), 180).stream().anyMatch(height -> height >= 1));
  }

  private static Delay delay(Bench.Outcome outcome, String to, String detector) {
    return outcome.delays().stream()
        .filter(delay -> delay.change().endsWith(to) && delay.detector().equals(detector))
        .findAny()
        .orElseThrow();
  }

  @Test
  void theSameSeedGivesTheSameNumbers() {
    Bench.Size small = new Bench.Size(1, 120, 200, 1, 1);
    assertEquals(
        new Bench(world(), small, 7).run(false, (done, all) -> {}),
        new Bench(world(), small, 7).run(false, (done, all) -> {}));
  }
}
