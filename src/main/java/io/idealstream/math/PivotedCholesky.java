package io.idealstream.math;

import java.util.Arrays;

/**
 * Cholesky factorisation P' A P = L L' of a symmetric positive semidefinite matrix, with complete
 * pivoting: it ends where nothing but rounding is left, and so tells the rank.
 *
 * <p>Right-looking, row-major: the update of the rest runs along rows, p^3/3 multiply-adds that the
 * compiler turns into vector instructions. A must have a diagonal of ones (or zeros), so that the
 * tolerance means the same for every row: the share of a row that the rows before do not explain.
 * (Higham, "Accuracy and Stability of Numerical Algorithms", 10.3.)
 */
final class PivotedCholesky {

  /** Rounding leaves about 1e-13 after a million events; one event in 10^9 still counts. */
  private static final double TOLERANCE = 1e-10;

  private static final int BLOCK = 64;

  private final int size;
  private final int rank;
  private final int[] order;
  private final double[] lower;

  /**
   * @param symmetric row-major [size x size], lower triangle read; overwritten by the factor
   */
  PivotedCholesky(double[] symmetric, int size) {
    this.size = size;
    this.lower = symmetric;
    order = new int[size];
    Arrays.setAll(order, row -> row);
    rank = factorise();
  }

  private int factorise() {
    double[] column = new double[size];
    for (int step = 0; step < size; step++) {
      int pivot = largestFrom(step);
      if (lower[pivot * size + pivot] <= TOLERANCE) {
        return step;
      }
      swap(step, pivot);
      double root = Math.sqrt(lower[step * size + step]);
      lower[step * size + step] = root;
      for (int row = step + 1; row < size; row++) {
        column[row] = lower[row * size + step] /= root;
      }
      for (int row = step + 1; row < size; row++) {
        subtract(lower, row * size, column, 0, column[row], step + 1, row + 1);
      }
    }
    return size;
  }

  private int largestFrom(int step) {
    int largest = step;
    for (int row = step + 1; row < size; row++) {
      if (lower[row * size + row] > lower[largest * size + largest]) {
        largest = row;
      }
    }
    return largest;
  }

  /** Exchanges two rows and columns of the lower triangle, low before high. */
  private void swap(int low, int high) {
    if (low == high) {
      return;
    }
    for (int j = 0; j < low; j++) {
      exchange(low * size + j, high * size + j);
    }
    for (int j = low + 1; j < high; j++) {
      exchange(j * size + low, high * size + j);
    }
    for (int row = high + 1; row < size; row++) {
      exchange(row * size + low, row * size + high);
    }
    exchange(low * size + low, high * size + high);
    int moved = order[low];
    order[low] = order[high];
    order[high] = moved;
  }

  private void exchange(int place, int other) {
    double moved = lower[place];
    lower[place] = lower[other];
    lower[other] = moved;
  }

  /** target[from..to) -= factor * source[from..to), each at its offset. */
  private static void subtract(
      double[] target, int at, double[] source, int sourceAt, double factor, int from, int to) {
    for (int j = from; j < to; j++) {
      target[at + j] -= factor * source[sourceAt + j];
    }
  }

  int rank() {
    return rank;
  }

  /** Share of the last pivot row that the rows before do not explain, from the tolerance to 1. */
  double smallestPivot() {
    double diagonal = lower[(rank - 1) * size + rank - 1];
    return diagonal * diagonal;
  }

  /**
   * A solution X of A X = B that is zero outside the pivot rows. It solves the system if B lies in
   * the range of A.
   *
   * @param right row-major [size x columns]
   * @return row-major [size x columns]
   */
  double[] solve(double[] right, int columns) {
    double[] solution = new double[right.length];
    for (int row = 0; row < rank; row++) {
      System.arraycopy(right, order[row] * columns, solution, row * columns, columns);
    }
    // a block of columns stays in the cache through both sweeps
    for (int from = 0; from < columns; from += BLOCK) {
      int to = Math.min(columns, from + BLOCK);
      forward(solution, columns, from, to);
      backward(solution, columns, from, to);
    }
    return inOriginalOrder(solution, columns);
  }

  private void forward(double[] x, int columns, int from, int to) {
    for (int row = 0; row < rank; row++) {
      for (int j = 0; j < row; j++) {
        subtract(x, row * columns, x, j * columns, lower[row * size + j], from, to);
      }
      divide(x, row * columns, lower[row * size + row], from, to);
    }
  }

  private void backward(double[] x, int columns, int from, int to) {
    for (int row = rank - 1; row >= 0; row--) {
      divide(x, row * columns, lower[row * size + row], from, to);
      for (int j = 0; j < row; j++) {
        subtract(x, j * columns, x, row * columns, lower[row * size + j], from, to);
      }
    }
  }

  private static void divide(double[] x, int at, double divisor, int from, int to) {
    for (int j = from; j < to; j++) {
      x[at + j] /= divisor;
    }
  }

  private double[] inOriginalOrder(double[] permuted, int columns) {
    double[] ordered = new double[permuted.length];
    for (int row = 0; row < size; row++) {
      System.arraycopy(permuted, row * columns, ordered, order[row] * columns, columns);
    }
    return ordered;
  }

  /**
   * A basis of the null space, row-major [size - rank x size]: for each row that is no pivot the
   * combination -L11'^-1 L21' of the pivot rows that cancels it.
   */
  double[] nullSpace() {
    int nullity = size - rank;
    double[] basis = new double[size * nullity];
    for (int t = 0; t < nullity; t++) {
      for (int row = 0; row < rank; row++) {
        basis[row * nullity + t] = -lower[(rank + t) * size + row];
      }
      basis[(rank + t) * nullity + t] = 1;
    }
    backward(basis, nullity, 0, nullity);
    double[] ordered = inOriginalOrder(basis, nullity);
    double[] transposed = new double[ordered.length];
    for (int row = 0; row < size; row++) {
      for (int t = 0; t < nullity; t++) {
        transposed[t * size + row] = ordered[row * nullity + t];
      }
    }
    return transposed;
  }
}
