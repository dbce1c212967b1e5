package io.idealstream.math;

import java.util.Random;

/** Prints how many bytes the sums of a space take when they are written, d = 512. */
public final class StateBytes {

  private static final int DIMENSION = 512;

  private StateBytes() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) {
    System.out.println("| space | cells | sums per value and pair | one cell |");
    System.out.println("|---|---:|---:|---:|");
    int[][] spaces = {{2, 2}, {16, 12}, {115, 245}, {10, 10, 10, 10, 10, 10}, many()};
    for (int[] sizes : spaces) {
      FactorSpace space = BenchSpaces.of(sizes);
      Moments moments = new Moments(space, Anchor.origin(DIMENSION));
      Random random = new Random(1);
      float[][] vectors = BenchSpaces.vectors(1, DIMENSION, random);
      for (Cell cell : BenchSpaces.cells(space, 1000, random)) {
        moments.add(cell, vectors[0], 1);
      }
      VectorSum cell = new VectorSum(Anchor.origin(DIMENSION));
      System.out.printf(
          "| %s | %,d | %,d | %,d |%n",
          space,
          space.cells(),
          moments.toArray().length * (long) Double.BYTES,
          cell.toArray().length * (long) Double.BYTES);
    }
  }

  private static int[] many() {
    return new int[] {100, 100, 100, 100, 100, 100};
  }
}
