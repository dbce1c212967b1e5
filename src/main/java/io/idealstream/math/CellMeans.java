package io.idealstream.math;

import java.util.Arrays;

/**
 * The means of the seen cells as one matrix, taken from their centre: distances do not change by it
 * and keep more digits.
 */
final class CellMeans {

  private final Cell[] cells;
  private final double[] centre;
  private final double[] matrix;
  private final double[] squaredLengths;

  CellMeans(CellSums sums) {
    int dimension = sums.dimension();
    cells = sums.cells().keySet().toArray(Cell[]::new);
    centre = new double[dimension];
    matrix = new double[Math.multiplyExact(cells.length, dimension)];
    int row = 0;
    for (VectorSum sum : sums.cells().values()) {
      sum.addSum(1 / sum.weight(), matrix, row * dimension);
      sum.addSum(1 / sum.weight() / cells.length, centre, 0);
      row++;
    }
    for (row = 0; row < cells.length; row++) {
      for (int j = 0; j < dimension; j++) {
        matrix[row * dimension + j] -= centre[j];
      }
    }
    for (int j = 0; j < dimension; j++) {
      centre[j] += sums.anchor().at(j);
    }
    squaredLengths = new double[cells.length];
    Arrays.setAll(
        squaredLengths, z -> Vectors.dot(matrix, z * dimension, matrix, z * dimension, dimension));
  }

  int size() {
    return cells.length;
  }

  int dimension() {
    return centre.length;
  }

  Cell cell(int index) {
    return cells[index];
  }

  /** Mean of all cell means [dimension]. */
  double[] centre() {
    return centre.clone();
  }

  /** Cell means less their centre, row-major [cells x dimension]; not to be written to. */
  double[] matrix() {
    return matrix;
  }

  double squaredLength(int index) {
    return squaredLengths[index];
  }

  /** Some cells as columns, row-major [dimension x cells]. */
  double[] transposed(int from, int to) {
    int dimension = dimension();
    int width = to - from;
    double[] block = new double[dimension * width];
    for (int column = 0; column < width; column++) {
      for (int j = 0; j < dimension; j++) {
        block[j * width + column] = matrix[(from + column) * dimension + j];
      }
    }
    return block;
  }

  double squaredDistance(int index, int other) {
    int dimension = dimension();
    int left = index * dimension;
    int right = other * dimension;
    double sum = 0;
    for (int j = 0; j < dimension; j++) {
      double difference = matrix[left + j] - matrix[right + j];
      sum += difference * difference;
    }
    return sum;
  }
}
