package io.idealstream.stream.match;

import io.idealstream.decision.Floor;
import io.idealstream.decision.Ranking;
import io.idealstream.stream.Embedded;

/**
 * Takes the items that may be among the best of a query's windows. Most of them are displaced
 * before their window ends, and their exact scores are never worked out.
 */
final class BestOfQuery implements Ranking {

  /** What is matched just now, and who is told of it. */
  interface AtHand {
    DueItem item(int index);

    Shard.Outlet outlet();
  }

  private final String id;
  private final ShardQuery query;
  private final OpenWindows windows;
  private final Shard.Surroundings surroundings;
  private final AtHand atHand;
  private final double error;

  /** The one that the last item was taken into; null before the first. */
  private OpenWindow last;

  /**
   * @param error how far a score may be from its exact one
   */
  BestOfQuery(
      String id,
      ShardQuery query,
      OpenWindows windows,
      Shard.Surroundings surroundings,
      AtHand atHand,
      double error) {
    this.id = id;
    this.query = query;
    this.windows = windows;
    this.surroundings = surroundings;
    this.atHand = atHand;
    this.error = error;
  }

  @Override
  public boolean take(int index, float score) {
    DueItem due = atHand.item(index);
    if (!surroundings.concerns(due, id)) {
      return true;
    }
    OpenWindow window = windowOf(due.item());
    if (window == null) {
      return false;
    }
    if (score >= window.floor().score() - error) {
      if (!window.take(due.item(), score, error)) {
        windows.settle(window);
      }
      windows.note(window);
      atHand.outlet().isBest(due.item(), id, window.end());
    }
    return true;
  }

  @Override
  public Floor floor() {
    return last == null ? null : last.floor();
  }

  /** Null where it is over. */
  private OpenWindow windowOf(Embedded item) {
    if (last == null || !last.isOpenAt(item.time().toEpochMilli())) {
      last = windows.at(id, query, item.time(), surroundings.reached(id));
    }
    return last;
  }
}
