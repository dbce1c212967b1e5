package io.idealstream.estimate;

import io.idealstream.math.Anchor;
import io.idealstream.math.Cell;
import io.idealstream.math.CellSums;
import io.idealstream.math.Factor;
import io.idealstream.math.FactorSpace;
import io.idealstream.math.LeastSquares;
import io.idealstream.math.Moments;
import io.idealstream.math.Weighting;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * What the scores of a publication cost beside its words and their standard errors, d = 512, by
 * weighting {@code cells}. Milliseconds of the thread on the processor, the least of a few.
 */
public final class ScoreTime {

  private static final int DIMENSION = 512;
  private static final int TIMES = 6;

  private ScoreTime() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) {
    System.out.println("| space | seen cells | words and errors | scores | ratio |");
    System.out.println("|---|---:|---:|---:|---:|");
    time(1_000, 2, 2);
    time(1_000, 16, 12);
    time(3_000, 16, 16);
    time(10_000, 31, 32);
    time(30_000, 115, 245);
    time(10_000, 100, 100, 100, 100, 100, 100);
  }

  private static void time(int events, int... sizes) {
    CellSums cells = cells(events, sizes);
    double words = Double.POSITIVE_INFINITY;
    double scores = Double.POSITIVE_INFINITY;
    for (int n = 0; n < TIMES; n++) {
      long start = now();
      LeastSquares fit = LeastSquares.fit(Moments.oneVotePerCell(cells));
      fit.uncertainty();
      long solved = now();
      new CellScores(cells).ofFit(fit.words(), Weighting.CELLS);
      words = Math.min(words, solved - start);
      scores = Math.min(scores, now() - solved);
    }
    System.out.printf(
        "| %s | %,d | %.1f | %.1f | %.2f |%n",
        cells.space(), cells.cells().size(), words / 1e6, scores / 1e6, scores / words);
  }

  private static CellSums cells(int events, int... sizes) {
    List<Factor> factors = new ArrayList<>();
    for (int i = 0; i < sizes.length; i++) {
      String name = "f" + i;
      factors.add(
          Factor.uniform(
              name,
              IntStream.range(0, sizes[i]).mapToObj(v -> name + "v" + v).toArray(String[]::new)));
    }
    Random random = new Random(1);
    CellSums cells = new CellSums(FactorSpace.of(factors), Anchor.origin(DIMENSION));
    for (int n = 0; n < events; n++) {
      int[] cell = IntStream.of(sizes).map(random::nextInt).toArray();
      float[] vector = new float[DIMENSION];
      for (int j = 0; j < DIMENSION; j++) {
        vector[j] = (float) random.nextGaussian();
      }
      cells.add(Cell.of(cell), vector, 1);
    }
    return cells;
  }

  private static long now() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
