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
    assertEquals(3 * 9 + 2, outcome.rates().size());
    for (Rate rate : outcome.rates()) {
      assertEquals(1200, rate.intervals());
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
    assertEquals(9, outcome.delays().stream().map(Delay::detector).distinct().count());
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
