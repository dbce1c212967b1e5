package io.idealstream.stream.embed;

import io.idealstream.stream.log.Warnings;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.metrics.MetricGroup;

/**
 * Warns once where nearly every record has a feed of its own: the key stands in for a feed that is
 * not named, and many producers take the item's id as key.
 */
final class FeedWatch {

  /** Records that are looked at together. */
  static final int RECORDS = 1000;

  /** More feeds among them are hardly feeds. */
  static final int MAX_FEEDS = 900;

  private final Warnings warnings;
  private final Set<Integer> hashes = new HashSet<>();
  private int records;
  private boolean warned;

  FeedWatch(Class<?> operator, MetricGroup metrics) {
    warnings = Warnings.of(operator, metrics);
  }

  void see(String feed) {
    if (warned) {
      return;
    }
    hashes.add(feed.hashCode());
    records++;
    if (records == RECORDS) {
      if (hashes.size() > MAX_FEEDS) {
        warned = true;
        warnings.log("feeds", () -> sentence(feed));
      }
      hashes.clear();
      records = 0;
    }
  }

  boolean hasWarned() {
    return warned;
  }

  private static String sentence(String feed) {
    return "Nearly every record has a feed of its own, such as \"%s\": more than %d of %d. Are keys"
            .formatted(feed, MAX_FEEDS, RECORDS)
        + " ids of items? A record that names no feed belongs to the feed that its key names";
  }
}
