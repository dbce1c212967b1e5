package io.idealstream.math;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.junit.jupiter.api.Test;

class PivotedCholeskyTest {

  /** V V' with rows of V of length 1: symmetric, diagonal of ones, rank that of V. */
  private static double[] gram(Random random, int size, int rank) {
    double[][] rows = new double[size][];
    for (int row = 0; row < size; row++) {
      rows[row] = random.doubles(rank, -1, 1).toArray();
    }
    double[] gram = new double[size * size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        gram[i * size + j] =
            dot(rows[i], rows[j]) / Math.sqrt(dot(rows[i], rows[i]) * dot(rows[j], rows[j]));
      }
    }
    return gram;
  }

  private static double dot(double[] left, double[] right) {
    double sum = 0;
    for (int j = 0; j < left.length; j++) {
      sum += left[j] * right[j];
    }
    return sum;
  }

  @Test
  void solvesAsALibraryDoes() {
    Random random = new Random(3);
    for (int size : new int[] {1, 2, 17, 70}) {
      double[] matrix = gram(random, size, size + 3);
      double[] right = random.doubles(size * 100L, -1, 1).toArray();
      var solver = LinearSolverFactory_DDRM.symmPosDef(size);
      solver.setA(new DMatrixRMaj(size, size, true, matrix.clone()));
      DMatrixRMaj expected = new DMatrixRMaj(size, 100);
      solver.solve(new DMatrixRMaj(size, 100, true, right), expected);
      PivotedCholesky cholesky = new PivotedCholesky(matrix, size);
      assertEquals(size, cholesky.rank());
      Golden.assertClose(expected.getData(), cholesky.solve(right, 100), 1e-8, "solution");
    }
  }

  @Test
  void findsTheRankANullSpaceAndASolution() {
    Random random = new Random(4);
    for (int size = 2; size < 40; size += 3) {
      int rank = 1 + random.nextInt(size - 1);
      double[] matrix = gram(random, size, rank);
      double[] right = multiply(matrix, random.doubles(size, -1, 1).toArray(), size);
      PivotedCholesky cholesky = new PivotedCholesky(matrix.clone(), size);
      assertEquals(rank, cholesky.rank());
      double[] basis = cholesky.nullSpace();
      assertEquals(size - rank, basis.length / size);
      for (int t = 0; t < size - rank; t++) {
        double[] vector = Arrays.copyOfRange(basis, t * size, (t + 1) * size);
        Golden.assertClose(new double[size], multiply(matrix, vector, size), 1e-9, "null vector");
      }
      double[] solution = cholesky.solve(right, 1);
      Golden.assertClose(right, multiply(matrix, solution, size), 1e-8, "solution");
    }
  }

  private static double[] multiply(double[] matrix, double[] vector, int size) {
    double[] product = new double[size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        product[i] += matrix[i * size + j] * vector[j];
      }
    }
    return product;
  }
}
