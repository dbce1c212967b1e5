package io.idealstream.decision;

import java.time.Instant;
import java.util.Set;

/**
 * A query that every item is held against.
 *
 * @param vector [dimension], finite, of length 1
 * @param threshold least cosine of a match
 * @param feeds empty for every feed
 * @param expires time from which items no longer match; null for never
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record StandingQuery(
    String id, float[] vector, double threshold, Set<String> feeds, Instant expires) {

  public StandingQuery {
    feeds = Set.copyOf(feeds);
  }

  boolean concerns(Candidate item) {
    return (feeds.isEmpty() || feeds.contains(item.feed()))
        && (expires == null || item.time().isBefore(expires));
  }
}
