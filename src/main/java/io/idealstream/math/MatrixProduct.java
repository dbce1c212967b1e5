package io.idealstream.math;

import java.nio.FloatBuffer;

/**
 * Inner products of every query with every vector of a batch.
 *
 * <p>Buffers may lie on or off the heap; an implementation that calls native code works without
 * copies if they are direct. All are read and written from index 0, whatever their position.
 */
@FunctionalInterface
public interface MatrixProduct {

  /**
   * Computes scores[q, b] = &lt;queries[q], batch[b]>.
   *
   * @param shape how many queries and vectors there are, and their dimension
   * @param queries row-major [queries x dimension]
   * @param batch row-major [batch x dimension]
   * @param scores row-major [queries x batch], overwritten
   * @throws IllegalArgumentException if a buffer is too small for the shape
   */
  void multiply(Shape shape, FloatBuffer queries, FloatBuffer batch, FloatBuffer scores);

  /** Sizes of a product: [queries x dimension] times [batch x dimension]. */
  record Shape(int queries, int batch, int dimension) {

    public Shape {
      if (queries < 0 || batch < 0 || dimension < 1) {
        throw new IllegalArgumentException(
            "queries: %d, batch of %d, dimension %d: expected none below 0, dimension at least 1"
                .formatted(queries, batch, dimension));
      }
    }

    /**
     * Refuses buffers that are too small.
     *
     * @throws IllegalArgumentException naming the buffer, its size and what was expected
     */
    public void check(FloatBuffer queryBuffer, FloatBuffer batchBuffer, FloatBuffer scoreBuffer) {
      check("queries", queryBuffer, (long) queries * dimension);
      check("batch", batchBuffer, (long) batch * dimension);
      check("scores", scoreBuffer, (long) queries * batch);
    }

    private static void check(String name, FloatBuffer buffer, long expected) {
      if (buffer.limit() < expected) {
        throw new IllegalArgumentException(
            "numbers in the buffer of %s: %d, expected %d"
                .formatted(name, buffer.limit(), expected));
      }
    }
  }
}
