package io.idealstream.decision;

import java.time.Instant;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * A query that every item is held against.
 *
 * @param threshold least cosine of a match; {@link #NO_THRESHOLD} for none
 * @param feeds empty for every feed
 * @param expires time from which items no longer match; null for never
 */
public record StandingQuery(String id, double threshold, Set<String> feeds, Instant expires) {

  /** Below every cosine. */
  public static final double NO_THRESHOLD = Double.NEGATIVE_INFINITY;

  public StandingQuery {
    feeds = Set.copyOf(feeds);
  }

  /** Whether an item is one that may match, whatever its score. */
  public boolean concerns(String feed, Instant time) {
    return (feeds.isEmpty() || feeds.contains(feed)) && (expires == null || time.isBefore(expires));
  }

  /**
   * The score of one item by itself; empty where it does not match.
   *
   * @param direction the query's vector, [dimension]
   */
  public OptionalDouble score(float[] direction, Candidate item) {
    double score = Products.of(direction, item.vector());
    return score >= threshold && concerns(item.feed(), item.time())
        ? OptionalDouble.of(score)
        : OptionalDouble.empty();
  }
}
