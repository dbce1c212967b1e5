package io.idealstream.bench;

import io.idealstream.math.Anchor;
import io.idealstream.math.CellSums;
import io.idealstream.math.DecomposabilityScores;
import io.idealstream.math.Factor;
import io.idealstream.math.FactorSpace;
import io.idealstream.math.IdealWords;
import io.idealstream.math.ScoreMode;
import io.idealstream.math.Weighting;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Ideal words of a whole batch of cells and their score, beside a bare mean of the same vectors.
 */
final class FitTime {

  private final CellSums sums;
  private final float[][] vectors;
  private final double[] mean;

  /** Read by nobody: without it, Java may leave out what nobody asks for. */
  private volatile Object last;

  private FitTime(Form.FitSize size) {
    FactorSpace space =
        FactorSpace.of(
            List.of(factor("attribute", size.attributes()), factor("object", size.objects())));
    Random random = new Random(1);
    sums = new CellSums(space, Anchor.origin(size.dimension()));
    vectors = new float[(int) space.cells()][size.dimension()];
    mean = new double[size.dimension()];
    for (int z = 0; z < vectors.length; z++) {
      for (int j = 0; j < size.dimension(); j++) {
        vectors[z][j] = (float) random.nextGaussian();
      }
      sums.add(space.cellAt(z), vectors[z], 1);
    }
  }

  static Measurement measure(Form.FitSize size, Turns.Length length, Runnable between) {
    FitTime fit = new FitTime(size);
    Turns turns =
        Turns.take(
            new Turns.Work(1, fit::words), new Turns.Work(1, fit::bareMean), length, between);
    return new Measurement(
        "fit of " + size.cells(),
        turns.ours().lower() / 1e6,
        "ms",
        Better.LOWER,
        turns.ratios().middle(),
        "a bare mean of the vectors",
        turns.ratios().spread());
  }

  private void words() {
    IdealWords words = Weighting.PRODUCT.fit(sums);
    last = DecomposabilityScores.words(sums, words, ScoreMode.SQ);
  }

  private void bareMean() {
    double[] total = new double[mean.length];
    for (float[] vector : vectors) {
      for (int j = 0; j < total.length; j++) {
        total[j] += vector[j];
      }
    }
    for (int j = 0; j < total.length; j++) {
      mean[j] = total[j] / vectors.length;
    }
    last = mean;
  }

  private static Factor factor(String name, int values) {
    return Factor.uniform(
        name, IntStream.range(0, values).mapToObj(v -> name + v).toArray(String[]::new));
  }
}
