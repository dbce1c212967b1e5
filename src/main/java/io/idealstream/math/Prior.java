package io.idealstream.math;

import java.util.Arrays;

/**
 * What is held of words before any event: the words themselves and, per factor, how many events
 * they are worth.
 *
 * <pre>
 *   (G + D) Theta = B + D Theta_0,     D = diag(0, kappa_i n_i a_iv)
 * </pre>
 *
 * <p>The strength kappa_i counts pseudo-events per value, spread by the values' weights so that the
 * side condition holds by itself. The centre has none: words of one modality carry over to another,
 * their centres do not (the modality gap). Immutable.
 */
public final class Prior {

  private final IdealWords words;
  private final double[] strengths;

  private Prior(IdealWords words, double[] strengths) {
    this.words = words;
    this.strengths = strengths;
  }

  /** Words that are worth this many events per value, in every factor. */
  public static Prior of(IdealWords words, double pseudoEvents) {
    double[] strengths = new double[words.space().factors()];
    Arrays.fill(strengths, pseudoEvents);
    return of(words, strengths);
  }

  /**
   * Words that are worth this many events per value.
   *
   * @param pseudoEvents one per factor, not below zero; a factor with a word that is not determined
   *     gets none
   * @throws IllegalArgumentException if their number is not that of the factors or one is negative
   *     or not finite
   */
  public static Prior of(IdealWords words, double[] pseudoEvents) {
    FactorSpace space = words.space();
    if (pseudoEvents.length != space.factors()) {
      throw new IllegalArgumentException(
          "strengths of a prior: %d, factors of the space: %d"
              .formatted(pseudoEvents.length, space.factors()));
    }
    double[] strengths = pseudoEvents.clone();
    for (int i = 0; i < strengths.length; i++) {
      if (!(strengths[i] >= 0) || !Double.isFinite(strengths[i])) {
        throw new IllegalArgumentException(
            "strength %s of the prior of factor '%s', expected a finite number not below 0"
                .formatted(strengths[i], space.factor(i).name()));
      }
      strengths[i] = words.hasWords(i) ? strengths[i] : 0;
    }
    return new Prior(words, strengths);
  }

  /** No prior at all. */
  static Prior none(FactorSpace space, int dimension) {
    IdealWords zero = IdealWords.known(space, new double[space.rows() * dimension]);
    return new Prior(zero, new double[space.factors()]);
  }

  public IdealWords words() {
    return words;
  }

  /** Pseudo-events per value of a factor, kappa_i; those of its values average to this. */
  public double strength(int factor) {
    return strengths[factor];
  }

  /** Pseudo-events of one value, kappa_i n_i a_iv. */
  public double strength(int factor, int value) {
    FactorSpace space = words.space();
    return strengths[factor] * space.values(factor) * space.weight(factor, value);
  }

  /** Factors that have a prior. */
  int factors() {
    return (int) Arrays.stream(strengths).filter(strength -> strength > 0).count();
  }

  /** A design with the values pinned that have a prior. */
  Design pin(Design design) {
    if (factors() == 0) {
      return design;
    }
    Design pinned = design.copy();
    for (int i = 0; i < strengths.length; i++) {
      if (strengths[i] > 0) {
        pinned.pin(i);
      }
    }
    return pinned;
  }

  /** Adds D Theta_0 to rows, row-major [rows x dimension]. */
  void addTo(double[] rows) {
    int dimension = words.dimension();
    forEach(
        (row, strength, word) -> Vectors.add(rows, row * dimension, strength, word, 0, dimension));
  }

  /** sum D_iv &lt;u_iv, u_iv - u0_iv> over rows, row-major [rows x dimension]. */
  double pull(double[] rows) {
    int dimension = words.dimension();
    double[] sum = {0};
    forEach(
        (row, strength, word) -> {
          int at = row * dimension;
          double squared = Vectors.dot(rows, at, rows, at, dimension);
          sum[0] += strength * (squared - Vectors.dot(rows, at, word, 0, dimension));
        });
    return sum[0];
  }

  private interface Visitor {
    void visit(int row, double strength, double[] word);
  }

  private void forEach(Visitor visitor) {
    FactorSpace space = words.space();
    for (int i = 0; i < space.factors(); i++) {
      for (int v = 0; v < space.values(i) && strengths[i] > 0; v++) {
        visitor.visit(space.row(i, v), strength(i, v), words.word(i, v));
      }
    }
  }
}
