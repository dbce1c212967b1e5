package io.idealstream.drift;

import java.util.Arrays;

/** Bets on falling alone: whoever bets on rising has nothing to lose, and so nothing to win. */
final class FallBets implements Betting {

  private final Betting both;

  /** Of bets on either side. */
  FallBets(Betting both) {
    this.both = both;
  }

  @Override
  public int bets() {
    return both.bets();
  }

  @Override
  public double[] logs(int slot, Histograms votes) {
    double[] logs = both.logs(slot, votes);
    for (int rising = 0; rising < logs.length; rising += bets()) {
      Arrays.fill(logs, rising, rising + bets() / 2, Double.NEGATIVE_INFINITY);
    }
    return logs;
  }
}
