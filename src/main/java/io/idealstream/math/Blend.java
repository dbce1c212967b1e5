package io.idealstream.math;

import java.util.Arrays;

/**
 * Words of events and words of prompts, weighed against each other without taking either for the
 * truth (random effects of DerSimonian and Laird 1986, over two sources).
 *
 * <p>Both are off by an error of their own kind, of variance tau_i^2 per word, that no further
 * event mends; those of events by their sampling error besides. With p_iv the prompts' words,
 * brought to the length that their direction has among events, s_i p_iv:
 *
 * <pre>
 *   s_i^2 = (sum_v a_iv |u_iv|^2 - E_i) / sum_v a_iv |p_iv|^2,      E_i = sum_v a_iv SE_iv^2
 *   E D_i = 2 tau_i^2 + E_i,                      D_i = sum_v a_iv |u_iv - s_i p_iv|^2
 *   r_i   = tau_i^2 / (2 tau_i^2 + E_i) = (D_i - E_i) / 2 D_i       0 to 1/2
 *   b_iv  = (1 - r_i) s_i p_iv + r_i u_iv
 * </pre>
 *
 * <p>Sums are over the values that events have words of. Where these fall into classes, p_iv there
 * is relative to its class as u_iv is, q_iv; a value that they have no word of keeps that of the
 * prompts:
 *
 * <pre>
 *   b_iv  = s_i p_iv + r_i (u_iv - s_i q_iv)         s_i p_iv without u_iv
 * </pre>
 *
 * <p>A factor keeps the words of the prompts while those of events are no longer than their error.
 * The centre is that of the events: what the words leave of their mean. Words of one modality carry
 * over to another, centres do not.
 *
 * <pre>
 *   b_0 = mean of all events - sum_iv (n_iv / N) b_iv
 * </pre>
 */
public final class Blend {

  private final FactorSpace space;
  private final IdealWords words;

  /** [rows] what the prompts have in a word. */
  private final double[] shares;

  private final double[] standardErrors;

  private Blend(FactorSpace space, double[] rows, double[] shares, double[] standardErrors) {
    this.space = space;
    this.words = IdealWords.known(space, rows);
    this.shares = shares;
    this.standardErrors = standardErrors;
  }

  /**
   * Blends a fit of events with words of prompts.
   *
   * @param events at least one, fitted without a prior
   * @param prompts all of them determined
   * @throws IllegalArgumentException if nothing was seen, or a word of the prompts is open
   */
  public static Blend of(LeastSquares events, IdealWords prompts) {
    if (events.moments().total().isEmpty() || !prompts.estimable()) {
      throw new IllegalArgumentException(
          "a blend takes at least one event and all words of the prompts");
    }
    FactorSpace space = prompts.space();
    Uncertainty uncertainty = events.uncertainty();
    double[] rows = new double[space.rows() * prompts.dimension()];
    double[] shares = new double[space.rows()];
    double[] errors = new double[space.rows()];
    for (int i = 0; i < space.factors(); i++) {
      double[] relative = prompts.relativeAs(events.words(), i);
      Pair pair = Pair.of(events.words(), uncertainty, relative, i);
      boolean whole = events.words().hasWords(i);
      for (int v = 0; v < space.values(i); v++) {
        int row = space.row(i, v);
        double share = events.words().hasWord(i, v) ? pair.share() : 0;
        shares[row] = 1 - share;
        if (whole) {
          add(rows, row, (1 - share) * pair.stretch(), prompts.word(i, v));
        } else {
          add(rows, row, pair.stretch(), prompts.word(i, v));
          Vectors.add(
              rows,
              row * prompts.dimension(),
              -share * pair.stretch(),
              relative,
              v * prompts.dimension(),
              prompts.dimension());
        }
        if (share > 0) {
          add(rows, row, share, events.words().word(i, v));
          errors[row] = share * uncertainty.standardError(i, v).orElseThrow();
        }
      }
    }
    putCentre(events.moments(), rows);
    errors[0] = uncertainty.scatter().isPresent() ? errorOfMean(events, uncertainty) : Double.NaN;
    return new Blend(space, rows, shares, errors);
  }

  /**
   * How the words of one factor are joined.
   *
   * @param stretch s_i
   * @param share r_i
   */
  private record Pair(double stretch, double share) {

    private static final Pair PROMPTS_ALONE = new Pair(1, 0);

    /**
     * @param prompts words of the factor relative to the classes of events, row-major [values x
     *     dimension]
     */
    static Pair of(IdealWords events, Uncertainty uncertainty, double[] prompts, int factor) {
      FactorSpace space = events.space();
      double ofEvents = 0;
      double ofPrompts = 0;
      double along = 0;
      double noise = 0;
      int length = events.dimension();
      for (int v = 0; v < space.values(factor); v++) {
        if (!events.hasWord(factor, v)) {
          continue;
        }
        double[] seen = events.word(factor, v);
        double[] said = Arrays.copyOfRange(prompts, v * length, (v + 1) * length);
        double weight = space.weight(factor, v);
        double error = uncertainty.standardError(factor, v).orElse(Double.POSITIVE_INFINITY);
        ofEvents += weight * Vectors.dot(seen, 0, seen, 0, seen.length);
        ofPrompts += weight * Vectors.dot(said, 0, said, 0, said.length);
        along += weight * Vectors.dot(seen, 0, said, 0, seen.length);
        noise += weight * error * error;
      }
      if (!(ofEvents > noise) || ofPrompts == 0) {
        return PROMPTS_ALONE;
      }
      double stretch = Math.sqrt((ofEvents - noise) / ofPrompts);
      double distance = ofEvents - 2 * stretch * along + stretch * stretch * ofPrompts;
      return new Pair(stretch, distance > noise ? (distance - noise) / (2 * distance) : 0);
    }
  }

  private static void putCentre(Moments moments, double[] rows) {
    FactorSpace space = moments.space();
    double all = moments.weight(0, 0);
    add(rows, 0, 1, moments.total().mean());
    int dimension = moments.dimension();
    for (int row = 1; row < space.rows(); row++) {
      double share = moments.weight(row, row) / all;
      Vectors.add(rows, 0, -share, rows, row * dimension, dimension);
    }
  }

  /** That of a mean of independent events; the words' own errors move along with them. */
  private static double errorOfMean(LeastSquares events, Uncertainty uncertainty) {
    double weight = events.moments().weight(0, 0);
    double variance = uncertainty.scatter().orElseThrow();
    return Math.sqrt(variance * events.moments().squaredWeight(0, 0)) / weight;
  }

  private static void add(double[] rows, int row, double scale, double[] vector) {
    Vectors.add(rows, row * vector.length, scale, vector, 0, vector.length);
  }

  /** b, all of them determined. */
  public IdealWords words() {
    return words;
  }

  /** 1 - r_i, what the prompts have in a word: from 1/2 to 1; 1 where events have none. */
  public double shareOfPrompts(int factor, int value) {
    return shares[space.row(factor, value)];
  }

  /** Sampling error r_i SE_iv of a word, over all dimensions; 0 where the prompts alone speak. */
  public double standardError(int factor, int value) {
    return standardErrors[space.row(factor, value)];
  }

  /** Sampling error of the centre; NaN where the events leave no freedom to measure it. */
  public double standardErrorOfCentre() {
    return standardErrors[0];
  }
}
