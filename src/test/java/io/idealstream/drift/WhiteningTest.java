package io.idealstream.drift;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class WhiteningTest {

  private static final int SIZE = 5;

  /** Numbers of very different scatter, some of which hang together. */
  private static double[] row(Random random) {
    double common = random.nextGaussian();
    double[] row = new double[SIZE];
    for (int j = 0; j < SIZE; j++) {
      row[j] = 3 + Math.pow(0.3, j) * (random.nextGaussian() + common);
    }
    return row;
  }

  private static double[][] rows(int number, Random random) {
    double[][] rows = new double[number][];
    for (int i = 0; i < number; i++) {
      rows[i] = row(random);
    }
    return rows;
  }

  @Test
  void covarianceIsThatOfPlainLoops() {
    double[][] rows = rows(50, new Random(1));
    double[] covariance = Whitening.covariance(rows);
    double[] part = Whitening.part(covariance, SIZE, 1);
    double[] means = new double[SIZE];
    for (double[] row : rows) {
      for (int j = 0; j < SIZE; j++) {
        means[j] += row[j] / 50;
      }
    }
    for (int i = 0; i < SIZE; i++) {
      for (int j = 0; j < SIZE; j++) {
        double sum = 0;
        for (double[] row : rows) {
          sum += (row[i] - means[i]) * (row[j] - means[j]);
        }
        assertEquals(sum / 50, covariance[SIZE * i + j], 1e-12);
        if (i > 0 && j > 0) {
          assertEquals(sum / 50, part[(SIZE - 1) * (i - 1) + j - 1], 1e-12);
        }
      }
    }
  }

  /** (Sigma + r I) W v = v. */
  @Test
  void timesUndoesTheRaisedCovariance() {
    Random random = new Random(2);
    double[] covariance = Whitening.covariance(rows(200, random));
    double trace = 0;
    for (int j = 0; j < SIZE; j++) {
      trace += covariance[j * SIZE + j];
    }
    double[] vector = random.doubles(SIZE, -1, 1).toArray();
    double[] white = new Whitening(covariance, SIZE).times(vector);
    double[] back = new double[SIZE];
    for (int i = 0; i < SIZE; i++) {
      back[i] = 0.3 * trace / SIZE * white[i];
      for (int j = 0; j < SIZE; j++) {
        back[i] += covariance[i * SIZE + j] * white[j];
      }
    }
    assertArrayEquals(vector, back, 1e-9);
  }

  /** Means of items that have not moved are as far off as is said. */
  @Test
  void noiseIsWhatItIsSaidToBe() {
    Random random = new Random(3);
    Whitening whitening = new Whitening(Whitening.covariance(rows(20_000, random)), SIZE);
    int trials = 4000;
    double sum = 0;
    double squares = 0;
    for (int trial = 0; trial < trials; trial++) {
      double[] off = new double[SIZE];
      for (int i = 0; i < 20; i++) {
        double[] row = row(random);
        for (int j = 0; j < SIZE; j++) {
          off[j] += (row[j] - 3) / 20;
        }
      }
      double beyond = whitening.beyond(off, 20, 1);
      sum += beyond;
      squares += beyond * beyond;
    }
    double error = whitening.deviation() / Math.sqrt(trials);
    assertEquals(0, sum / trials, 5 * error);
    assertEquals(1, Math.sqrt(squares / trials) / whitening.deviation(), 0.1);
  }

  @Test
  void nothingToMeasureIsNoError() {
    assertEquals(0, new Whitening(new double[0], 0).deviation());
    assertEquals(0, new Whitening(new double[4], 2).beyond(new double[2], 9, 1));
  }
}
