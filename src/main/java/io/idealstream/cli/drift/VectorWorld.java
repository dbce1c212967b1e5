package io.idealstream.cli.drift;

import io.idealstream.drift.Item;
import io.idealstream.math.Factor;
import io.idealstream.math.FactorSpace;
import io.idealstream.wire.config.Count;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Vectors that users bring, with a class for each: one factor whose values are the classes. Every
 * second item of a class makes its word, a mean; the others are what streams draw from.
 */
public final class VectorWorld {

  private static final double LOGIT_SCALE = 100;
  private static final int LEAST_EACH = 10;

  private VectorWorld() {}

  /**
   * The world.
   *
   * @param vectors unit vectors
   * @param labels class of each, from 0
   * @param limit cosine above which items are near-duplicates
   * @throws IllegalArgumentException if there are fewer than three classes, or too few of one
   */
  public static World of(List<float[]> vectors, int[] labels, double limit) {
    int classes = IntStream.of(labels).max().orElse(0) + 1;
    List<List<float[]>> byClass = new ArrayList<>();
    for (int c = 0; c < classes; c++) {
      int each = c;
      byClass.add(
          IntStream.range(0, labels.length)
              .filter(i -> labels[i] == each)
              .mapToObj(vectors::get)
              .collect(Collectors.toList()));
      if (byClass.get(c).size() < LEAST_EACH || classes < 3) {
        throw new IllegalArgumentException(
            "class %d of %d has %s, expected three classes of %d or more"
                .formatted(c, classes, Count.of(byClass.get(c).size(), "vector"), LEAST_EACH));
      }
    }
    List<String> names = IntStream.range(0, classes).mapToObj(c -> "class-" + c).toList();
    FactorSpace space = FactorSpace.of(Factor.uniform("class", names));
    double[] words = words(byClass, vectors.get(0).length);
    SceneWorld world = new SceneWorld("given vectors", space, words, 0, names.get(0), limit);
    for (int c = 0; c < classes; c++) {
      for (int i = 1; i < byClass.get(c).size(); i += 2) {
        world.add(names.get(c), item(byClass.get(c).get(i), words, classes));
      }
    }
    return world.build(List.of(), List.of(), List.of());
  }

  /** Centre of the classes' means, then their differences from it. */
  private static double[] words(List<List<float[]>> byClass, int dimension) {
    double[] rows = new double[(byClass.size() + 1) * dimension];
    for (int c = 0; c < byClass.size(); c++) {
      int used = (byClass.get(c).size() + 1) / 2;
      for (int i = 0; i < byClass.get(c).size(); i += 2) {
        for (int j = 0; j < dimension; j++) {
          double part = byClass.get(c).get(i)[j] / (double) used;
          rows[(c + 1) * dimension + j] += part;
          rows[j] += part / byClass.size();
        }
      }
    }
    for (int j = dimension; j < rows.length; j++) {
      rows[j] -= rows[j % dimension];
    }
    return rows;
  }

  private static Item item(float[] vector, double[] words, int classes) {
    double[] shares = new double[classes];
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      double along = 0;
      for (int j = 0; j < vector.length; j++) {
        along += (vector[j] - words[j]) * words[(c + 1) * vector.length + j];
      }
      double half = 0;
      for (int j = 0; j < vector.length; j++) {
        half += Math.pow(words[(c + 1) * vector.length + j], 2) / 2;
      }
      shares[c] = Math.exp(LOGIT_SCALE * (along - half));
      sum += shares[c];
    }
    for (int c = 0; c < classes; c++) {
      shares[c] /= sum;
    }
    return new Item(
        vector, new double[][] {shares}, new double[][] {null}, false, new boolean[1], 0);
  }
}
