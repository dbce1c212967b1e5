package io.idealstream.math;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Random;

/**
 * A whole batch against the mean of its vectors and nothing else, d = 512: sums by cell, then words
 * by weighting {@code product} and their score. Milliseconds of the thread on the processor, all in
 * turns, the least of them.
 */
public final class BatchTime {

  private static final int DIMENSION = 512;
  private static final int TURNS = 15;

  private BatchTime() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) {
    System.out.println("| cells | mean | sums | words and score | together, to the mean |");
    System.out.println("|---|---:|---:|---:|---:|");
    time(29, 61);
    time(115, 245);
  }

  private static void time(int... sizes) {
    FactorSpace space = BenchSpaces.of(sizes);
    Cell[] cells = new Cell[(int) space.cells()];
    float[][] vectors = BenchSpaces.vectors(cells.length, DIMENSION, new Random(1));
    for (int z = 0; z < cells.length; z++) {
      cells[z] = space.cellAt(z);
    }
    long[] least = {Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE};
    double seen = 0;
    for (int turn = 0; turn < TURNS; turn++) {
      long start = now();
      seen += mean(vectors)[0];
      long averaged = now();
      CellSums sums = sums(space, cells, vectors);
      long added = now();
      IdealWords words = Weighting.PRODUCT.fit(sums);
      seen += DecomposabilityScores.words(sums, words, ScoreMode.SQ).orElseThrow().mean();
      long scored = now();
      least[0] = Math.min(least[0], averaged - start);
      least[1] = Math.min(least[1], added - averaged);
      least[2] = Math.min(least[2], scored - added);
    }
    if (Double.isNaN(seen)) {
      throw new IllegalStateException("no numbers");
    }
    System.out.printf(
        Locale.ROOT,
        "| %s | %.1f | %.1f | %.1f | %.1f |%n",
        space,
        least[0] / 1e6,
        least[1] / 1e6,
        least[2] / 1e6,
        (double) (least[1] + least[2]) / least[0]);
  }

  private static double[] mean(float[][] vectors) {
    double[] mean = new double[DIMENSION];
    for (float[] vector : vectors) {
      for (int j = 0; j < DIMENSION; j++) {
        mean[j] += vector[j];
      }
    }
    for (int j = 0; j < DIMENSION; j++) {
      mean[j] /= vectors.length;
    }
    return mean;
  }

  private static CellSums sums(FactorSpace space, Cell[] cells, float[][] vectors) {
    CellSums sums = new CellSums(space, Anchor.origin(DIMENSION));
    for (int z = 0; z < cells.length; z++) {
      sums.add(cells[z], vectors[z], 1);
    }
    return sums;
  }

  private static long now() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
