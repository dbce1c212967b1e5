package io.idealstream.cli.drift;

/**
 * Page and Hinkley's test on the mean of every direction, both sides; the largest counts.
 *
 * <pre>
 *   g = max(0, a g + x - mean - delta)        a = 0.9999, as in River
 * </pre>
 *
 * <p>The mean is the reference's, and x in standard errors of an interval.
 */
final class PageHinkley implements Rival {

  private static final double FADING = 0.9999;

  private final double delta;
  private final double[] rising;
  private final double[] falling;

  PageHinkley(double delta, int directions) {
    this.delta = delta;
    rising = new double[directions];
    falling = new double[directions];
  }

  @Override
  public double take(Seen interval) {
    double most = 0;
    for (int d = 0; d < rising.length; d++) {
      double x = interval.means()[d];
      rising[d] = Math.max(0, FADING * rising[d] + x - delta);
      falling[d] = Math.max(0, FADING * falling[d] - x - delta);
      most = Math.max(most, Math.max(rising[d], falling[d]));
    }
    return most;
  }

  @Override
  public void reset() {
    java.util.Arrays.fill(rising, 0);
    java.util.Arrays.fill(falling, 0);
  }
}
