package io.idealstream.drift;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class VectorTotalsTest {
  private static final int FROM = 3;
  private static final int ROWS = 4;
  private static final int COLUMNS = 9;

  /** Probabilities from next to nothing to one, so that some rows are passed over. */
  @Test
  void productsAreThoseThatAreWrittenOutRowByRow() {
    Random random = new Random(1);
    VectorTotals products = new VectorTotals(ROWS * COLUMNS);
    VectorTotals expected = new VectorTotals(ROWS * COLUMNS);
    for (int item = 0; item < 200; item++) {
      float[] numbers = new float[FROM + COLUMNS];
      for (int j = 0; j < numbers.length; j++) {
        double size = Math.pow(10, -12 * random.nextDouble());
        numbers[j] = (float) (random.nextBoolean() ? size : -size);
      }
      float[] rows = new float[ROWS * COLUMNS];
      for (int at = 0; at < rows.length; at++) {
        rows[at] = numbers[FROM + at / COLUMNS] * numbers[FROM + at % COLUMNS];
      }
      products.addProducts(numbers, FROM, ROWS, COLUMNS, 1 + item % 3);
      expected.add(rows, 1 + item % 3);
    }
    assertEquals(expected.items(), products.items());
    assertArrayEquals(expected.mean(), products.mean());
  }

  @Test
  void aCoordinateIsRoundedTo2ToTheMinus30() {
    VectorTotals totals = new VectorTotals(3);
    float half = 0x1p-31f;
    totals.add(new float[] {half, -half, 0x1.8p-30f});
    assertArrayEquals(new double[] {0x1p-30, 0, 0x1p-29}, totals.mean());
  }
}
