package io.idealstream.drift;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuantiserTest {

  @Test
  void codesDoNotDependOnTheOrderOfTheFirstItems() {
    Random random = new Random(1);
    List<double[]> sample = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      sample.add(new double[] {random.nextGaussian(), 1e-9 * random.nextGaussian()});
    }
    double[] least = {0.01, 1e-12};
    Quantiser one = Quantiser.of(sample.toArray(double[][]::new), least);
    Collections.shuffle(sample, random);
    Quantiser other = Quantiser.of(sample.toArray(double[][]::new), least);
    for (int code = 0; code < Quantiser.CODES; code++) {
      for (int d = 0; d < 2; d++) {
        assertEquals(one.score(d, code), other.score(d, code), "to the bit");
      }
    }
  }

  @Test
  void aScoreIsHalfAStepFromItsCodeAtMost() {
    Random random = new Random(2);
    double[][] sample = new double[200][1];
    for (double[] item : sample) {
      item[0] = 5 + 2 * random.nextGaussian();
    }
    Quantiser quantiser = Quantiser.of(sample, new double[] {0.1});
    for (double[] item : sample) {
      double back = quantiser.score(0, quantiser.code(0, item[0]));
      assertTrue(Math.abs(back - item[0]) <= quantiser.step(0) / 2 + 1e-12);
    }
    double mean = Arrays.stream(sample).mapToDouble(item -> item[0]).average().orElseThrow();
    assertEquals(128, quantiser.code(0, mean));
  }

  @Test
  void farScoresAreKeptWithinTheCodesAndNothingIsNoVote() {
    Quantiser quantiser = Quantiser.of(new double[][] {{0}, {0}}, new double[] {1});
    assertArrayEquals(
        new short[] {255}, quantiser.codes(new double[] {1e9}), "a width of at least 1");
    assertEquals(0, quantiser.code(0, -1e9));
    assertEquals(Quantiser.NONE, quantiser.code(0, Double.NaN));
    assertEquals(144, quantiser.code(0, 1), "sixteen codes a width");
  }
}
