package io.idealstream.stream.drift;

import io.idealstream.drift.DriftWatch;
import io.idealstream.drift.Season;
import io.idealstream.drift.Watched;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * How feeds are watched.
 *
 * @param falseAlarm mean time to a false alarm of a space, over all of its feeds
 * @param interval how often it is looked whether something changed
 * @param items effective number of items that a reference needs
 * @param atLeast how long a reference is gathered at least
 * @param season what comes round
 * @param leastChanges worth an alarm, in the numbers of the signals' units
 * @param watched families of signals
 * @param maxItems of a feed's interval that are looked at
 * @param maxFeeds of a space that are watched
 * @param freezes whether a drift freezes the words of its space until it is over
 */
public record DriftSettings(
    Duration falseAlarm,
    Duration interval,
    int items,
    Duration atLeast,
    Season season,
    Map<Watched, Double> leastChanges,
    Set<Watched> watched,
    int maxItems,
    int maxFeeds,
    boolean freezes)
    implements Serializable {

  /** Items that say what is watched: hundreds tell values apart. */
  private static final int FIRST_ITEMS = 500;

  /** Judged items that say which groups are watched. */
  private static final int FIRST_ANSWERS = 200;

  private static final int LEAST_ANSWERS = 100;

  /** Cosine above which two items are near-duplicates. */
  private static final double ALIKE = 0.995;

  /** Copies the collections. */
  public DriftSettings {
    leastChanges = Map.copyOf(leastChanges);
    watched = Set.copyOf(watched);
  }

  /**
   * The terms of one feed.
   *
   * @param share of the space's budget, above 0 and at most 1
   */
  DriftWatch.Terms terms(double share) {
    return new DriftWatch.Terms(
        Math.min(FIRST_ITEMS, items),
        items,
        Math.max(1, atLeast.toMillis() / interval.toMillis()),
        season,
        watched,
        leastChanges,
        (double) falseAlarm.toMillis() / interval.toMillis(),
        share,
        ALIKE);
  }

  /**
   * How many answers a reference of how often labels are right needs. A tenth of the items is
   * enough: of 2,000 answers of which half are right, the standard error is a point.
   */
  int answers() {
    return Math.max(LEAST_ANSWERS, items / 10);
  }

  /**
   * The terms of how often one feed's labels are right.
   *
   * @param share alike, of which what items show has one half
   */
  DriftWatch.Terms termsOfLabels(double share) {
    return new DriftWatch.Terms(
        Math.min(FIRST_ANSWERS, answers()),
        answers(),
        Math.max(1, atLeast.toMillis() / interval.toMillis()),
        season,
        watched,
        leastChanges,
        (double) falseAlarm.toMillis() / interval.toMillis(),
        share / 2,
        ALIKE);
  }

  /** The interval that a time lies in. */
  long intervalAt(Instant time) {
    return Math.floorDiv(time.toEpochMilli(), interval.toMillis());
  }

  /** When an interval begins. */
  Instant begin(long number) {
    return Instant.ofEpochMilli(number * interval.toMillis());
  }

  /** The watermark that closes an interval. */
  long closing(long number) {
    return (number + 1) * interval.toMillis() - 1;
  }

  /** The standard that counts in an interval. */
  int slot(long number) {
    return season.slot(begin(number));
  }
}
