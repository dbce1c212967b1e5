package io.idealstream.math;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.junit.jupiter.api.Test;

class DirichletSamplerTest {

  private static final int DRAWS = 40_000;

  /** The share of one kind is Beta(n_j + 1/2, the others). */
  @Test
  void everyShareHasItsBetaDistribution() {
    int[] counts = {20, 0, 3, 1};
    DirichletSampler sampler = DirichletSampler.of(counts, new SplittableRandom(5));
    double[][] draws = new double[counts.length][DRAWS];
    for (int draw = 0; draw < DRAWS; draw++) {
      double[] shares = sampler.next();
      double sum = 0;
      for (int j = 0; j < counts.length; j++) {
        draws[j][draw] = shares[j];
        sum += shares[j];
      }
      assertEquals(1, sum, 1e-12);
    }
    for (int j = 0; j < counts.length; j++) {
      Interval of = Interval.ofDraws(draws[j], 0.95);
      BetaDistribution beta = BetaDistribution.of(counts[j] + 0.5, 24 + 1.5 - counts[j]);
      assertEquals(beta.inverseCumulativeProbability(0.025), of.low(), 0.005);
      assertEquals(beta.inverseCumulativeProbability(0.975), of.high(), 0.01);
    }
  }
}
