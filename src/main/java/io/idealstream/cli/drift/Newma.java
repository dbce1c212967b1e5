package io.idealstream.cli.drift;

/**
 * NEWMA (Keriven, Garreau and Poli 2020): two exponentially weighted means of random features, a
 * fast and a slow one; |fast - slow| is high while they have not both caught up.
 *
 * <pre>
 *   z = (1 - L) z + L phi(x)        z' = (1 - l) z' + l phi(x)        L > l
 * </pre>
 */
final class Newma implements Rival {

  private final double fast;
  private final double slow;
  private final double[] reference;
  private double[] quick;
  private double[] lazy;

  /**
   * @param fast L
   * @param slow l
   * @param reference mean features of the reference, where both begin
   */
  Newma(double fast, double slow, double[] reference) {
    this.fast = fast;
    this.slow = slow;
    this.reference = reference;
    reset();
  }

  @Override
  public double take(Seen interval) {
    double squares = 0;
    for (int f = 0; f < reference.length; f++) {
      quick[f] += fast * (interval.features()[f] - quick[f]);
      lazy[f] += slow * (interval.features()[f] - lazy[f]);
      squares += (quick[f] - lazy[f]) * (quick[f] - lazy[f]);
    }
    return Math.sqrt(squares);
  }

  @Override
  public final void reset() {
    quick = reference.clone();
    lazy = reference.clone();
  }
}
