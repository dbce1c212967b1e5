package io.idealstream.math;

import java.util.ArrayList;
import java.util.List;

/** Null vectors of a design as a factorisation leaves them, with its rounding. */
final class NullSpace {

  /** Null vectors of one-hot designs have entries of moderate whole numbers. */
  private static final double TOLERANCE = 1e-6;

  private final FactorSpace space;

  /** Null vectors, each [rows], largest entry 1 in size. */
  private final List<double[]> vectors = new ArrayList<>();

  /**
   * @param basis row-major [nullity x rows]
   */
  NullSpace(FactorSpace space, double[] basis) {
    this.space = space;
    int rows = space.rows();
    for (int at = 0; at < basis.length; at += rows) {
      double largest = 0;
      for (int row = 0; row < rows; row++) {
        largest = Math.max(largest, Math.abs(basis[at + row]));
      }
      double[] vector = new double[rows];
      for (int row = 0; row < rows; row++) {
        vector[row] = basis[at + row] / largest;
      }
      vectors.add(vector);
    }
  }

  FactorSpace space() {
    return space;
  }

  /** Null vectors, each [rows]; not to be written to. */
  List<double[]> vectors() {
    return vectors;
  }

  boolean alike(int row, int other) {
    return vectors.stream().allMatch(t -> Math.abs(t[row] - t[other]) <= TOLERANCE);
  }

  boolean determines(Cell cell) {
    return vectors.stream().allMatch(t -> Math.abs(at(t, cell)) <= TOLERANCE);
  }

  private double at(double[] vector, Cell cell) {
    double sum = vector[0];
    for (int i = 0; i < space.factors(); i++) {
      sum += vector[space.row(i, cell.value(i))];
    }
    return sum;
  }
}
