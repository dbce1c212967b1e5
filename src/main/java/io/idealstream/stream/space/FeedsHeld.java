package io.idealstream.stream.space;

import io.idealstream.estimate.EstimateKey;
import io.idealstream.wire.Word;
import java.util.HashMap;
import java.util.Map;

/**
 * The feeds that a subtask estimates, by space, held to a bound: feeds are named by the items, so
 * that a space estimated per feed would grow with whatever names come. First come, first served.
 */
final class FeedsHeld {

  private final int most;

  /** Space to feed to the number of its estimates. */
  private final Map<String, Map<String, Integer>> feeds = new HashMap<>();

  /**
   * @param most feeds of one space
   */
  FeedsHeld(int most) {
    this.most = most;
  }

  /** Whether an estimate may be held: of all feeds together always. */
  boolean hasRoom(EstimateKey key) {
    Map<String, Integer> held = feeds.getOrDefault(key.space(), Map.of());
    return isTogether(key) || held.containsKey(key.feed()) || held.size() < most;
  }

  void add(EstimateKey key) {
    if (!isTogether(key)) {
      feeds
          .computeIfAbsent(key.space(), unseen -> new HashMap<>())
          .merge(key.feed(), 1, Integer::sum);
    }
  }

  void remove(EstimateKey key) {
    feeds.computeIfPresent(
        key.space(),
        (space, held) -> {
          held.computeIfPresent(
              key.feed(), (feed, estimates) -> estimates > 1 ? estimates - 1 : null);
          return held.isEmpty() ? null : held;
        });
  }

  private static boolean isTogether(EstimateKey key) {
    return key.feed().equals(Word.EVERY_FEED);
  }
}
