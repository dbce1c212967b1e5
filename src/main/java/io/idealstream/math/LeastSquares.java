package io.idealstream.math;

import java.util.OptionalDouble;

/**
 * A weighted least-squares fit of ideal words, from moments alone, with or without a prior.
 *
 * <pre>
 *   minimise  sum w |x - a' Theta|^2 + sum D_iv |u_iv - u0_iv|^2
 *   M Theta = B + D Theta_0,      M = G + D
 *   RSS = Q - &lt;Theta, B> - sum D_iv &lt;u_iv, u_iv - u0_iv>
 *   TSS = Q - |B_0|^2 / N,        R2 = 1 - RSS/TSS
 * </pre>
 *
 * <p>G is singular by at least one dimension per factor, since the one-hots of a factor add up to
 * the centre. The factorisation finds these and all further gaps of the design by itself, solves on
 * the rows it could tell apart, and the side condition picks the reported words among all
 * solutions. Which words these determine, the {@link Design} says without rounding.
 *
 * <p>The moments must not change while the fit is in use.
 */
public final class LeastSquares {

  private static final double ROUNDING = 1e-13;

  private final Moments moments;
  private final Prior prior;
  private final NormalEquations equations;
  private final double residual;
  private final IdealWords words;
  private final OptionalDouble scatterInside;

  private LeastSquares(Moments moments, Prior prior, OptionalDouble scatterInside) {
    this.moments = moments;
    this.prior = prior;
    this.scatterInside = scatterInside;
    equations = new NormalEquations(moments, prior);
    int dimension = moments.dimension();
    double[] products = moments.products();
    double[] right = products.clone();
    prior.addTo(right);
    double[] rows = equations.solve(right, dimension);
    residual = residual(rows, products);

    FactorSpace space = moments.space();
    SideCondition.impose(space, rows);
    Vectors.add(rows, 0, 1, moments.anchor().toArray(), 0, dimension);
    words = new IdealWords(space, rows, estimability(), rank(), r2());
  }

  /** Words that the moments alone determine. */
  public static LeastSquares fit(Moments moments) {
    return fit(moments, OptionalDouble.empty());
  }

  /**
   * Words that the moments alone determine.
   *
   * @param scatterInside of the events inside their cells, see {@link CellNoise#scatter}; it serves
   *     where as many cells were seen as the words have dimensions, and nothing is left between
   *     cells to measure it by
   */
  public static LeastSquares fit(Moments moments, OptionalDouble scatterInside) {
    return new LeastSquares(
        moments, Prior.none(moments.space(), moments.dimension()), scatterInside);
  }

  /**
   * Words that the moments and a prior determine together.
   *
   * @throws IllegalArgumentException if the prior is of another space or dimension
   */
  public static LeastSquares fit(Moments moments, Prior prior) {
    return fit(moments, OptionalDouble.empty(), prior);
  }

  private static LeastSquares fit(Moments moments, OptionalDouble scatterInside, Prior prior) {
    IdealWords words = prior.words();
    if (!words.space().equals(moments.space()) || words.dimension() != moments.dimension()) {
      throw new IllegalArgumentException(
          "prior over %s with dimension %d, moments over %s with dimension %d"
              .formatted(words.space(), words.dimension(), moments.space(), moments.dimension()));
    }
    return new LeastSquares(moments, prior, scatterInside);
  }

  /**
   * Words that the same moments and a prior determine together.
   *
   * @throws IllegalArgumentException if the prior is of another space or dimension
   */
  LeastSquares with(Prior other) {
    return fit(moments, scatterInside, other);
  }

  private boolean empty() {
    return moments.total().isEmpty();
  }

  private Estimability estimability() {
    if (empty() && prior.factors() == 0) {
      return Estimability.none(moments.space(), "nothing was seen");
    }
    Design design = prior.pin(moments.design());
    // fewer dimensions: a cell weighs too little to be told from rounding; more: it is not known
    // which cells the moments are of
    return design.rank() == equations.rank()
        ? Estimability.of(design)
        : Estimability.of(equations.nullSpace(), equations::seen);
  }

  /** A prior closes the one gap that a factor always has: that is no knowledge and not counted. */
  private int rank() {
    return equations.rank() - prior.factors();
  }

  /** Without a prior the last term is nothing; all of Theta is taken before it is re-centred. */
  private double residual(double[] rows, double[] products) {
    double explained = Vectors.dot(rows, 0, products, 0, rows.length) + prior.pull(rows);
    return Math.max(0, moments.total().squares() - explained);
  }

  /** A single cell, or cells that are all alike, leave nothing to explain: 1. */
  private OptionalDouble r2() {
    if (empty()) {
      return OptionalDouble.empty();
    }
    VectorSum total = moments.total();
    double scatter = total.scatter();
    boolean something = scatter > ROUNDING * total.squares();
    return OptionalDouble.of(something ? Math.max(0, 1 - residual / scatter) : 1);
  }

  public IdealWords words() {
    return words;
  }

  public Prior prior() {
    return prior;
  }

  public Moments moments() {
    return moments;
  }

  /** RSS: weighted squared distance of the vectors from their fit. */
  public double residual() {
    return residual;
  }

  /** See {@link #fit(Moments, OptionalDouble)}. */
  OptionalDouble scatterInside() {
    return scatterInside;
  }

  NormalEquations equations() {
    return equations;
  }

  /** How sure the words are; costs up to twice as much as the fit. */
  public Uncertainty uncertainty() {
    return Uncertainty.of(this);
  }

  /** The same without what the prior may be off by: how far the words hang on these events. */
  public Uncertainty samplingUncertainty() {
    return Uncertainty.ofSampling(this);
  }
}
