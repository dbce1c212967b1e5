package io.idealstream.stream.match;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Which of the queries that existed at the start are settled: in force, or known not to come.
 *
 * <p>A query that is held by another model than the item's, as after a restart with a new model, is
 * not settled until it has come once more; if it then still differs it says nothing about the item.
 * What was settled once is not waited for again.
 */
final class Awaited {

  private final Function<String, ShardQuery> held;
  private final Set<String> arrived = new HashSet<>();
  private final Set<List<String>> settledOnce = new HashSet<>();

  /**
   * @param held the query held under an id; null where nothing is known of it
   */
  Awaited(Function<String, ShardQuery> held) {
    this.held = held;
  }

  void arrived(String query) {
    arrived.add(query);
  }

  boolean isSettled(String query, String model) {
    ShardQuery now = held.apply(query);
    boolean fits =
        now != null
            && (now.model() == null || now.model().equals(model) || arrived.contains(query));
    if (fits) {
      settledOnce.add(List.of(query, model));
    }
    return settledOnce.contains(List.of(query, model));
  }
}
