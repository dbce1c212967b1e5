package io.idealstream.cli.drift;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Random Fourier features (Rahimi and Recht 2007): inner products that are nearly a Gaussian
 * kernel.
 *
 * <pre>
 *   phi(x) = sqrt(2 / D) cos(W x + b),  W ~ N(0, 1 / s^2),  b ~ U(0, 2 pi)
 *   phi(x) . phi(y) ~ exp(-|x - y|^2 / (2 s^2)),            s^2 = median |x - y|^2 / 2
 * </pre>
 */
final class RandomFeatures {

  private final int dimension;
  private final double[] rows;
  private final double[] phases;

  /**
   * @param number D
   * @param squaredWidth s^2, above 0
   */
  RandomFeatures(int number, int dimension, double squaredWidth, long seed) {
    this.dimension = dimension;
    SplittableRandom random = new SplittableRandom(seed);
    rows = new double[number * dimension];
    for (int j = 0; j < rows.length; j++) {
      rows[j] = random.nextGaussian() / Math.sqrt(squaredWidth);
    }
    phases = new double[number];
    for (int f = 0; f < number; f++) {
      phases[f] = 2 * Math.PI * random.nextDouble();
    }
  }

  /** Half the median squared distance of the vectors. */
  static double squaredWidth(List<float[]> vectors) {
    double[] distances = new double[vectors.size() * (vectors.size() - 1) / 2];
    int next = 0;
    for (int a = 0; a < vectors.size(); a++) {
      for (int b = 0; b < a; b++) {
        double squares = 0;
        for (int j = 0; j < vectors.get(a).length; j++) {
          double difference = vectors.get(a)[j] - vectors.get(b)[j];
          squares += difference * difference;
        }
        distances[next++] = squares;
      }
    }
    Arrays.sort(distances);
    return distances[distances.length / 2] / 2;
  }

  /** phi(x). */
  float[] of(float[] vector) {
    float[] features = new float[phases.length];
    for (int f = 0; f < features.length; f++) {
      double angle = phases[f];
      for (int j = 0; j < dimension; j++) {
        angle += rows[f * dimension + j] * vector[j];
      }
      features[f] = (float) (Math.sqrt(2.0 / features.length) * Math.cos(angle));
    }
    return features;
  }
}
