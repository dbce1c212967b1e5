package io.idealstream.stream.match;

import io.idealstream.stream.Embedded;
import io.idealstream.wire.Hit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The windows that are still open, by query and start of the window.
 *
 * <p>Which windows have changed is remembered until somebody has written them down.
 */
final class OpenWindows {

  /** Works out the exact scores of items, when they are needed. */
  @FunctionalInterface
  interface Exact {

    /** Hits of those items that match a query, in any order. */
    List<Hit> hits(String query, List<Embedded> items);
  }

  private final Exact exact;
  private final Map<String, TreeMap<Long, OpenWindow>> open = new HashMap<>();

  /** Those that end then. */
  private final TreeMap<Long, Set<OpenWindow>> ends = new TreeMap<>();

  private final List<OpenWindow> changed = new ArrayList<>();

  OpenWindows(Exact exact) {
    this.exact = exact;
  }

  /**
   * The window of a time, which is opened if it is not open.
   *
   * @param reached how far event time has come for the query, in milliseconds since 1970
   * @return null where the window is over
   */
  OpenWindow at(String id, ShardQuery query, Instant time, long reached) {
    return query.windowEnd(time) - 1 <= reached
        ? null
        : open(id, query, query.window().start(time));
  }

  private OpenWindow open(String id, ShardQuery query, long start) {
    TreeMap<Long, OpenWindow> ofQuery = open.computeIfAbsent(id, none -> new TreeMap<>());
    OpenWindow window = ofQuery.get(start);
    if (window == null) {
      window = new OpenWindow(id, query, start);
      ofQuery.put(start, window);
      ends.computeIfAbsent(window.end(), end -> new HashSet<>()).add(window);
    }
    return window;
  }

  /** Remembers that a window has changed. */
  void note(OpenWindow window) {
    if (window.note()) {
      changed.add(window);
    }
  }

  /** Makes hits of the items that wait in a window for their exact scores. */
  void settle(OpenWindow window) {
    window.settle(items -> exact.hits(window.query(), items));
  }

  /** The same in all windows of a query. */
  void settle(String query) {
    TreeMap<Long, OpenWindow> windows = open.get(query);
    if (windows != null) {
      windows.values().forEach(this::settle);
    }
  }

  /** The same in all windows; those that have not changed since they were written have none. */
  void settle() {
    changed.forEach(this::settle);
  }

  /**
   * Takes an item out of all windows; what it displaced there does not come back.
   *
   * @param shortened is told of each query that lost a hit by it
   * @return hits that were taken out
   */
  int forget(Embedded item, Consumer<String> shortened) {
    int gone = 0;
    for (TreeMap<Long, OpenWindow> windows : open.values()) {
      for (OpenWindow window : windows.values()) {
        if (window.holds(item.feed(), item.id())) {
          settle(window);
          int ofWindow = window.remove(item.feed(), item.id());
          if (ofWindow > 0) {
            note(window);
            shortened.accept(window.query());
          }
          gone += ofWindow;
        }
      }
    }
    return gone;
  }

  /** Opens a window as it was written down. */
  void restore(String id, ShardQuery query, long start, Collection<Hit> hits) {
    OpenWindow window = open(id, query, start);
    hits.forEach(window::offer);
  }

  /** Closes every window of a query; its hits, ranked, the earlier window first. */
  List<Hit> close(String query) {
    Map<Long, OpenWindow> windows = open.get(query);
    if (windows == null) {
      return List.of();
    }
    List<Hit> hits = new ArrayList<>();
    for (OpenWindow window : windows.values()) {
      hits.addAll(close(window));
      ends.get(window.end()).remove(window);
    }
    open.remove(query);
    ends.values().removeIf(Set::isEmpty);
    return hits;
  }

  private List<Hit> close(OpenWindow window) {
    settle(window);
    note(window);
    return window.close();
  }

  /**
   * Closes the windows that end up to a time; their hits, ranked: the earlier window first, then
   * the query of higher priority.
   *
   * @param time all items up to it have come, in milliseconds since 1970
   */
  List<Hit> pass(long time) {
    List<Hit> hits = new ArrayList<>();
    while (!ends.isEmpty() && ends.firstKey() - 1 <= time) {
      List<OpenWindow> ending = new ArrayList<>(ends.pollFirstEntry().getValue());
      ending.sort(OpenWindow.ENDING);
      for (OpenWindow window : ending) {
        hits.addAll(close(window));
        TreeMap<Long, OpenWindow> ofQuery = open.get(window.query());
        ofQuery.remove(window.start());
        if (ofQuery.isEmpty()) {
          open.remove(window.query());
        }
      }
    }
    return hits;
  }

  /** Windows that have changed since the last call, open and closed ones. */
  List<OpenWindow> changed() {
    List<OpenWindow> since = List.copyOf(changed);
    changed.clear();
    since.forEach(OpenWindow::unnote);
    return since;
  }

  /** The hits of a window, the best first; empty where it is not open. */
  List<Hit> hits(String query, long start) {
    TreeMap<Long, OpenWindow> ofQuery = open.get(query);
    OpenWindow window = ofQuery == null ? null : ofQuery.get(start);
    if (window == null) {
      return List.of();
    }
    settle(window);
    return window.hits();
  }
}
