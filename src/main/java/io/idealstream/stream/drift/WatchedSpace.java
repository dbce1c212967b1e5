package io.idealstream.stream.drift;

import io.idealstream.drift.DriftWatch;
import io.idealstream.estimate.PreparedSpace;
import io.idealstream.estimate.SourceEstimate;
import io.idealstream.estimate.words.SpaceInForce;
import io.idealstream.stream.label.SpaceParts;
import io.idealstream.wire.Unreadable;

/**
 * A space by whose prompts feeds are watched.
 *
 * @param standpoint null where it cannot be watched
 * @param why it cannot; null where it can
 */
record WatchedSpace(long version, String model, DriftWatch.Standpoint standpoint, String why) {

  static WatchedSpace of(PreparedSpace space) {
    try {
      return new WatchedSpace(space.version(), space.model(), standpoint(space), null);
    } catch (Unreadable | IllegalArgumentException why) {
      return new WatchedSpace(space.version(), space.model(), null, why.getMessage());
    }
  }

  private static DriftWatch.Standpoint standpoint(PreparedSpace space) throws Unreadable {
    SourceEstimate prompts = space.prompts();
    SpaceParts parts =
        SpaceParts.of(
            new SpaceInForce(
                space.space(),
                space.version(),
                space.definition(),
                space.model(),
                space.logitScale(),
                0,
                prompts.with(null),
                space.plain(),
                space.gate()));
    return new DriftWatch.Standpoint(
        parts.factors(),
        prompts.rows(),
        new ItemAnswers(
            parts.vectors(),
            space.logitScale(),
            factor -> parts.factor(factor).temperature(),
            parts::rule,
            parts.gate()));
  }
}
