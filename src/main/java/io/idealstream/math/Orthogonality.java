package io.idealstream.math;

import java.util.Arrays;
import java.util.Optional;

/**
 * How far factors keep apart in the space of vectors: cosines, by their size, between words of
 * different factors. 0 if what one factor changes says nothing about another.
 *
 * @param largest over all pairs of words of different factors
 * @param mean over the same pairs
 */
public record Orthogonality(double largest, double mean) {

  /** Of all words that are determined and not zero; empty if no two factors have some. */
  static Optional<Orthogonality> of(IdealWords words) {
    FactorSpace space = words.space();
    double[][] units = new double[space.factors()][];
    for (int i = 0; i < units.length; i++) {
      units[i] = units(words.words(i), words.dimension());
    }
    double largest = 0;
    double sum = 0;
    long pairs = 0;
    for (int i = 1; i < units.length; i++) {
      for (int j = 0; j < i; j++) {
        for (int at = 0; at < units[i].length; at += words.dimension()) {
          for (int other = 0; other < units[j].length; other += words.dimension()) {
            double cosine = Math.abs(Vectors.dot(units[i], at, units[j], other, words.dimension()));
            largest = Math.max(largest, Math.min(1, cosine));
            sum += Math.min(1, cosine);
            pairs++;
          }
        }
      }
    }
    return pairs == 0 ? Optional.empty() : Optional.of(new Orthogonality(largest, sum / pairs));
  }

  /** Rows scaled to length 1, without those that are zero. */
  private static double[] units(double[] rows, int dimension) {
    double[] units = new double[rows.length];
    int length = 0;
    for (int at = 0; at < rows.length; at += dimension) {
      double size = Math.sqrt(Vectors.dot(rows, at, rows, at, dimension));
      if (size > 0) {
        Vectors.add(units, length, 1 / size, rows, at, dimension);
        length += dimension;
      }
    }
    return Arrays.copyOf(units, length);
  }
}
