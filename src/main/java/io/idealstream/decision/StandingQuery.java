package io.idealstream.decision;

import java.time.Instant;
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

  boolean concerns(Candidate item) {
    return (feeds.isEmpty() || feeds.contains(item.feed()))
        && (expires == null || item.time().isBefore(expires));
  }
}
