package io.idealstream.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A standing query.
 *
 * @param threshold least cosine of a hit; null where only the best {@code k} count
 * @param k how many hits a window gives at most
 * @param window length of the event-time window of {@code k}
 * @param feeds null for every feed
 * @param lookBack how far the query looks into the past: a number of items ({@code 500}) or a time
 *     ({@code 30m})
 * @param explain whether hits tell each term's contribution
 * @param priority of items that come together, hits of queries with a higher one leave first; null
 *     for 0
 * @param distinct when a hit counts as one that was given already; null for never
 */
public record Query(
    String id,
    @OrAbsent String text,
    @OrAbsent List<Term> plus,
    @OrAbsent List<Term> minus,
    @OrAbsent Double threshold,
    @OrAbsent Integer k,
    @OrAbsent Duration window,
    @OrAbsent List<String> feeds,
    @OrAbsent Instant expires,
    @OrAbsent String lookBack,
    @OrAbsent Boolean explain,
    @OrAbsent Integer priority,
    @OrAbsent Distinct distinct) {

  /** The same under another id. */
  public Query named(String other) {
    return new Query(
        other, text, plus, minus, threshold, k, window, feeds, expires, lookBack, explain, priority,
        distinct);
  }

  /** Whether an item of this feed is matched. */
  public boolean appliesTo(String feed) {
    return feeds == null || feeds.contains("*") || feeds.contains(feed);
  }
}
