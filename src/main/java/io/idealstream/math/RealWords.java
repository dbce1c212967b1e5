package io.idealstream.math;

/**
 * The alternative to ideal words that needs no cells: embeddings of prompts that name one value
 * only. A cell is approximated by their mean (Trager et al. 2023, table 6).
 *
 * <pre>
 *   u_z ~ (1/k) sum_i r_{i,z_i}
 * </pre>
 */
public final class RealWords {

  private RealWords() {}

  /**
   * Words that approximate every cell by the mean of its real words.
   *
   * @param singles row-major [sum of values x dimension] in the space's order, as a model gives
   *     them: of length 1
   * @throws IllegalArgumentException if the length does not fit or a number is not finite
   */
  public static IdealWords approximation(FactorSpace space, double[] singles) {
    int values = space.rows() - 1;
    if (singles.length == 0 || singles.length % values != 0) {
      throw new IllegalArgumentException(
          "numbers: %d, expected a multiple of the values of %s: %d"
              .formatted(singles.length, space, values));
    }
    int dimension = singles.length / values;
    double[] rows = new double[space.rows() * dimension];
    for (int j = 0; j < singles.length; j++) {
      rows[dimension + j] = singles[j] / space.factors();
    }
    return IdealWords.known(space, rows);
  }
}
