package io.idealstream.math;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How sure the words of a fit are.
 *
 * <pre>
 *   H = M^-1 (G2 + D) M^-1                    before the scatter; D as so many events of weight 1
 *   sigma^2 = RSS / (W - tr(M^-1 G2))         tr Sigma: scatter of one event, over all dimensions
 *   SE^2(c' Theta) = c' H c sigma^2           c a word, a contrast or the centre
 * </pre>
 *
 * <p>Pseudo-events of a prior scatter like events: a value never seen is as unsure as they are, not
 * sure. W is the weight of the events; where cell means were fitted, what their events leave of
 * noise in them. The scatter is what the additive model leaves of the vectors that were summed:
 * over event moments the scatter of events, over cell means that of the means, so that any
 * interaction counts as uncertainty. A fit that meets every cell leaves nothing; there the scatter
 * inside cells serves, where it is known, which says nothing of interactions.
 */
public final class Uncertainty {

  /** Standard error over length beyond which a word's direction is mostly noise. */
  public static final double LARGEST_RELATIVE_ERROR = 0.5;

  private static final double ROUNDING = 1e-9;

  private final IdealWords words;
  private final FactorSpace space;
  private final Prior prior;
  private final double[] inverse;

  /** H under the side condition over all values, row-major [rows x rows]. */
  private final double[] covariance;

  /** H of centre and words as they are reported; the same where everything is determined. */
  private final double[] reported;

  private final OptionalDouble scatter;

  private Uncertainty(LeastSquares fit, boolean priorScatters) {
    words = fit.words();
    space = words.space();
    prior = fit.prior();
    int size = space.rows();
    inverse = fit.equations().inverse();
    double[] squaredWeights = fit.moments().squaredWeights();
    double[] product = multiply(inverse, squaredWeights, size);
    scatter = scatter(fit, product);
    if (priorScatters) {
      addPrior(product);
    }
    covariance = multiply(product, inverse, size);
    imposeSideCondition();
    reported = reported();
  }

  /** How far words are from the true ones: pseudo-events of a prior scatter like events. */
  static Uncertainty of(LeastSquares fit) {
    return new Uncertainty(fit, true);
  }

  /** How far words would move with other events and the same prior. */
  static Uncertainty ofSampling(LeastSquares fit) {
    return new Uncertainty(fit, false);
  }

  private static OptionalDouble scatter(LeastSquares fit, double[] product) {
    int size = fit.words().space().rows();
    double freedom = fit.moments().noise();
    for (int row = 0; row < size; row++) {
      freedom -= product[row * size + row];
    }
    boolean measurable = freedom > ROUNDING * fit.moments().noise();
    return measurable ? OptionalDouble.of(fit.residual() / freedom) : fit.scatterInside();
  }

  /** M^-1 G2 + M^-1 D. */
  private void addPrior(double[] product) {
    int size = space.rows();
    for (int i = 0; i < space.factors(); i++) {
      for (int v = 0; v < space.values(i); v++) {
        for (int place = space.row(i, v); place < size * size; place += size) {
          product[place] += prior.strength(i, v) * inverse[place];
        }
      }
    }
  }

  private static double[] multiply(double[] left, double[] right, int size) {
    double[] product = new double[size * size];
    for (int row = 0; row < size; row++) {
      Vectors.addCombination(product, row * size, left, row * size, size, right, size);
    }
    return product;
  }

  /** C H C', by imposing the side condition on the columns and then on the rows. */
  private void imposeSideCondition() {
    SideCondition.impose(space, covariance);
    transpose(covariance, space.rows());
    SideCondition.impose(space, covariance);
  }

  private double[] reported() {
    Estimability estimability = words.estimability();
    if (estimability.everything()) {
      return covariance;
    }
    double[] half = SideCondition.byClass(space, covariance, estimability);
    transpose(half, space.rows());
    return SideCondition.byClass(space, half, estimability);
  }

  private static void transpose(double[] matrix, int size) {
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < row; column++) {
        double moved = matrix[row * size + column];
        matrix[row * size + column] = matrix[column * size + row];
        matrix[column * size + row] = moved;
      }
    }
  }

  /**
   * tr Sigma: squared distance of a vector of weight one from its fit, expected, over all
   * dimensions. Empty if the fit leaves no freedom to measure it, and that inside cells is not
   * known.
   */
  public OptionalDouble scatter() {
    return scatter;
  }

  /**
   * Standard error of a word: the root of its expected squared distance from the true one, over all
   * dimensions. Empty if the word is not determined or the scatter unknown.
   */
  public OptionalDouble standardError(int factor, int value) {
    int row = space.row(factor, value);
    return words.hasWord(factor, value) ? standardError(reported(row)) : OptionalDouble.empty();
  }

  /** Standard error of the difference of two words; see {@link #standardError(int, int)}. */
  public OptionalDouble standardError(int factor, int value, int other) {
    int row = space.row(factor, value);
    int otherRow = space.row(factor, other);
    double variance =
        covariance(row, row) + covariance(otherRow, otherRow) - 2 * covariance(row, otherRow);
    return words.hasContrast(factor, value, other)
        ? standardError(variance)
        : OptionalDouble.empty();
  }

  /** Standard error of the centre; see {@link #standardError(int, int)}. */
  public OptionalDouble standardErrorOfCentre() {
    return words.hasCentre() ? standardError(reported(0)) : OptionalDouble.empty();
  }

  /** Standard error of the approximation of a cell; see {@link #standardError(int, int)}. */
  public OptionalDouble standardError(Cell cell) {
    return words.hasApproximation(cell) ? standardError(variance(cell)) : OptionalDouble.empty();
  }

  /** Var(ut_z) / tr Sigma = a_z' H a_z. */
  private double variance(Cell cell) {
    return quadratic(covariance, cell);
  }

  /** a_z' M^-1 a_z: the leverage of a cell, per unit of its weight. */
  double leverage(Cell cell) {
    return quadratic(inverse, cell);
  }

  private double quadratic(double[] matrix, Cell cell) {
    int[] rows = new int[space.factors() + 1];
    for (int i = 0; i < space.factors(); i++) {
      rows[i + 1] = space.row(i, cell.value(i));
    }
    double sum = 0;
    for (int row : rows) {
      for (int other : rows) {
        sum += matrix[row * space.rows() + other];
      }
    }
    return sum;
  }

  /** Var(u_iv) / tr Sigma: one over the number of events that the word is worth. */
  double relativeVariance(int factor, int value) {
    return Math.max(0, reported(space.row(factor, value)));
  }

  private double reported(int row) {
    return reported[row * space.rows() + row];
  }

  private double covariance(int row, int other) {
    return covariance[row * space.rows() + other];
  }

  private OptionalDouble standardError(double relativeVariance) {
    return scatter.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.sqrt(Math.max(0, relativeVariance) * scatter.getAsDouble()));
  }

  /**
   * Standard error over length of a word; see {@link #LARGEST_RELATIVE_ERROR}. Empty as {@link
   * #standardError(int, int)}; infinite for a word of length 0.
   */
  public OptionalDouble relativeError(int factor, int value) {
    OptionalDouble error = standardError(factor, value);
    if (error.isEmpty()) {
      return error;
    }
    double[] word = words.word(factor, value);
    double length = Math.sqrt(Vectors.dot(word, 0, word, 0, word.length));
    return OptionalDouble.of(error.getAsDouble() / length);
  }

  /**
   * Whether a value makes any difference.
   *
   * @param effectiveDimension see {@link EffectiveDimension}
   * @return empty as {@link #standardError(int, int)}
   */
  public Optional<PresenceTest> presence(int factor, int value, double effectiveDimension) {
    OptionalDouble error = standardError(factor, value);
    if (error.isEmpty() || error.getAsDouble() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        PresenceTest.of(words.word(factor, value), error.getAsDouble(), effectiveDimension));
  }

  /**
   * Share of the prior in a word: how far the word moves when its prior moves by one. With balanced
   * data kappa / (n + kappa); 1 for a value never seen, also where the data see it but cannot tell
   * it apart from others, up to what the other factors' priors say. 0 without a prior.
   *
   * <pre>
   *   (D_iv (M^-1)_iv,iv - a_iv) / (1 - a_iv)
   * </pre>
   */
  public double priorShare(int factor, int value) {
    double weight = space.weight(factor, value);
    double strength = prior.strength(factor, value);
    if (strength == 0 || weight == 1) {
      return 0;
    }
    int row = space.row(factor, value);
    double moved = strength * inverse[row * space.rows() + row];
    return Math.min(1, Math.max(0, (moved - weight) / (1 - weight)));
  }
}
