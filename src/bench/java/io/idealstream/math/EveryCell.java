package io.idealstream.math;

import java.util.Arrays;

/**
 * Ideal words and scores the way the published batch implementation works: every cell is visited
 * and every intermediate matrix is made, the average score from all pairs of cells. On one thread,
 * pairs in single precision and in blocks, which is kinder to it than one matrix of all pairs.
 */
final class EveryCell {

  private static final int BLOCK = 256;
  private static final int TOGETHER = 4;

  private final FactorSpace space;
  private final Cell[] cells;
  private final double[][] vectors;

  EveryCell(FactorSpace space, Cell[] cells, double[][] vectors) {
    this.space = space;
    this.cells = cells;
    this.vectors = vectors;
  }

  /** The centre, then the words [rows][dimension]. */
  double[][] words() {
    int dimension = vectors[0].length;
    double[][] weighted = new double[cells.length][dimension];
    double[][] rows = new double[space.rows()][dimension];
    for (int z = 0; z < cells.length; z++) {
      double weight = space.weight(cells[z]);
      for (int j = 0; j < dimension; j++) {
        weighted[z][j] = weight * vectors[z][j];
        rows[0][j] += weighted[z][j];
      }
    }
    for (int i = 0; i < space.factors(); i++) {
      for (int v = 0; v < space.values(i); v++) {
        double[] row = rows[space.row(i, v)];
        for (int z = 0; z < cells.length; z++) {
          if (cells[z].value(i) == v) {
            for (int j = 0; j < dimension; j++) {
              row[j] += weighted[z][j];
            }
          }
        }
        for (int j = 0; j < dimension; j++) {
          row[j] = row[j] / space.weight(i, v) - rows[0][j];
        }
      }
    }
    return rows;
  }

  /** Distances of cells from the sums of their words. */
  Score words(double[][] rows, ScoreMode mode) {
    int dimension = vectors[0].length;
    double[][] sums = new double[cells.length][];
    for (int z = 0; z < cells.length; z++) {
      sums[z] = rows[0].clone();
      for (int i = 0; i < space.factors(); i++) {
        double[] word = rows[space.row(i, cells[z].value(i))];
        for (int j = 0; j < dimension; j++) {
          sums[z][j] += word[j];
        }
      }
    }
    double[] distances = new double[cells.length];
    for (int z = 0; z < cells.length; z++) {
      for (int j = 0; j < dimension; j++) {
        double difference = vectors[z][j] - sums[z][j];
        distances[z] += difference * difference;
      }
      distances[z] = mode.ofCell(distances[z]);
    }
    return Score.of(distances);
  }

  /** Squared distances of all pairs: |a|^2 + |b|^2 - 2 a.b, the products a block at a time. */
  Score average() {
    int dimension = vectors[0].length;
    float[] flat = new float[cells.length * dimension];
    float[] squares = new float[cells.length];
    for (int z = 0; z < cells.length; z++) {
      for (int j = 0; j < dimension; j++) {
        flat[z * dimension + j] = (float) vectors[z][j];
        squares[z] += flat[z * dimension + j] * flat[z * dimension + j];
      }
    }
    double sum = 0;
    double sumOfSquares = 0;
    float[] block = new float[BLOCK * dimension];
    float[] products = new float[TOGETHER * BLOCK];
    for (int from = 0; from < cells.length; from += BLOCK) {
      int width = Math.min(BLOCK, cells.length - from);
      transpose(flat, from, width, dimension, block);
      int last = from + width;
      for (int z = 0; z < last; z += TOGETHER) {
        int count = Math.min(TOGETHER, last - z);
        Arrays.fill(products, 0);
        multiply(flat, z, count, dimension, block, width, products);
        for (int row = 0; row < count; row++) {
          for (int column = Math.max(0, z + row + 1 - from); column < width; column++) {
            double distance =
                squares[z + row] + squares[from + column] - 2 * products[row * BLOCK + column];
            sum += distance;
            sumOfSquares += distance * distance;
          }
        }
      }
    }
    double pairs = cells.length * (cells.length - 1.0) / 2;
    return Score.ofSums(pairs, sum, sumOfSquares);
  }

  private static void transpose(float[] flat, int from, int width, int dimension, float[] block) {
    for (int column = 0; column < width; column++) {
      for (int j = 0; j < dimension; j++) {
        block[j * BLOCK + column] = flat[(from + column) * dimension + j];
      }
    }
  }

  private static void multiply(
      float[] flat, int z, int count, int dimension, float[] block, int width, float[] products) {
    for (int j = 0; j + 1 < dimension; j += 2) {
      for (int row = 0; row < count; row++) {
        float one = flat[(z + row) * dimension + j];
        float two = flat[(z + row) * dimension + j + 1];
        int target = row * BLOCK;
        int first = j * BLOCK;
        int second = first + BLOCK;
        for (int column = 0; column < width; column++) {
          products[target + column] += one * block[first + column] + two * block[second + column];
        }
      }
    }
  }
}
