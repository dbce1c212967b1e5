package io.idealstream.drift;

import io.idealstream.math.FactorSpace;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One feed of a space, interval by interval. Its first items say what is watched, the intervals
 * from there on what is normal, and from then on changes are found and named.
 *
 * <p>Deterministic: intervals come in their order, and what comes of one depends on no order of its
 * items. Mutable; {@link DriftMemory} holds all that a restart needs.
 */
public final class DriftWatch implements FeedWatch<IntervalItems> {

  /**
   * How a feed is watched.
   *
   * @param firstItems that say what is watched; hundreds tell values apart
   * @param referenceItems effective number of items that the reference needs
   * @param referenceIntervals that it lasts at least
   * @param season what comes round
   * @param watched families of signals
   * @param leastChanges worth an alarm, by family; a family without has its units' own
   * @param asked mean number of intervals to a false alarm, over all feeds of the space
   * @param share of the space's budget that the feed has, above 0 and at most 1
   * @param alike cosine above which two items are near-duplicates
   */
  public record Terms(
      int firstItems,
      double referenceItems,
      long referenceIntervals,
      Season season,
      Set<Watched> watched,
      Map<Watched, Double> leastChanges,
      double asked,
      double share,
      double alike) {

    /** Copies the collections. */
    public Terms {
      watched = Set.copyOf(watched);
      leastChanges = Map.copyOf(leastChanges);
    }
  }

  /**
   * What a feed is watched by, which stays the same as long as its state.
   *
   * @param promptWords words of the prompts, row-major [rows of the space x dimension]
   * @param answers by these words
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  public record Standpoint(FactorSpace space, double[] promptWords, Answers answers) {}

  /** What a phase makes of an interval. */
  interface Phase {

    /** Takes an interval with items. */
    Optional<Finding> close(long interval, int slot, AnsweredInterval items) throws Exception;

    /** How near each signal is to an alarm, as a share of the threshold; empty before. */
    default Map<String, Double> nearness() {
      return Map.of();
    }

    /** The phase that comes next; itself while it lasts. */
    Phase next() throws Exception;
  }

  private final Answers answers;
  private Phase phase;
  private double[][] shares;

  private DriftWatch(Answers answers, Phase phase) {
    this.answers = answers;
    this.phase = phase;
  }

  /** The watch of a feed, where its state says that it is. */
  public static DriftWatch of(Standpoint standpoint, Terms terms, DriftMemory state)
      throws Exception {
    FirstItems first = new FirstItems(standpoint, terms, state);
    for (byte[] bytes : state.list(DriftMemory.Part.FIRST)) {
      first.read(bytes);
    }
    if (!first.complete()) {
      return new DriftWatch(standpoint.answers(), first);
    }
    Watch watch = first.watch();
    return new DriftWatch(
        standpoint.answers(),
        state.value(DriftMemory.Value.FROZEN) == null
            ? ReferencePhase.resume(watch, terms, state)
            : Watching.resume(watch, terms, state));
  }

  /**
   * Whether an item is among those of an interval in {@link DriftMemory.Part#FIRST}, which are kept
   * as long as the reference: what is watched is set up by them.
   */
  public static boolean holds(byte[] first, String id) {
    return FirstItems.holds(first, id);
  }

  @Override
  public Map<String, Double> nearness() {
    return phase.nearness();
  }

  /**
   * Mean probabilities of the interval that was closed last, [factors][values]; null without items.
   */
  public double[][] shares() {
    return shares;
  }

  @Override
  public boolean isWatching() {
    return phase instanceof Watching;
  }

  /** One without items and dead letters changes nothing. */
  @Override
  public Optional<Finding> close(long interval, int slot, IntervalItems items) throws Exception {
    shares = null;
    if (items.size() == 0 && items.deadLetters() == 0) {
      return Optional.empty();
    }
    AnsweredInterval answered = new AnsweredInterval(items, answers);
    shares = answered.shares();
    Optional<Finding> finding = phase.close(interval, slot, answered);
    phase = phase.next();
    return finding;
  }
}
