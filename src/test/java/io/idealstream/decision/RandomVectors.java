package io.idealstream.decision;

import java.util.Random;

/** Vectors for tests. */
final class RandomVectors {

  private RandomVectors() {}

  static float[] unit(Random random, int dimension) {
    double[] raw = random.doubles(dimension, -1, 1).toArray();
    double squares = 0;
    for (double x : raw) {
      squares += x * x;
    }
    float[] unit = new float[dimension];
    for (int j = 0; j < dimension; j++) {
      unit[j] = (float) (raw[j] / Math.sqrt(squares));
    }
    return unit;
  }

  static double[] rows(Random random, int rows, int dimension) {
    return random.doubles((long) rows * dimension, -1, 1).toArray();
  }
}
