package io.idealstream.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrincipalAxesTest {

  private static final double CLOSE = 1e-10;

  /** The corners of a box: its sides are the axes, the longest first. */
  @Test
  void axesOfABoxAreItsSides() {
    double[] points = new double[8 * 4];
    for (int corner = 0; corner < 8; corner++) {
      points[4 * corner] = 10 + ((corner & 1) == 0 ? 1 : -1);
      points[4 * corner + 1] = 20 + ((corner & 2) == 0 ? 3 : -3);
      points[4 * corner + 2] = 30 + ((corner & 4) == 0 ? 2 : -2);
      points[4 * corner + 3] = 7;
    }
    PrincipalAxes axes = PrincipalAxes.of(points, 4, 3);
    assertEquals(3, axes.axes());
    assertEquals(9 / 14.0, axes.share(0), CLOSE);
    assertEquals(4 / 14.0, axes.share(1), CLOSE);
    assertEquals(1 / 14.0, axes.share(2), CLOSE);
    double[] at = axes.coordinates(new double[] {11, 17, 32, 7});
    assertArrayEquals(new double[] {3, 2, 1}, Arrays.stream(at).map(Math::abs).toArray(), CLOSE);
    assertArrayEquals(
        new double[3], axes.coordinates(new double[] {10, 20, 30, 99}), CLOSE, "the centre");
  }

  /** As many axes as points span keep every distance. */
  @Test
  void distancesStayWhereNothingIsLeftOut() {
    Random random = new Random(4);
    int dimension = 7;
    double[] points = random.doubles(4L * dimension).toArray();
    PrincipalAxes axes = PrincipalAxes.of(points, dimension, 3);
    double[][] at = new double[4][];
    for (int p = 0; p < 4; p++) {
      at[p] = axes.coordinates(Arrays.copyOfRange(points, p * dimension, (p + 1) * dimension));
    }
    for (int p = 0; p < 4; p++) {
      for (int q = 0; q < p; q++) {
        double expected = 0;
        for (int j = 0; j < dimension; j++) {
          expected += Math.pow(points[p * dimension + j] - points[q * dimension + j], 2);
        }
        double found = 0;
        for (int axis = 0; axis < 3; axis++) {
          found += Math.pow(at[p][axis] - at[q][axis], 2);
        }
        assertEquals(expected, found, CLOSE);
      }
    }
  }

  @Test
  void equalPointsHaveNoShares() {
    PrincipalAxes axes = PrincipalAxes.of(new double[] {1, 2, 1, 2}, 2, 3);
    assertEquals(2, axes.axes());
    assertEquals(0, axes.share(0));
    assertThrows(IllegalArgumentException.class, () -> PrincipalAxes.of(new double[3], 2, 1));
  }

  /** A few axes of many points are found another way than all of them. */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.97, 1})
  void fewAxesAreTheFirstOfAll(double falling) {
    double[] points = points(300, 120, falling, new Random(5));
    PrincipalAxes few = PrincipalAxes.of(points, 120, 5);
    PrincipalAxes all = PrincipalAxes.of(points, 120, 120);
    assertEquals(5, few.axes());
    double[] mean = mean(points, 120);
    for (int axis = 0; axis < 5; axis++) {
      assertEquals(all.share(axis), few.share(axis), 1e-5 * all.share(0));
      double[] row = Arrays.copyOfRange(few.rows(), axis * 120, (axis + 1) * 120);
      double[] image = image(points, mean, row);
      double length = Math.sqrt(Vectors.dot(image, 0, image, 0, 120));
      for (int j = 0; j < 120; j++) {
        assertEquals(row[j], image[j] / length, 1e-3, "A'A along an axis is the axis");
      }
      for (int other = 0; other <= axis; other++) {
        double product = Vectors.dot(few.rows(), axis * 120, few.rows(), other * 120, 120);
        assertEquals(other == axis ? 1 : 0, product, CLOSE);
      }
    }
  }

  @Test
  void fewAxesOfPointsThatSpanFewerAreWhole() {
    double[] points = points(300, 120, 1e-200, new Random(6));
    PrincipalAxes axes = PrincipalAxes.of(points, 120, 5);
    assertEquals(1, axes.share(0), CLOSE);
    assertEquals(0, axes.share(4), CLOSE);
    for (int axis = 0; axis < 5; axis++) {
      assertEquals(1, Vectors.dot(axes.rows(), axis * 120, axes.rows(), axis * 120, 120), CLOSE);
    }
    assertEquals(0, PrincipalAxes.of(new double[300 * 120], 120, 5).share(0));
    assertArrayEquals(axes.rows(), PrincipalAxes.of(points, 120, 5).rows(), "the same again");
  }

  /** Each coordinate scatters by a factor of the one before. */
  private static double[] points(int number, int dimension, double falling, Random random) {
    double[] points = new double[number * dimension];
    for (int j = 0; j < points.length; j++) {
      points[j] = 1 + Math.pow(falling, j % dimension) * random.nextGaussian();
    }
    return points;
  }

  private static double[] mean(double[] points, int dimension) {
    double[] mean = new double[dimension];
    for (int j = 0; j < points.length; j++) {
      mean[j % dimension] += points[j] * dimension / points.length;
    }
    return mean;
  }

  private static double[] image(double[] points, double[] mean, double[] row) {
    double[] image = new double[row.length];
    for (int at = 0; at < points.length; at += row.length) {
      double along = 0;
      for (int j = 0; j < row.length; j++) {
        along += (points[at + j] - mean[j]) * row[j];
      }
      for (int j = 0; j < row.length; j++) {
        image[j] += along * (points[at + j] - mean[j]);
      }
    }
    return image;
  }
}
