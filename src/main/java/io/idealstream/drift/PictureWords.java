package io.idealstream.drift;

import io.idealstream.math.FactorSpace;

/**
 * What each value looks like in the pictures of the reference: a centre and words, which need no
 * prompts and sit where images sit.
 *
 * @param centre mean of the reference's items [dimension]
 * @param rows row-major [values of all factors x dimension], in the space's order without the
 *     centre; the words of a factor sum to zero under the reference's shares
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record PictureWords(FactorSpace space, double[] centre, double[] rows) {

  /** Checks the lengths. */
  public PictureWords {
    if (rows.length != (space.rows() - 1) * centre.length) {
      throw new IllegalArgumentException(
          "numbers of words: %d, space %s needs rows: %d, dimension: %d"
              .formatted(rows.length, space, space.rows() - 1, centre.length));
    }
  }

  /**
   * Words of a fit, centred again under the reference's shares.
   *
   * @param fitted row-major [rows of the space x dimension]: a centre, then words
   * @param shares in the reference, [factors][values], each factor's adding up to 1
   */
  public static PictureWords of(
      FactorSpace space, double[] fitted, double[][] shares, double[] mean) {
    int dimension = mean.length;
    double[] rows = new double[fitted.length - dimension];
    System.arraycopy(fitted, dimension, rows, 0, rows.length);
    for (int i = 0; i < space.factors(); i++) {
      for (int j = 0; j < dimension; j++) {
        double centre = 0;
        for (int v = 0; v < space.values(i); v++) {
          centre += shares[i][v] * rows[(space.row(i, v) - 1) * dimension + j];
        }
        for (int v = 0; v < space.values(i); v++) {
          rows[(space.row(i, v) - 1) * dimension + j] -= centre;
        }
      }
    }
    return new PictureWords(space, mean.clone(), rows);
  }

  int dimension() {
    return centre.length;
  }

  /** Where the word of a value begins in {@link #rows}. */
  int at(int factor, int value) {
    return (space.row(factor, value) - 1) * centre.length;
  }

  /** x less the centre and the words that its probabilities expect. */
  double[] residual(Item item) {
    double[] residual = new double[centre.length];
    for (int j = 0; j < residual.length; j++) {
      residual[j] = item.vector()[j] - centre[j];
    }
    for (int i = 0; i < space.factors(); i++) {
      double[] shares = item.debiased()[i];
      for (int v = 0; v < shares.length; v++) {
        int at = at(i, v);
        for (int j = 0; j < residual.length; j++) {
          residual[j] -= shares[v] * rows[at + j];
        }
      }
    }
    return residual;
  }
}
