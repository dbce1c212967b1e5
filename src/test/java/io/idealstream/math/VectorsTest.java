package io.idealstream.math;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class VectorsTest {

  /** Rows that are taken two at a time, with one left over, and numbers four at a time. */
  @Test
  void productsWithManyRowsAreThoseWithEachToTheBit() {
    Random random = new Random(1);
    for (int dimension : new int[] {1, 3, 4, 7, 512}) {
      for (int number : new int[] {0, 1, 2, 5}) {
        float[] x = new float[dimension];
        for (int j = 0; j < dimension; j++) {
          x[j] = (float) random.nextGaussian();
        }
        double[] rows = random.doubles((long) number * dimension, -1, 1).toArray();
        double[] products = new double[number];
        Vectors.dots(x, rows, products);
        for (int row = 0; row < number; row++) {
          assertEquals(Vectors.dot(x, rows, row * dimension), products[row]);
        }
      }
    }
  }
}
