package io.idealstream.wire;

import java.time.Instant;
import java.util.List;

/**
 * That words are of what came before a time, while what comes is summed aside.
 *
 * @param since event time; the earliest where there are several
 * @param sources whose words these are
 * @param feeds whose words these are, where the space is estimated per feed
 */
public record Frozen(Instant since, List<String> sources, @OrAbsent List<String> feeds) {

  /** Copies the lists. */
  public Frozen {
    sources = List.copyOf(sources);
    feeds = feeds == null ? null : List.copyOf(feeds);
  }
}
