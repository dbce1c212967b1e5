package io.idealstream.drift;

/**
 * One bet on the mean of an interval.
 *
 * <pre>
 *   z = mean score sqrt(n / design effect)
 *   log factor = ln(1 + l clip(+-z - margin sqrt(n / design effect), -4, 4))     l in {.05, .1, .2}
 * </pre>
 *
 * <p>It asks less of the items of an interval, which may hang together, and is slower: a large
 * change counts no more than four deviations an interval.
 */
public final class MeanBets implements Betting {

  private static final double[] SIZES = {0.05, 0.1, 0.2};

  private final Reference reference;
  private final double[] designEffects;

  /**
   * Against the standards of a reference.
   *
   * @param designEffects for each direction, how many times the variance of an interval's mean is
   *     that of independent items
   */
  public MeanBets(Reference reference, double[] designEffects) {
    this.reference = reference;
    this.designEffects = designEffects.clone();
  }

  @Override
  public int bets() {
    return 2 * SIZES.length;
  }

  @Override
  public double[] logs(int slot, Histograms votes) {
    double[] logs = new double[votes.directions() * bets()];
    for (int d = 0; d < votes.directions(); d++) {
      Standard standard = reference.standard(slot, d);
      long number = votes.votes(d);
      double sum = 0;
      for (int code = 0; code < Quantiser.CODES && number > 0; code++) {
        int count = votes.count(d, code);
        sum += count > 0 ? count * standard.score(code) : 0;
      }
      double scale = number == 0 ? 0 : Math.sqrt(number / designEffects[d]);
      for (int bet = 0; bet < bets() && number > 0; bet++) {
        int side = bet < SIZES.length ? 1 : -1;
        double z = scale * (side * sum / number - standard.margin());
        double clipped = Math.max(-Standard.CLIP, Math.min(Standard.CLIP, z));
        logs[d * bets() + bet] = Math.log1p(SIZES[bet % SIZES.length] * clipped);
      }
    }
    return logs;
  }
}
