package io.idealstream.decision;

import io.idealstream.math.FactorSpace;
import io.idealstream.math.WordParts;
import java.util.Arrays;
import java.util.Optional;

/**
 * Says what moved the raw answer of a factor: the plain class vectors taken apart along the words
 * of every factor of the space.
 *
 * <pre>
 *   p_v    = sum_j part_j(p_v) + rest(p_v)                 by least squares on all words at once
 *   lead_j = s &lt;x, part_j(p_v) - part_j(p_w)>           rest alike
 *   s &lt;x, p_v - p_w> = sum_j lead_j + rest
 * </pre>
 *
 * <p>What lies along the words of a spurious factor is what that factor adds to the raw answer and
 * not to the debiased one: class vectors of ideal words differ along words of their own factor
 * only.
 */
public final class Explainer {

  private final int factors;

  /** For every value the parts of its class vector, row-major [factors + 1 x dimension]. */
  private final ClassVectors[] parts;

  private final ClassVectors plain;

  private Explainer(int factors, ClassVectors plain, ClassVectors[] parts) {
    this.factors = factors;
    this.plain = plain;
    this.parts = parts;
  }

  /** For one factor; empty where a word of the space is not determined or it has no prompts. */
  public static Optional<Explainer> of(SpaceVectors vectors, int factor) {
    FactorSpace space = vectors.space();
    for (int row = 1; row < space.rows(); row++) {
      if (!vectors.determined(row)) {
        return Optional.empty();
      }
    }
    WordParts words = new WordParts(space, vectors.words());
    return vectors.plain(factor).map(rows -> of(space, words, rows, vectors.dimension()));
  }

  private static Explainer of(FactorSpace space, WordParts words, double[] plain, int dimension) {
    ClassVectors[] parts = new ClassVectors[plain.length / dimension];
    for (int v = 0; v < parts.length; v++) {
      double[] vector = Arrays.copyOfRange(plain, v * dimension, (v + 1) * dimension);
      parts[v] = new ClassVectors(words.of(vector), dimension);
    }
    return new Explainer(space.factors(), new ClassVectors(plain, dimension), parts);
  }

  /**
   * What puts one value ahead of another.
   *
   * @param item unit vector [dimension]
   */
  Lead lead(float[] item, double logitScale, int value, int over) {
    double[] scores = plain.scores(item);
    double[] ofValue = parts[value].scores(item);
    double[] ofOther = parts[over].scores(item);
    double[] leads = new double[factors + 1];
    for (int j = 0; j <= factors; j++) {
      leads[j] = logitScale * (ofValue[j] - ofOther[j]);
    }
    return new Lead(
        value,
        over,
        logitScale * (scores[value] - scores[over]),
        Arrays.copyOf(leads, factors),
        leads[factors]);
  }
}
