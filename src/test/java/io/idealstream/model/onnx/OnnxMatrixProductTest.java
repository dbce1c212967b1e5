package io.idealstream.model.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.math.MatrixProduct;
import io.idealstream.math.PlainMatrixProduct;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OnnxMatrixProductTest {

  private static final float UNTOUCHED = 7;
  private static final List<IntFunction<FloatBuffer>> KINDS =
      List.of(
          numbers -> direct(numbers, ByteOrder.nativeOrder()),
          numbers -> direct(numbers, ByteOrder.BIG_ENDIAN),
          FloatBuffer::allocate);

  private final Random random = new Random(4);
  private final OnnxMatrixProduct product = OnnxMatrixProduct.open();

  @AfterEach
  void close() {
    product.close();
  }

  /** Numbers are about 1, so that errors of single precision stay below d^1.5 u. */
  @Test
  void itGivesThePlainProductWhateverTheShapeAndTheKindOfBuffer() {
    for (int trial = 0; trial < 60; trial++) {
      var shape =
          new MatrixProduct.Shape(random.nextInt(70), random.nextInt(40), 1 + random.nextInt(80));
      int numbers = shape.queries() * shape.batch();
      FloatBuffer queries = gaussian(shape.queries() * shape.dimension());
      FloatBuffer batch = gaussian(shape.batch() * shape.dimension());
      FloatBuffer expected = FloatBuffer.allocate(numbers);
      new PlainMatrixProduct().multiply(shape, queries, batch, expected);
      FloatBuffer scores = KINDS.get(random.nextInt(3)).apply(numbers + 1);
      scores.put(numbers, UNTOUCHED).position(scores.capacity());
      product.multiply(shape, queries, batch, scores);
      for (int i = 0; i < numbers; i++) {
        assertEquals(expected.get(i), scores.get(i), 1e-4, shape + " at " + i);
      }
      assertEquals(UNTOUCHED, scores.get(numbers));
    }
  }

  @Test
  void buffersTooSmallAreRefusedByName() {
    FloatBuffer one = FloatBuffer.allocate(1);
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> product.multiply(new MatrixProduct.Shape(1, 1, 2), one, one, one));
    assertTrue(refusal.getMessage().startsWith("numbers in the buffer of queries: 1, expected 2"));
  }

  private FloatBuffer gaussian(int numbers) {
    FloatBuffer buffer = KINDS.get(random.nextInt(3)).apply(numbers + random.nextInt(5));
    for (int j = 0; j < buffer.capacity(); j++) {
      buffer.put(j, (float) random.nextGaussian());
    }
    return buffer.position(random.nextInt(buffer.capacity() + 1));
  }

  private static FloatBuffer direct(int numbers, ByteOrder order) {
    return ByteBuffer.allocateDirect(4 * numbers).order(order).asFloatBuffer();
  }
}
