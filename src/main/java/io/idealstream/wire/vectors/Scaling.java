package io.idealstream.wire.vectors;

/** What becomes of a vector before it is summed. */
public enum Scaling {
  /** Vectors count as they come. */
  AS_GIVEN {
    @Override
    public double[] scale(double[] vector) {
      return vector;
    }
  },

  /** Vectors are scaled to length 1. */
  TO_UNIT_LENGTH {
    @Override
    public double[] scale(double[] vector) {
      double largest = 0;
      for (double number : vector) {
        largest = Math.max(largest, Math.abs(number));
      }
      if (largest == 0) {
        throw new IllegalArgumentException(
            "field vector: a vector of length 0 cannot be scaled to length 1");
      }
      // by its largest number first: squares of the numbers as they are may overflow or vanish
      double squares = 0;
      for (double number : vector) {
        squares += (number / largest) * (number / largest);
      }
      double length = Math.sqrt(squares);
      double[] scaled = new double[vector.length];
      for (int j = 0; j < scaled.length; j++) {
        scaled[j] = vector[j] / largest / length;
      }
      return scaled;
    }
  };

  /**
   * The vector as it counts.
   *
   * @throws IllegalArgumentException if it has no length to be scaled
   */
  public abstract double[] scale(double[] vector);
}
