package io.idealstream.stream.match;

import io.idealstream.decision.Best;
import io.idealstream.decision.Floor;
import io.idealstream.decision.Tumbling;
import io.idealstream.stream.Embedded;
import io.idealstream.wire.Hit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The best hits of windows that are still open, by query and start of the window.
 *
 * <p>Which windows have changed is remembered until somebody has written them down.
 */
final class OpenWindows {

  /** A pure order of hits, so that what is kept does not hang on the order in which they came. */
  static final Comparator<Hit> ORDER =
      Comparator.comparingDouble(Hit::score)
          .reversed()
          .thenComparing(Hit::time)
          .thenComparing(Hit::feed)
          .thenComparing(Hit::id);

  private final Map<String, TreeMap<Long, Best<Hit>>> open = new HashMap<>();

  /** Queries with a window that ends then. */
  private final TreeMap<Long, Set<String>> ends = new TreeMap<>();

  private final Map<String, Set<Long>> changed = new HashMap<>();

  /** Takes a hit in; whether it is among the best of its window so far. */
  boolean offer(int k, Tumbling windows, Hit hit) {
    long start = windows.start(hit.time());
    boolean isBest = window(hit.query(), k, windows, start).offer(hit);
    if (isBest) {
      changed.computeIfAbsent(hit.query(), query -> new TreeSet<>()).add(start);
    }
    return isBest;
  }

  /** What is needed to be among the best of the window of a time, if known. */
  Optional<Floor> floor(String query, Tumbling windows, Instant time) {
    long start = windows.start(time);
    TreeMap<Long, Best<Hit>> ofQuery = open.get(query);
    Best<Hit> best = ofQuery == null ? null : ofQuery.get(start);
    return best != null && best.isFull()
        ? Optional.of(new Floor(best.worst().score(), start, windows.end(start)))
        : Optional.empty();
  }

  private Best<Hit> window(String query, int k, Tumbling windows, long start) {
    TreeMap<Long, Best<Hit>> ofQuery = open.computeIfAbsent(query, id -> new TreeMap<>());
    Best<Hit> best = ofQuery.get(start);
    if (best == null) {
      best = new Best<>(k, ORDER);
      ofQuery.put(start, best);
      ends.computeIfAbsent(windows.end(start), end -> new TreeSet<>()).add(query);
    }
    return best;
  }

  /**
   * Takes an item out of all windows; what it displaced there does not come back.
   *
   * @param shortened is told of each query that lost a hit by it
   * @return hits that were taken out
   */
  int forget(Embedded item, Consumer<String> shortened) {
    int gone = 0;
    for (Map.Entry<String, TreeMap<Long, Best<Hit>>> each : open.entrySet()) {
      for (Map.Entry<Long, Best<Hit>> window : each.getValue().entrySet()) {
        int ofWindow =
            window
                .getValue()
                .remove(hit -> hit.id().equals(item.id()) && hit.feed().equals(item.feed()));
        if (ofWindow > 0) {
          changed.computeIfAbsent(each.getKey(), query -> new TreeSet<>()).add(window.getKey());
          shortened.accept(each.getKey());
        }
        gone += ofWindow;
      }
    }
    return gone;
  }

  /** Opens a window as it was written down. */
  void restore(String id, ShardQuery query, long start, Collection<Hit> hits) {
    Best<Hit> best = window(id, query.k(), query.window(), start);
    hits.forEach(best::offer);
  }

  /** Closes every window of a query; its hits, ranked, the earlier window first. */
  List<Hit> close(String query) {
    Map<Long, Best<Hit>> windows = open.remove(query);
    if (windows == null) {
      return List.of();
    }
    changed.computeIfAbsent(query, id -> new TreeSet<>()).addAll(windows.keySet());
    ends.values().forEach(queries -> queries.remove(query));
    ends.values().removeIf(Set::isEmpty);
    return windows.values().stream().flatMap(best -> ranked(best).stream()).toList();
  }

  /**
   * Closes the windows that end up to a time; their hits, ranked: the earlier window first, then
   * the query that comes first.
   *
   * @param time all items up to it have come, in milliseconds since 1970
   */
  List<Hit> pass(long time, Comparator<String> queries) {
    List<Hit> hits = new ArrayList<>();
    while (!ends.isEmpty() && ends.firstKey() - 1 <= time) {
      long end = ends.firstKey();
      for (String query : ends.remove(end).stream().sorted(queries).toList()) {
        // windows of one query do not overlap: the one that ends now is its first
        hits.addAll(ranked(remove(query)));
      }
    }
    return hits;
  }

  private Best<Hit> remove(String query) {
    TreeMap<Long, Best<Hit>> windows = open.get(query);
    Map.Entry<Long, Best<Hit>> first = windows.pollFirstEntry();
    if (windows.isEmpty()) {
      open.remove(query);
    }
    changed.computeIfAbsent(query, id -> new TreeSet<>()).add(first.getKey());
    return first.getValue();
  }

  /** Hits with their ranks. */
  static List<Hit> ranked(Best<Hit> best) {
    List<Hit> hits = new ArrayList<>();
    for (Hit hit : best.ranked()) {
      hits.add(hit.ranked(hits.size() + 1));
    }
    return hits;
  }

  /** Starts of windows that have changed since the last call, by query. */
  Map<String, Set<Long>> changed() {
    Map<String, Set<Long>> since = Map.copyOf(changed);
    changed.clear();
    return since;
  }

  /** The hits of a window, the best first; empty where it is not open. */
  List<Hit> hits(String query, long start) {
    TreeMap<Long, Best<Hit>> windows = open.get(query);
    Best<Hit> best = windows == null ? null : windows.get(start);
    return best == null ? List.of() : best.ranked();
  }
}
