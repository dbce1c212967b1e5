package io.idealstream.cli.drift;

import io.idealstream.drift.Arrivals;
import io.idealstream.drift.Histograms;
import io.idealstream.drift.InputFlow;
import io.idealstream.drift.SharedVotes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The votes of an interval of a world. */
final class Votes {

  private static final InputFlow INPUT = new InputFlow();

  private Votes() {}

  /** Near-duplicates share one vote. */
  static Histograms shared(World world, Drawn drawn) {
    Pool pool = world.pool();
    int[] items = drawn.items();
    List<short[]> codes = new ArrayList<>(items.length);
    for (int item : items) {
      codes.add(pool.codes(item));
    }
    Histograms votes =
        SharedVotes.close(
            codes, (a, b) -> pool.alike(items[a], items[b]), world.directions().size());
    addArrivals(world, drawn, votes);
    return votes;
  }

  /** Every item has a vote of its own. */
  static Histograms each(World world, Drawn drawn) {
    Histograms votes = new Histograms(world.directions().size());
    for (int item : drawn.items()) {
      votes.add(world.pool().codes(item));
    }
    addArrivals(world, drawn, votes);
    return votes;
  }

  /** The interval's own vote on how much came; its directions are the last. */
  private static void addArrivals(World world, Drawn drawn, Histograms votes) {
    if (world.arrivals()) {
      double[] scores = new double[votes.directions()];
      Arrays.fill(scores, Double.NaN);
      INPUT.score(
          new Arrivals(drawn.items().length, drawn.deadLetters()),
          scores,
          scores.length - INPUT.directions().size());
      votes.add(world.quantiser().codes(scores));
    }
  }
}
