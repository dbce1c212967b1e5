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

  /**
   * Of all words that are not zero; empty if no two factors have some.
   *
   * @param rows row-major [rows x dimension]; zero where a word is not determined
   */
  public static Optional<Orthogonality> of(FactorSpace space, double[] rows) {
    int dimension = rows.length / space.rows();
    double[][] units = new double[space.factors()][];
    for (int i = 0; i < units.length; i++) {
      int from = space.row(i, 0) * dimension;
      int to = from + space.values(i) * dimension;
      units[i] = units(Arrays.copyOfRange(rows, from, to), dimension);
    }
    double largest = 0;
    double sum = 0;
    long pairs = 0;
    for (int i = 1; i < units.length; i++) {
      for (int j = 0; j < i; j++) {
        for (int at = 0; at < units[i].length; at += dimension) {
          for (int other = 0; other < units[j].length; other += dimension) {
            double cosine = Math.abs(Vectors.dot(units[i], at, units[j], other, dimension));
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
