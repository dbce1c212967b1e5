package io.idealstream.decision.quality;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.decision.quality.Temperature.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TemperatureTest {

  private static double[] softmax(double[] logits, double temperature) {
    double[] p = new double[logits.length];
    double sum = 0;
    for (int v = 0; v < p.length; v++) {
      p[v] = Math.exp(logits[v] / temperature);
      sum += p[v];
    }
    for (int v = 0; v < p.length; v++) {
      p[v] /= sum;
    }
    return p;
  }

  /** Answers whose truth is drawn from a softmax at one temperature and told at another. */
  private static List<Sample> samples(int count, double drawn, double told) {
    Random random = new Random(11);
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double[] logits = random.ints(3, -30, 30).mapToDouble(x -> x / 10.0).toArray();
      double[] p = softmax(logits, drawn);
      double u = random.nextDouble();
      int truth = u < p[0] ? 0 : u < p[0] + p[1] ? 1 : 2;
      samples.add(new Sample(softmax(logits, told), truth));
    }
    return samples;
  }

  private static double nll(List<Sample> samples, double temperature) {
    return samples.stream()
        .mapToDouble(s -> -Math.log(Temperature.at(temperature, s.probabilities())[s.truth()]))
        .sum();
  }

  @Test
  void aTemperatureThatWasWrongIsFoundAgain() {
    assertEquals(2.5, Temperature.fit(samples(20_000, 2.5, 1)), 0.1);
    assertEquals(1 / 2.5, Temperature.fit(samples(20_000, 1, 2.5)), 0.02);
    assertEquals(1, Temperature.fit(samples(20_000, 1, 1)), 0.04);
  }

  @Test
  void noOtherTemperatureIsMoreLikely() {
    List<Sample> samples = samples(500, 1.7, 1);
    double best = Temperature.fit(samples);
    for (double other = 0.05; other < 40; other *= 1.01) {
      assertTrue(nll(samples, best) <= nll(samples, other) + 1e-9, "T " + other);
    }
  }

  @Test
  void probabilitiesAtATemperatureAreThoseOfTheLogitsAtIt() {
    double[] logits = {1, -2, 0.5};
    assertArrayEquals(softmax(logits, 3), Temperature.at(3, softmax(logits, 1)), 1e-15);
    assertArrayEquals(new double[] {1, 0}, Temperature.at(0.5, new double[] {1, 0}), 1e-15);
  }

  @Test
  void whereAllAreRightOrAllAreWrongTheTemperatureIsAtItsBound() {
    Sample right = new Sample(new double[] {0.9, 0.1}, 0);
    assertEquals(Temperature.LEAST, Temperature.fit(List.of(right)), 1e-9);
    Sample wrong = new Sample(new double[] {0.9, 0.1}, 1);
    assertEquals(Temperature.MOST, Temperature.fit(List.of(wrong)), 1e-9);
    assertTrue(Temperature.isAtEnd(Temperature.fit(List.of(right))));
    assertTrue(Temperature.isAtEnd(Temperature.fit(List.of(wrong))));
    assertTrue(!Temperature.isAtEnd(Temperature.fit(samples(500, 1.7, 1))));
    assertThrows(IllegalArgumentException.class, () -> Temperature.fit(List.of()));
  }
}
