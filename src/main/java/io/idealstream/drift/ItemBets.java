package io.idealstream.drift;

/**
 * A bet on every vote.
 *
 * <pre>
 *   log factor = sum over votes of ln(1 + l (+-s - margin))       l in {.02, .05, .1, .2}
 * </pre>
 *
 * <p>A sum over codes: histograms are all it needs. The factor's mean is at most 1 if each vote's
 * expected score, given all votes before, is within the margin of the reference. Near-duplicates
 * must have shared their vote by then.
 */
public final class ItemBets implements Betting {

  private static final double[] SIZES = {0.02, 0.05, 0.1, 0.2};

  /** [slots][directions x bets][codes] */
  private final double[][][] tables;

  private final int directions;

  /** Against the standards of a reference. */
  public ItemBets(Reference reference) {
    directions = reference.directions().size();
    tables = new double[reference.season().slots()][directions * bets()][Quantiser.CODES];
    for (int slot = 0; slot < tables.length; slot++) {
      for (int row = 0; row < tables[slot].length; row++) {
        Standard standard = reference.standard(slot, row / bets());
        int bet = row % bets();
        double size = SIZES[bet % SIZES.length];
        int side = bet < SIZES.length ? 1 : -1;
        for (int code = 0; code < Quantiser.CODES; code++) {
          tables[slot][row][code] =
              Math.log1p(size * (side * standard.score(code) - standard.margin()));
        }
      }
    }
  }

  @Override
  public int bets() {
    return 2 * SIZES.length;
  }

  @Override
  public double[] logs(int slot, Histograms votes) {
    double[] logs = new double[directions * bets()];
    for (int d = 0; d < directions; d++) {
      for (int code = 0; code < Quantiser.CODES; code++) {
        int count = votes.count(d, code);
        if (count > 0) {
          for (int row = d * bets(); row < (d + 1) * bets(); row++) {
            logs[row] += count * tables[slot][row][code];
          }
        }
      }
    }
    return logs;
  }
}
