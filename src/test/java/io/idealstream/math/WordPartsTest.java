package io.idealstream.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class WordPartsTest {

  private static final int DIMENSION = 8;
  private static final FactorSpace SPACE =
      FactorSpace.of(
          Factor.uniform("bird", "landbird", "waterbird", "owl"),
          Factor.uniform("place", "land", "water"));

  private final Random random = new Random(3);
  private final double[] rows = words();

  /** Words that add up to zero per factor, those of the two factors not at right angles. */
  private double[] words() {
    double[] words = random.doubles((long) SPACE.rows() * DIMENSION, -1, 1).toArray();
    for (int j = 0; j < DIMENSION; j++) {
      words[3 * DIMENSION + j] = -words[DIMENSION + j] - words[2 * DIMENSION + j];
      words[4 * DIMENSION + j] += 0.7 * words[DIMENSION + j];
      words[5 * DIMENSION + j] = -words[4 * DIMENSION + j];
    }
    return words;
  }

  /** A sum of words and something at right angles to all of them is taken apart as it was made. */
  @Test
  void everyFactorGetsBackWhatWasMadeOfItsWords() {
    for (int trial = 0; trial < 20; trial++) {
      double[] bird = new double[DIMENSION];
      double[] place = new double[DIMENSION];
      double[] rest = orthogonal();
      double[] whole = new double[DIMENSION];
      double a = random.nextGaussian();
      double b = random.nextGaussian();
      double c = random.nextGaussian();
      for (int j = 0; j < DIMENSION; j++) {
        bird[j] = a * rows[DIMENSION + j] + b * rows[3 * DIMENSION + j];
        place[j] = c * rows[4 * DIMENSION + j];
        whole[j] = bird[j] + place[j] + rest[j];
      }
      double[] parts = new WordParts(SPACE, rows).of(whole);
      assertPart(bird, parts, 0);
      assertPart(place, parts, 1);
      assertPart(rest, parts, 2);
    }
  }

  /** A random vector less its projections on an orthonormal basis of the words (Gram-Schmidt). */
  private double[] orthogonal() {
    double[][] basis = new double[4][];
    int[] independent = {1, 2, 4};
    for (int i = 0; i < 3; i++) {
      basis[i] = new double[DIMENSION];
      System.arraycopy(rows, independent[i] * DIMENSION, basis[i], 0, DIMENSION);
    }
    basis[3] = random.doubles(DIMENSION, -1, 1).toArray();
    for (int i = 0; i < 4; i++) {
      for (int k = 0; k < i; k++) {
        double along = dot(basis[i], basis[k]);
        for (int j = 0; j < DIMENSION; j++) {
          basis[i][j] -= along * basis[k][j];
        }
      }
      double length = Math.sqrt(dot(basis[i], basis[i]));
      for (int j = 0; j < DIMENSION; j++) {
        basis[i][j] /= length;
      }
    }
    return basis[3];
  }

  @Test
  void partsAddUpToTheVectorWhereSpansOverlapToo() {
    double[] overlapping = rows.clone();
    System.arraycopy(rows, DIMENSION, overlapping, 4 * DIMENSION, DIMENSION);
    double[] vector = random.doubles(DIMENSION, -1, 1).toArray();
    double[] parts = new WordParts(SPACE, overlapping).of(vector);
    for (int j = 0; j < DIMENSION; j++) {
      assertEquals(vector[j], parts[j] + parts[DIMENSION + j] + parts[2 * DIMENSION + j], 1e-12);
    }
  }

  private static void assertPart(double[] expected, double[] parts, int part) {
    double[] found = new double[DIMENSION];
    System.arraycopy(parts, part * DIMENSION, found, 0, DIMENSION);
    assertArrayEquals(expected, found, 1e-10);
  }

  private static double dot(double[] left, double[] right) {
    double sum = 0;
    for (int j = 0; j < left.length; j++) {
      sum += left[j] * right[j];
    }
    return sum;
  }
}
