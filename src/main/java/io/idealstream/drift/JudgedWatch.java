package io.idealstream.drift;

import java.util.Map;
import java.util.Optional;

/**
 * How often the labels of one feed are right, interval by interval, by what feedback says. The
 * first judged items say which factors and groups are watched; then as {@link DriftWatch}.
 *
 * <p>Deterministic: intervals come in their order, and what comes of one depends on no order of its
 * items. Mutable; {@link DriftMemory} holds all that a restart needs.
 */
public final class JudgedWatch implements FeedWatch<IntervalJudgements> {

  /** What a phase makes of an interval. */
  interface Phase {

    /** Takes an interval with items. */
    Optional<Finding> close(long interval, int slot, IntervalJudgements items) throws Exception;

    /** How near each signal is to an alarm, as a share of the threshold; empty before. */
    default Map<String, Double> nearness() {
      return Map.of();
    }

    /** The phase that comes next; itself while it lasts. */
    Phase next() throws Exception;
  }

  private Phase phase;

  private JudgedWatch(Phase phase) {
    this.phase = phase;
  }

  /**
   * The watch of a feed, where its state says that it is.
   *
   * @param terms whose families and near-duplicates do not matter: there are no vectors
   */
  public static JudgedWatch of(DriftWatch.Terms terms, DriftMemory state) throws Exception {
    FirstJudgements first = new FirstJudgements(terms, state);
    for (byte[] bytes : state.list(DriftMemory.Part.FIRST)) {
      first.read(bytes);
    }
    if (!first.complete()) {
      return new JudgedWatch(first);
    }
    JudgedQuality quality = first.quality();
    return new JudgedWatch(
        state.value(DriftMemory.Value.FROZEN) == null
            ? JudgedReference.resume(quality, terms, state)
            : JudgedWatching.resume(quality, terms, state));
  }

  /** As {@link DriftWatch#holds}, of judged items. */
  public static boolean holds(byte[] first, String id) {
    return FirstJudgements.holds(first, id);
  }

  @Override
  public Map<String, Double> nearness() {
    return phase.nearness();
  }

  @Override
  public boolean isWatching() {
    return phase instanceof JudgedWatching;
  }

  /** One without items changes nothing. */
  @Override
  public Optional<Finding> close(long interval, int slot, IntervalJudgements items)
      throws Exception {
    if (items.size() == 0) {
      return Optional.empty();
    }
    Optional<Finding> finding = phase.close(interval, slot, items);
    phase = phase.next();
    return finding;
  }
}
