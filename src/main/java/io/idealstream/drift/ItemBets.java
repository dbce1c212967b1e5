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

  private final Reference reference;
  private final int directions;

  /** [directions x codes x bets]: what a code adds to the bets of its direction, in one slot. */
  private final double[] table;

  private int slotOfTable = -1;

  /** Against the standards of a reference. */
  public ItemBets(Reference reference) {
    this.reference = reference;
    directions = reference.directions().size();
    table = new double[directions * Quantiser.CODES * bets()];
  }

  /** Slots come one after the other, and a season has many: one is at hand. */
  private void turnTo(int slot) {
    if (slot == slotOfTable) {
      return;
    }
    for (int at = 0; at < table.length; at++) {
      int bet = at % bets();
      int code = at / bets() % Quantiser.CODES;
      Standard standard = reference.standard(slot, at / bets() / Quantiser.CODES);
      double size = SIZES[bet % SIZES.length];
      int side = bet < SIZES.length ? 1 : -1;
      table[at] = Math.log1p(size * (side * standard.score(code) - standard.margin()));
    }
    slotOfTable = slot;
  }

  @Override
  public int bets() {
    return 2 * SIZES.length;
  }

  @Override
  public double[] logs(int slot, Histograms votes) {
    turnTo(slot);
    int bets = bets();
    double[] logs = new double[directions * bets];
    for (int d = 0; d < directions; d++) {
      for (int code = 0; code < Quantiser.CODES; code++) {
        int count = votes.count(d, code);
        int at = (d * Quantiser.CODES + code) * bets;
        for (int bet = 0; bet < bets && count > 0; bet++) {
          logs[d * bets + bet] += count * table[at + bet];
        }
      }
    }
    return logs;
  }
}
