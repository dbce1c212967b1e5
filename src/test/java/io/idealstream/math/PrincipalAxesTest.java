package io.idealstream.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

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
}
