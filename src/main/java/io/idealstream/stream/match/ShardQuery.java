package io.idealstream.stream.match;

import io.idealstream.decision.StandingQuery;
import io.idealstream.decision.Tumbling;
import io.idealstream.stream.QueryInForce;
import io.idealstream.stream.TermInForce;
import io.idealstream.wire.Distinct;
import io.idealstream.wire.Query;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What matching keeps of a query, beside its vector.
 *
 * @param version of the query; 0 where none ever was in force, {@link #REMOVED} where it was
 *     removed
 * @param state whether it is matched
 * @param model fingerprint of the model that embedded it; null unless it is matched
 * @param standing which items match; null unless it is matched
 * @param k how many hits a window gives at most; 0 where every hit counts
 * @param window windows of {@code k}; null without it
 * @param priority as the query names it; null for 0
 * @param words version of the words behind the vector; 0 where it has none
 * @param concepts versions of the concepts behind the vector
 * @param terms what the vector is the sum of; empty unless hits are to tell
 */
record ShardQuery(
    long version,
    State state,
    String model,
    StandingQuery standing,
    int k,
    Tumbling window,
    Integer priority,
    long words,
    Map<String, Long> concepts,
    List<TermInForce> terms,
    Distinct distinct) {

  static final long REMOVED = -1;

  /** What has become of a query. */
  enum State {
    /** Items are held against it. */
    MATCHED,
    /** Gone, or will not come for now. */
    GONE,
    /** Failed: out until another version comes. */
    FAILED
  }

  ShardQuery {
    concepts = Map.copyOf(concepts);
    terms = List.copyOf(terms);
  }

  static ShardQuery without(State state, long version) {
    return new ShardQuery(version, state, null, null, 0, null, null, 0, Map.of(), List.of(), null);
  }

  /**
   * What is kept of a query that is there.
   *
   * @throws IllegalArgumentException if the query cannot be matched
   */
  static ShardQuery of(QueryInForce change) {
    Query query = change.query();
    boolean best = query.k() != null && query.window() != null;
    boolean every = query.feeds() == null || query.feeds().contains("*");
    return new ShardQuery(
        change.version(),
        State.MATCHED,
        change.model(),
        new StandingQuery(
            change.id(),
            query.threshold() == null ? StandingQuery.NO_THRESHOLD : query.threshold(),
            every ? Set.of() : Set.copyOf(query.feeds()),
            query.expires()),
        best ? query.k() : 0,
        best ? Tumbling.of(query.window()) : null,
        query.priority(),
        change.words(),
        change.concepts(),
        change.terms(),
        query.distinct());
  }

  /** The same with texts that are shared by many queries. */
  ShardQuery sharing(String sharedModel, Set<String> sharedFeeds) {
    return new ShardQuery(
        version,
        state,
        sharedModel,
        new StandingQuery(standing.id(), standing.threshold(), sharedFeeds, standing.expires()),
        k,
        window,
        priority,
        words,
        concepts,
        terms,
        distinct);
  }

  /** End of the window that a time is in, in milliseconds since 1970. */
  long windowEnd(Instant time) {
    return window.end(window.start(time));
  }

  /** Whether its hits do not depend on the order in which items are answered. */
  boolean isOrderless() {
    return k > 0 && distinct == null;
  }

  boolean isMatched() {
    return state == State.MATCHED;
  }

  boolean hasFailed() {
    return state == State.FAILED;
  }

  int rankAmongQueries() {
    return priority == null ? 0 : priority;
  }
}
