package io.idealstream.web.board;

import io.idealstream.wire.Keys;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The items on show: the newest of each feed, bounded in number and in bytes over all feeds. */
final class Items {

  static final int MOST = 600;
  static final int MOST_OF_FEED = 120;
  private static final long MOST_BYTES = 64L << 20;

  private final Map<String, LinkedHashMap<String, ShownItem>> feeds = new LinkedHashMap<>();
  private final Map<String, ShownItem> byKey = new LinkedHashMap<>();
  private final Set<String> changed = new LinkedHashSet<>();
  private final Consumer<ShownItem> evicted;

  /**
   * @param evicted hears of each that is on show no more
   */
  Items(Consumer<ShownItem> evicted) {
    this.evicted = evicted;
  }

  /** Takes an item in, instead of the one of the same feed and id. */
  void add(ShownItem item) {
    String key = Keys.item(item.feed(), item.id());
    remove(key);
    byKey.put(key, item);
    LinkedHashMap<String, ShownItem> ofFeed =
        feeds.computeIfAbsent(item.feed(), feed -> new LinkedHashMap<>());
    ofFeed.put(key, item);
    changed.add(key);
    if (ofFeed.size() > MOST_OF_FEED) {
      remove(ofFeed.keySet().iterator().next());
    }
    shrink(key);
  }

  /** The item of a key {@code feed/id}; null where it is not on show. */
  ShownItem get(String key) {
    return byKey.get(key);
  }

  /** That an item is to be sent again. */
  void changed(String key) {
    if (byKey.containsKey(key)) {
      changed.add(key);
      shrink(key);
    }
  }

  /** Some items that changed, which then are not told of again, one of each feed by turns. */
  List<Map<String, Object>> takeChanged(int most) {
    Map<String, List<String>> byFeed = new LinkedHashMap<>();
    for (String key : changed) {
      byFeed.computeIfAbsent(byKey.get(key).feed(), feed -> new ArrayList<>()).add(key);
    }
    List<Map<String, Object>> views = new ArrayList<>();
    for (int round = 1; views.size() < most && !byFeed.isEmpty(); round++) {
      for (List<String> keys : List.copyOf(byFeed.values())) {
        // the newest first: what does not fit is about to be pushed out anyway
        if (keys.size() >= round && views.size() < most) {
          String key = keys.get(keys.size() - round);
          views.add(byKey.get(key).view());
          changed.remove(key);
        }
      }
      int done = round;
      byFeed.values().removeIf(keys -> keys.size() <= done);
    }
    return views;
  }

  /** Those that have a vector. */
  List<Candidate> candidates() {
    return byKey.values().stream()
        .filter(item -> item.vector() != null)
        .map(
            item ->
                new Candidate(item.feed(), item.id(), item.picture(), item.vector(), item.model()))
        .toList();
  }

  /** How many have none. */
  long vectorless() {
    return byKey.values().stream().filter(item -> item.vector() == null).count();
  }

  /** The newest first. */
  List<Map<String, Object>> view() {
    List<ShownItem> newest = new ArrayList<>(byKey.values());
    newest.sort(Comparator.comparingLong(ShownItem::written).reversed());
    return newest.stream().map(ShownItem::view).toList();
  }

  private void shrink(String kept) {
    while (byKey.size() > 1 && (byKey.size() > MOST || bytes() > MOST_BYTES)) {
      LinkedHashMap<String, ShownItem> largest =
          feeds.values().stream().max(Comparator.comparingInt(Map::size)).orElseThrow();
      String oldest = largest.keySet().iterator().next();
      remove(oldest.equals(kept) ? other(kept) : oldest);
    }
  }

  private long bytes() {
    return byKey.values().stream().mapToLong(ShownItem::bytes).sum();
  }

  private String other(String than) {
    return byKey.keySet().stream().filter(key -> !key.equals(than)).findFirst().orElseThrow();
  }

  private void remove(String key) {
    ShownItem item = byKey.remove(key);
    if (item != null) {
      LinkedHashMap<String, ShownItem> ofFeed = feeds.get(item.feed());
      ofFeed.remove(key);
      if (ofFeed.isEmpty()) {
        feeds.remove(item.feed());
      }
      changed.remove(key);
      evicted.accept(item);
    }
  }
}
