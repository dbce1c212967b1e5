package io.idealstream.math;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Spaces and vectors for benchmarks; the same in every run. */
final class BenchSpaces {

  private BenchSpaces() {}

  static FactorSpace of(int... sizes) {
    return FactorSpace.of(
        IntStream.range(0, sizes.length)
            .mapToObj(i -> Factor.uniform("factor" + i, names(sizes[i])))
            .toList());
  }

  private static List<String> names(int size) {
    return IntStream.range(0, size).mapToObj(v -> "v" + v).toList();
  }

  static Cell[] cells(FactorSpace space, int number, Random random) {
    Cell[] cells = new Cell[number];
    for (int n = 0; n < number; n++) {
      cells[n] =
          Cell.of(
              IntStream.range(0, space.factors())
                  .map(i -> random.nextInt(space.values(i)))
                  .toArray());
    }
    return cells;
  }

  /** Unit vectors. */
  static float[][] vectors(int number, int dimension, Random random) {
    float[][] vectors = new float[number][dimension];
    for (float[] vector : vectors) {
      double squares = 0;
      for (int j = 0; j < dimension; j++) {
        vector[j] = (float) random.nextGaussian();
        squares += vector[j] * vector[j];
      }
      for (int j = 0; j < dimension; j++) {
        vector[j] /= (float) Math.sqrt(squares);
      }
    }
    return vectors;
  }
}
