package io.idealstream.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MatrixProductTest {

  private final MatrixProduct product = new PlainMatrixProduct();

  @Test
  void everyScoreIsTheInnerProductOfItsQueryAndVector() {
    Random random = new Random(1);
    for (int batch = 0; batch < 10; batch++) {
      int queries = random.nextInt(5);
      int dimension = 1 + random.nextInt(7);
      FloatBuffer left = numbers(random, FloatBuffer.allocate(queries * dimension));
      FloatBuffer right = numbers(random, direct(batch * dimension));
      FloatBuffer scores = direct(queries * batch);
      product.multiply(new MatrixProduct.Shape(queries, batch, dimension), left, right, scores);
      for (int q = 0; q < queries; q++) {
        for (int b = 0; b < batch; b++) {
          double expected = 0;
          for (int j = 0; j < dimension; j++) {
            expected += (double) left.get(q * dimension + j) * right.get(b * dimension + j);
          }
          assertEquals((float) expected, scores.get(q * batch + b));
        }
      }
    }
  }

  @Test
  void buffersTooSmallAreRefusedByName() {
    MatrixProduct.Shape shape = new MatrixProduct.Shape(2, 3, 4);
    FloatBuffer queries = FloatBuffer.allocate(8);
    FloatBuffer batch = FloatBuffer.allocate(12);
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> product.multiply(shape, queries, batch, FloatBuffer.allocate(5)));
    assertEquals("numbers in the buffer of scores: 5, expected 6", refusal.getMessage());
  }

  private static FloatBuffer direct(int numbers) {
    return ByteBuffer.allocateDirect(4 * numbers).order(ByteOrder.nativeOrder()).asFloatBuffer();
  }

  private static FloatBuffer numbers(Random random, FloatBuffer buffer) {
    for (int j = 0; j < buffer.capacity(); j++) {
      buffer.put(j, (float) random.nextGaussian());
    }
    return buffer;
  }
}
