package io.idealstream.policy;

import io.idealstream.wire.Drift;
import io.idealstream.wire.DriftState;
import io.idealstream.wire.OrAbsent;
import io.idealstream.wire.Quality;
import io.idealstream.wire.TrialName;
import io.idealstream.wire.decision.FeedDrift;
import io.idealstream.wire.decision.LabelQuality;
import java.time.Instant;
import java.util.Optional;

/**
 * What a record of topic {@code drift} or {@code quality} says to policies: how things stand for
 * items of a time and later, until the next of its series.
 *
 * @param subject whose condition it is
 * @param knownFrom event time of the items from which on it is known
 * @param drift null where a drift is over, and for quality
 * @param quality null for drift
 */
public record Condition(
    Subject subject, Instant knownFrom, @OrAbsent FeedDrift drift, @OrAbsent LabelQuality quality) {

  /**
   * A feed in a space, or the labels of a factor.
   *
   * @param feed null for labels
   * @param factor null for a feed
   * @param watch of several that may drift at once in a feed, which one; null for labels
   */
  public record Subject(
      String space, @OrAbsent String feed, @OrAbsent String factor, @OrAbsent String watch) {}

  private static final String ITEMS = "items";
  private static final String LABELS = "labels";

  /** Empty for one of a space on trial, or that nobody has dated, as in an earlier build. */
  public static Optional<Condition> of(Drift drift) {
    if (drift.knownFrom() == null || TrialName.isOne(drift.space())) {
      return Optional.empty();
    }
    FeedDrift open =
        drift.state() == DriftState.RECOVERED
            ? null
            : new FeedDrift(
                drift.space(),
                drift.factor(),
                drift.value(),
                drift.signal(),
                drift.since(),
                drift.detected(),
                drift.knownFrom());
    Subject subject =
        new Subject(drift.space(), drift.feed(), null, drift.isOfLabels() ? LABELS : ITEMS);
    return Optional.of(new Condition(subject, drift.knownFrom(), open, null));
  }

  /** Empty alike, and for one that does not hold labels against feedback. */
  public static Optional<Condition> of(Quality quality) {
    if (quality.knownFrom() == null
        || TrialName.isOne(quality.space())
        || quality.factor() == null
        || quality.items() == null
        || quality.raw() == null
        || quality.debiased() == null) {
      return Optional.empty();
    }
    LabelQuality known =
        new LabelQuality(
            quality.space(),
            quality.spaceVersion(),
            quality.factor(),
            quality.knownFrom(),
            quality.items(),
            quality.raw(),
            quality.debiased());
    Subject subject = new Subject(quality.space(), null, quality.factor(), null);
    return Optional.of(new Condition(subject, quality.knownFrom(), null, known));
  }
}
