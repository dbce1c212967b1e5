package io.idealstream.model.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.idealstream.math.MatrixProduct;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Set;

/**
 * The product by ONNX Runtime, on the caller's thread: sums in single precision, in an order of the
 * runtime's own.
 *
 * <p>Direct buffers in native order are read and written where they lie; others are copied. For one
 * thread.
 */
public final class OnnxMatrixProduct implements MatrixProduct, AutoCloseable {
  private final OrtSession session;

  private OnnxMatrixProduct(OrtSession session) {
    this.session = session;
  }

  /**
   * Opens a product.
   *
   * @throws IllegalStateException if ONNX Runtime does not work on this machine
   */
  public static OnnxMatrixProduct open() {
    NativeLibraries.load();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      // scores go to the caller's buffer: there is nothing to keep for the next run
      options.setCPUArenaAllocator(false);
      return new OnnxMatrixProduct(
          OrtEnvironment.getEnvironment().createSession(ProductGraph.bytes(), options));
    } catch (OrtException why) {
      throw new IllegalStateException(
          "ONNX Runtime cannot multiply matrices here: " + why.getMessage(), why);
    }
  }

  @Override
  public void multiply(Shape shape, FloatBuffer queries, FloatBuffer batch, FloatBuffer scores) {
    shape.check(queries, batch, scores);
    if (shape.queries() == 0 || shape.batch() == 0) {
      return;
    }
    int numbers = shape.queries() * shape.batch();
    FloatBuffer out = isInPlace(scores) ? first(scores, numbers) : direct(numbers);
    try (OnnxTensor rows = tensor(queries, shape.queries(), shape.dimension());
        OnnxTensor columns = tensor(batch, shape.batch(), shape.dimension());
        OnnxTensor products = tensor(out, shape.queries(), shape.batch())) {
      Map<String, OnnxTensor> inputs =
          Map.of(ProductGraph.ROWS, rows, ProductGraph.COLUMNS, columns);
      session.run(inputs, Set.of(), Map.of(ProductGraph.PRODUCTS, products)).close();
    } catch (OrtException why) {
      throw new IllegalStateException("a product failed: " + shape + ": " + why.getMessage(), why);
    }
    if (!isInPlace(scores)) {
      scores.put(0, out, 0, numbers);
    }
  }

  private static OnnxTensor tensor(FloatBuffer numbers, int rows, int columns) throws OrtException {
    FloatBuffer used = first(numbers, rows * columns);
    if (!isInPlace(numbers)) {
      used = direct(rows * columns).put(used).flip();
    }
    long[] sizes = {rows, columns};
    return OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), used, sizes);
  }

  private static boolean isInPlace(FloatBuffer buffer) {
    return buffer.isDirect() && buffer.order() == ByteOrder.nativeOrder();
  }

  private static FloatBuffer first(FloatBuffer buffer, int numbers) {
    return buffer.duplicate().position(0).limit(numbers);
  }

  private static FloatBuffer direct(int numbers) {
    return ByteBuffer.allocateDirect(Math.multiplyExact(numbers, Float.BYTES))
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException why) {
      throw new IllegalStateException("the session of the product cannot be closed", why);
    }
  }
}
