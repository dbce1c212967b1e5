package io.idealstream.stream.embed;

import io.idealstream.wire.Reason;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.config.Count;

/**
 * Embeddings that somebody else computed, taken if the model that runs here would have given them.
 *
 * @param fingerprint of the model that runs here
 * @param dimension length of its vectors
 * @param anyLength whether vectors are scaled to length 1; otherwise they must have it
 */
record GivenEmbedding(String fingerprint, int dimension, boolean anyLength) {

  /** Half precision keeps a length within 0.0005. */
  private static final double LENGTH_TOLERANCE = 1e-3;

  /**
   * The embedding as a vector of length 1.
   *
   * @param id of the item
   * @param model fingerprint of the model that made the embedding
   * @param values finite and not all zero
   * @throws Unreadable if it is of another model
   */
  float[] take(String id, String model, float[] values) throws Unreadable {
    if (!model.equals(fingerprint)) {
      throw new Unreadable(
          Reason.WRONG_MODEL,
          id
              + ": the embedding was made by model "
              + model
              + ", expected "
              + fingerprint
              + ", the model that runs here",
          id);
    }
    if (values.length != dimension) {
      throw new Unreadable(
          Reason.WRONG_DIMENSION,
          id
              + ": "
              + Count.of(values.length, "value")
              + ", model "
              + fingerprint
              + " gives "
              + dimension
              + "; was the embedding cut, or written by another model?",
          id);
    }
    double length = length(values);
    if (!anyLength && Math.abs(length - 1) > LENGTH_TOLERANCE) {
      throw new Unreadable(
          Reason.BAD_EMBEDDING,
          "%s: expected a vector of length 1, found length %.4g; model.vectors: {normalize: true}"
                  .formatted(id, length)
              + " scales vectors",
          id);
    }
    return unit(values, length);
  }

  private static double length(float[] values) {
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    return Math.sqrt(squares);
  }

  /** x / |x| */
  private static float[] unit(float[] values, double length) {
    float[] unit = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      unit[i] = (float) (values[i] / length);
    }
    return unit;
  }
}
