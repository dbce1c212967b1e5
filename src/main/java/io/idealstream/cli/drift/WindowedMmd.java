package io.idealstream.cli.drift;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Squared maximum mean discrepancy between the last intervals and the reference, by random
 * features: |mean phi - reference phi|^2. Silent until the window is full.
 */
final class WindowedMmd implements Rival {

  private final int window;
  private final double[] reference;
  private final Deque<double[]> last = new ArrayDeque<>();
  private double[] sum;

  /**
   * @param window intervals
   * @param reference mean features of the reference
   */
  WindowedMmd(int window, double[] reference) {
    this.window = window;
    this.reference = reference;
    sum = new double[reference.length];
  }

  @Override
  public double take(Seen interval) {
    last.add(interval.features());
    add(interval.features(), 1);
    if (last.size() > window) {
      add(last.remove(), -1);
    }
    if (last.size() < window) {
      return 0;
    }
    double squares = 0;
    for (int f = 0; f < sum.length; f++) {
      double difference = sum[f] / window - reference[f];
      squares += difference * difference;
    }
    return squares;
  }

  private void add(double[] features, int sign) {
    for (int f = 0; f < sum.length; f++) {
      sum[f] += sign * features[f];
    }
  }

  @Override
  public void reset() {
    last.clear();
    sum = new double[reference.length];
  }
}
