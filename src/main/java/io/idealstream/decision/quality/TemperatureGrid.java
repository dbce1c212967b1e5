package io.idealstream.decision.quality;

import java.util.Optional;

/**
 * The most likely temperature from sums alone: the surprise at each of a fixed row of temperatures
 * adds up over answers, in any order, where a descent would depend on it.
 *
 * <pre>
 *   T_i    = 2^(-3 + 6 i / 40)                     i = 0 .. 40, from 1/8 to 8
 *   y_i    = mean of -ln p_truth at T_i
 *   ln T   = ln T_m + h (y_(m-1) - y_(m+1)) / 2c   y_m least, h = ln T_1 - ln T_0
 *   NLL(T) = y_m - (y_(m-1) - y_(m+1))^2 / 8c      c = y_(m-1) - 2 y_m + y_(m+1)
 * </pre>
 *
 * <p>The last two are the lowest point of the parabola through the three lowest. y has one minimum
 * in T, see {@link Temperature}; where it lies beyond the row there is no finding.
 */
final class TemperatureGrid {

  static final int TEMPERATURES = 41;

  private static final double LEAST_EXPONENT = -3;
  private static final double STEP = 6.0 / (TEMPERATURES - 1);

  private TemperatureGrid() {}

  /**
   * Adds the surprise of an answer to weighted sums.
   *
   * @param sums where the sums of the row begin at {@code from}
   */
  static void add(double[] probabilities, int truth, double weight, double[] sums, int from) {
    for (int i = 0; i < TEMPERATURES; i++) {
      double[] p = Temperature.at(temperature(i), probabilities);
      sums[from + i] -= weight * Math.log(p[truth]);
    }
  }

  /**
   * Where the surprise is least; empty where that is an end of the row.
   *
   * @param y means, one per temperature of the row
   */
  static Optional<Temperature.Fitted> least(double[] y) {
    int least = 0;
    for (int i = 1; i < TEMPERATURES; i++) {
      least = y[i] < y[least] ? i : least;
    }
    if (least == 0 || least == TEMPERATURES - 1) {
      return Optional.empty();
    }
    double slope = y[least - 1] - y[least + 1];
    // above 0, since the first of several least ones was taken
    double curvature = y[least - 1] - 2 * y[least] + y[least + 1];
    return Optional.of(
        new Temperature.Fitted(
            temperature(least + slope / (2 * curvature)),
            y[least] - slope * slope / (8 * curvature)));
  }

  private static double temperature(double i) {
    return Math.pow(2, LEAST_EXPONENT + STEP * i);
  }
}
