package io.idealstream.drift;

import java.util.Arrays;

/**
 * Whether changed shares are all that changed: items of each value look as they did, only more or
 * fewer came (label shift; Lipton, Wang and Smola 2018).
 *
 * <pre>
 *   p'(x) = p(x) sum_m w_m h_m(x),  w >= 0,   then   E' T = sum_m w_m E[h_m T]   for every T
 *   w by T = h;     r = mean f - sum_m w_m E[h_m f],   q = n r' W r,   1/n = 1/items + 1/reference
 * </pre>
 *
 * <p>What noise makes of q grows with the scatter of the items that became frequent, sum_m w_m
 * E[h_m e] by E e.
 *
 * <p>A value that the space does not know is taken for the one it resembles most: the centre may
 * say no more than that this became frequent, but its items do not look as they did.
 */
public final class LabelShift {

  private final ItemMoments of;
  private final long items;

  /** E of the vector, h, f and e. */
  private final double[] mean;

  /** E of h times h, f and e, row-major. */
  private final double[] products;

  LabelShift(ItemMoments of, long items, double[] mean, double[] products) {
    this.of = of;
    this.items = items;
    this.mean = mean;
    this.products = products;
  }

  /**
   * How far items are from what changed shares explain.
   *
   * @param beyondNoise standard deviations of noise that q is above its expectation
   * @param rest share of the whole change, measured alike, that no shares explain
   */
  public record Fit(double beyondNoise, double rest) {}

  /**
   * Tests a mean of moments.
   *
   * @param recent mean of {@link ItemMoments#of} since the change
   * @param number items of it
   */
  Fit test(double[] recent, long number) {
    int values = of.shown().size();
    double[] weights = weights(recent);
    double[] explained = products(weights);
    double[] rest = new double[of.width() - values];
    for (int j = 0; j < rest.length; j++) {
      rest[j] = recent[of.dimension() + values + j] - explained[values + j];
    }
    double scatter = explained[of.width()] / Math.max(Double.MIN_NORMAL, mean[mean.length - 1]);
    double n = effective(number);
    Whitening looks = of.looksScatter();
    double beyond = looks.beyond(rest, n, scatter);
    double whole = of.scatter().beyond(change(recent), n, 1);
    return new Fit(
        looks.deviation() > 0 ? beyond / (scatter * looks.deviation()) : 0,
        whole > 0 ? Math.max(0, Math.min(1, beyond / whole)) : 0);
  }

  /** w. */
  private double[] weights(double[] recent) {
    int values = of.shown().size();
    int columns = of.width() + 1;
    double[][] gram = new double[values][];
    for (int m = 0; m < values; m++) {
      gram[m] = Arrays.copyOfRange(products, m * columns, m * columns + values);
    }
    boolean[] allowed = new boolean[values];
    Arrays.fill(allowed, true);
    int first = of.dimension();
    return NonNegative.solve(gram, allowed, Arrays.copyOfRange(recent, first, first + values));
  }

  /** Of a difference of two means as many as its noise tells. */
  double effective(long number) {
    return 1 / (1.0 / Math.max(1, number) + 1.0 / Math.max(1, items));
  }

  /** How h and f have changed. */
  double[] change(double[] recent) {
    double[] change = new double[of.width()];
    for (int j = 0; j < change.length; j++) {
      change[j] = recent[of.dimension() + j] - mean[of.dimension() + j];
    }
    return change;
  }

  /** How the centre has moved [dimension]. */
  double[] shift(double[] recent) {
    double[] shift = new double[of.dimension()];
    for (int j = 0; j < shift.length; j++) {
      shift[j] = recent[j] - mean[j];
    }
    return shift;
  }

  ItemMoments of() {
    return of;
  }

  /** E of h and f. */
  double[] means() {
    return Arrays.copyOfRange(mean, of.dimension(), mean.length - 1);
  }

  /** E of a weighted sum of h, times h, f and e. */
  double[] products(double[] weights) {
    double[] sum = new double[of.width() + 1];
    for (int m = 0; m < weights.length; m++) {
      for (int j = 0; j < sum.length && weights[m] != 0; j++) {
        sum[j] += weights[m] * products[m * sum.length + j];
      }
    }
    return sum;
  }
}
