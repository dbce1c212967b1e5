package io.idealstream.stream.match;

import io.idealstream.control.LifeCycle;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which queries hang on which names; not state, but found again from it. */
final class Watchers {

  private final Map<String, Set<String>> queries = new HashMap<>();
  private final Map<String, Set<String>> names = new HashMap<>();

  /** Watches what a query hangs on now, and nothing else; tells whether there is anything. */
  boolean watch(String id, LifeCycle standing) {
    Set<String> before = names.getOrDefault(id, Set.of());
    Set<String> now = watched(standing);
    for (String name : before) {
      if (!now.contains(name)) {
        queries.computeIfPresent(name, (same, ids) -> without(ids, id));
      }
    }
    now.forEach(name -> queries.computeIfAbsent(name, unseen -> new HashSet<>()).add(id));
    if (now.isEmpty()) {
      names.remove(id);
    } else {
      names.put(id, now);
    }
    return !now.isEmpty();
  }

  private static Set<String> without(Set<String> ids, String id) {
    ids.remove(id);
    return ids.isEmpty() ? null : ids;
  }

  private static Set<String> watched(LifeCycle standing) {
    return Stream.of(standing.inForce(), standing.next())
        .filter(query -> query != null && !query.suspended())
        .filter(query -> PreparedQuery.of(query.made()).follows())
        .flatMap(query -> QueryTerms.of(QueryState.query(query)).watched())
        .collect(Collectors.toSet());
  }

  Set<String> of(String name) {
    return queries.getOrDefault(name, Set.of());
  }
}
