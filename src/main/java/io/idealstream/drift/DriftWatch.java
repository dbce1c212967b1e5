package io.idealstream.drift;

import io.idealstream.math.FactorSpace;
import java.util.Optional;

/**
 * One feed of a space, interval by interval. Its first items say what is watched, the intervals
 * from there on what is normal, and from then on changes are found and named.
 *
 * <p>Deterministic: intervals come in their order, and what comes of one depends on no order of its
 * items. Mutable; {@link DriftMemory} holds all that a restart needs.
 */
public final class DriftWatch {

  /**
   * How a feed is watched.
   *
   * @param firstItems that say what is watched; hundreds tell values apart
   * @param referenceItems effective number of items that the reference needs
   * @param referenceIntervals that it lasts at least
   * @param season what comes round
   * @param asked mean number of intervals to a false alarm, over all feeds of the space
   * @param share of the space's budget that the feed has, above 0 and at most 1
   * @param alike cosine above which two items are near-duplicates
   */
  public record Terms(
      int firstItems,
      double referenceItems,
      long referenceIntervals,
      Season season,
      double asked,
      double share,
      double alike) {}

  /** What a phase makes of an interval. */
  interface Phase {

    /** Takes an interval with items. */
    Optional<Finding> close(long interval, int slot, IntervalItems items) throws Exception;

    /** The phase that comes next; itself while it lasts. */
    Phase next() throws Exception;
  }

  private Phase phase;

  private DriftWatch(Phase phase) {
    this.phase = phase;
  }

  /**
   * The watch of a feed, where its state says that it is.
   *
   * @param promptWords words of the prompts, row-major [rows of the space x dimension]
   */
  public static DriftWatch of(
      FactorSpace space, double[] promptWords, Terms terms, DriftMemory state) throws Exception {
    FirstItems first = new FirstItems(space, promptWords, terms, state);
    for (byte[] bytes : state.list(DriftMemory.Part.FIRST)) {
      first.read(bytes);
    }
    if (!first.complete()) {
      return new DriftWatch(first);
    }
    Watch watch = first.watch();
    return new DriftWatch(
        state.value(DriftMemory.Value.FROZEN) == null
            ? ReferencePhase.resume(watch, terms, state)
            : Watching.resume(watch, terms, state));
  }

  /** Whether the reference is frozen, so that changes are found. */
  public boolean isWatching() {
    return phase instanceof Watching;
  }

  /**
   * Takes the next interval; one without items changes nothing.
   *
   * @param interval rises
   * @param slot of the season
   */
  public Optional<Finding> close(long interval, int slot, IntervalItems items) throws Exception {
    if (items.size() == 0) {
      return Optional.empty();
    }
    Optional<Finding> finding = phase.close(interval, slot, items);
    phase = phase.next();
    return finding;
  }
}
