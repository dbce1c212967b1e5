package io.idealstream.drift;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;

/**
 * Sums of vectors in whole numbers, so that they do not depend on the order. Mutable.
 *
 * <p>A coordinate is rounded to 2^-30; sums of coordinates up to 1 hold 2^33 items.
 */
public final class VectorTotals {

  private static final double SCALE = 1L << 30;

  private final long[] sums;
  private long items;

  /** Of nothing yet. */
  public VectorTotals(int dimension) {
    this(new long[dimension], 0);
  }

  private VectorTotals(long[] sums, long items) {
    this.sums = sums;
    this.items = items;
  }

  /** As {@link #write} wrote them. */
  static VectorTotals read(FlatReader in) {
    return new VectorTotals(in.numbers(), in.number());
  }

  void write(FlatWriter out) {
    out.numbers(sums).number(items);
  }

  /** Adds a vector. */
  public void add(float[] vector) {
    add(vector, 1);
  }

  /** Adds a vector several times. */
  public void add(float[] vector, long times) {
    for (int j = 0; j < sums.length; j++) {
      sums[j] += times * whole(vector[j]);
    }
    items += times;
  }

  /**
   * Adds the products of some numbers with those that begin where they begin, several times: row
   * after row [rows x columns].
   *
   * @param from of the numbers in the vector
   */
  void addProducts(float[] vector, int from, int rows, int columns, long times) {
    float largest = 0;
    for (int c = 0; c < columns; c++) {
      largest = Math.max(largest, Math.abs(vector[from + c]));
    }
    for (int r = 0; r < rows; r++) {
      float left = vector[from + r];
      // most probabilities are next to nothing, and so is all of their row
      if (Math.abs(left) * largest * SCALE >= 0.5) {
        for (int c = 0; c < columns; c++) {
          sums[r * columns + c] += times * whole(left * vector[from + c]);
        }
      }
    }
    items += times;
  }

  /** Rounded half up: of so few digits as a float has, the sum is exact. */
  private static long whole(float number) {
    return (long) Math.floor(number * SCALE + 0.5);
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
