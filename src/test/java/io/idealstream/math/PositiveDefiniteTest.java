package io.idealstream.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PositiveDefiniteTest {

  @Test
  void aMatrixTimesItsInverseIsTheIdentity() {
    Random random = new Random(1);
    for (int size = 1; size < 40; size += 7) {
      double[] root = random.doubles((long) size * size, -1, 1).toArray();
      double[] matrix = new double[size * size];
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          matrix[i * size + j] = i == j ? 0.5 : 0;
          for (int k = 0; k < size; k++) {
            matrix[i * size + j] += root[i * size + k] * root[j * size + k];
          }
        }
      }
      double[] before = matrix.clone();
      double[] inverse = PositiveDefinite.inverse(matrix, size);
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          double product = 0;
          for (int k = 0; k < size; k++) {
            product += before[i * size + k] * inverse[k * size + j];
          }
          assertEquals(i == j ? 1 : 0, product, 1e-9);
          assertEquals(inverse[j * size + i], inverse[i * size + j], 1e-12);
        }
      }
    }
  }

  @Test
  void otherMatricesAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> PositiveDefinite.inverse(new double[] {1, 2, 2, 1}, 2));
  }
}
