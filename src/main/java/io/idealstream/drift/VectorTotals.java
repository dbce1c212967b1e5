package io.idealstream.drift;

/**
 * Sums of unit vectors in whole numbers, so that they do not depend on the order. Mutable.
 *
 * <p>A coordinate is rounded to 2^-30; sums hold 2^33 items.
 */
public final class VectorTotals {

  private static final double SCALE = 1L << 30;

  private final long[] sums;
  private long items;

  /** Of nothing yet. */
  public VectorTotals(int dimension) {
    sums = new long[dimension];
  }

  /** Adds a vector. */
  public void add(float[] vector) {
    for (int j = 0; j < sums.length; j++) {
      sums[j] += Math.round(vector[j] * SCALE);
    }
    items++;
  }

  /** Adds what others added. */
  public void merge(VectorTotals other) {
    for (int j = 0; j < sums.length; j++) {
      sums[j] += other.sums[j];
    }
    items += other.items;
  }

  /** Vectors added. */
  public long items() {
    return items;
  }

  /** Their mean [dimension]; zero without any. */
  public double[] mean() {
    double[] mean = new double[sums.length];
    for (int j = 0; j < mean.length && items > 0; j++) {
      mean[j] = sums[j] / SCALE / items;
    }
    return mean;
  }
}
