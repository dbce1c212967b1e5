package io.idealstream.stream.match;

import io.idealstream.decision.Best;
import io.idealstream.decision.Floor;
import io.idealstream.decision.RoughBest;
import io.idealstream.decision.StandingQuery;
import io.idealstream.stream.Embedded;
import io.idealstream.wire.Hit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * The best of one window of a query so far: hits, and items that may be among the best but whose
 * exact scores are not worked out yet.
 */
final class OpenWindow {

  /** A pure order of hits, so that what is kept does not hang on the order in which they came. */
  static final Comparator<Hit> ORDER =
      Comparator.comparingDouble(Hit::score)
          .reversed()
          .thenComparing(Hit::time)
          .thenComparing(Hit::feed)
          .thenComparing(Hit::id);

  /** Windows that end together: those of queries of higher priority first. */
  static final Comparator<OpenWindow> ENDING =
      Comparator.<OpenWindow>comparingInt(window -> -window.priority)
          .thenComparing(OpenWindow::query);

  private final String query;
  private final int k;
  private final int priority;
  private final long start;
  private final long end;
  private final Best<Hit> hits;
  private RoughBest<Embedded> items;
  private Floor floor;
  private boolean closed;
  private boolean noted;

  /**
   * @param start in milliseconds since 1970
   */
  OpenWindow(String id, ShardQuery query, long start) {
    this.query = id;
    this.k = query.k();
    this.priority = query.rankAmongQueries();
    this.start = start;
    this.end = query.window().end(start);
    this.hits = new Best<>(k, ORDER);
    measure();
  }

  /** Id of the query. */
  String query() {
    return query;
  }

  long start() {
    return start;
  }

  /** First millisecond behind it. */
  long end() {
    return end;
  }

  /** Whether it is open, and a time lies in it. */
  boolean isOpenAt(long time) {
    return !closed && time >= start && time < end;
  }

  /** Whether it is the first change since {@link #unnote}. */
  boolean note() {
    boolean first = !noted;
    noted = true;
    return first;
  }

  void unnote() {
    noted = false;
  }

  /** Takes a hit in; whether it is among the best so far. */
  boolean offer(Hit hit) {
    boolean isBest = hits.offer(hit);
    if (isBest) {
      measure();
    }
    return isBest;
  }

  /**
   * Takes an item in.
   *
   * @param score as far from the exact one as the error says
   * @return false where so many are alike that they are to be settled
   */
  boolean take(Embedded item, float score, double error) {
    if (items == null) {
      items = new RoughBest<>(k, error);
    }
    boolean hasRoom = items.add(item, score);
    if (items.floor() > floor.score()) {
      floor = new Floor(items.floor(), start, end);
    }
    return hasRoom;
  }

  /** What the exact score of an item must reach, to be among the best. */
  Floor floor() {
    return floor;
  }

  private void measure() {
    double ofHits = hits.isFull() ? hits.worst().score() : StandingQuery.NO_THRESHOLD;
    double ofItems = items == null ? StandingQuery.NO_THRESHOLD : items.floor();
    floor = new Floor(Math.max(ofHits, ofItems), start, end);
  }

  /**
   * Makes hits of the items.
   *
   * @param exact those of them that match, with their exact scores
   */
  void settle(Function<List<Embedded>, List<Hit>> exact) {
    if (items != null && !items.isEmpty()) {
      for (Hit hit : exact.apply(items.takeAll())) {
        hits.offer(hit);
      }
      measure();
    }
  }

  /** Whether it holds an item, as a hit or not yet. */
  boolean holds(String feed, String id) {
    return hits.anyMatch(hit -> hit.feed().equals(feed) && hit.id().equals(id))
        || (items != null
            && items.anyMatch(item -> item.feed().equals(feed) && item.id().equals(id)));
  }

  /** Takes the hits of an item out; how many there were. What they displaced does not come back. */
  int remove(String feed, String id) {
    int gone = hits.remove(hit -> hit.feed().equals(feed) && hit.id().equals(id));
    measure();
    return gone;
  }

  /** The hits, the best first, once all items are settled. */
  List<Hit> hits() {
    return hits.ranked();
  }

  /** The same with their ranks; nothing is taken in any more. */
  List<Hit> close() {
    closed = true;
    List<Hit> ranked = new ArrayList<>(k);
    for (Hit hit : hits.ranked()) {
      ranked.add(hit.ranked(ranked.size() + 1));
    }
    hits.clear();
    items = null;
    return ranked;
  }
}
