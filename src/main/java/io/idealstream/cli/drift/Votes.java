package io.idealstream.cli.drift;

import io.idealstream.drift.Histograms;
import io.idealstream.drift.SharedVotes;
import java.util.ArrayList;
import java.util.List;

/** The votes of an interval drawn from a pool. */
final class Votes {

  private Votes() {}

  /** Near-duplicates share one vote. */
  static Histograms shared(Pool pool, int[] items, int directions) {
    List<short[]> codes = new ArrayList<>(items.length);
    for (int item : items) {
      codes.add(pool.codes(item));
    }
    return SharedVotes.close(codes, (a, b) -> pool.alike(items[a], items[b]), directions);
  }

  /** Every item has a vote of its own. */
  static Histograms each(Pool pool, int[] items, int directions) {
    Histograms votes = new Histograms(directions);
    for (int item : items) {
      votes.add(pool.codes(item));
    }
    return votes;
  }
}
