package io.idealstream.stream.drift;

import io.idealstream.drift.DriftWatch;
import io.idealstream.estimate.HeldSpace;
import io.idealstream.estimate.PreparedSpace;
import io.idealstream.estimate.SourceEstimate;
import io.idealstream.estimate.words.SpaceInForce;
import io.idealstream.math.Factor;
import io.idealstream.stream.label.SpaceParts;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.Word;
import io.idealstream.wire.space.Per;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A space by whose prompts feeds are watched.
 *
 * @param perFeed whether each feed has words of its own
 * @param standpoint null where it cannot be watched
 * @param why it cannot; null where it can
 */
record WatchedSpace(
    long version, String model, boolean perFeed, DriftWatch.Standpoint standpoint, String why) {

  static WatchedSpace of(PreparedSpace space) {
    if (space.definition() == null) {
      return new WatchedSpace(space.version(), space.model(), false, null, "it is gone");
    }
    boolean perFeed = HeldSpace.of(space).parsed().estimate().per() == Per.FEED;
    try {
      return new WatchedSpace(space.version(), space.model(), perFeed, standpoint(space), null);
    } catch (Unreadable | IllegalArgumentException why) {
      return new WatchedSpace(space.version(), space.model(), perFeed, null, why.getMessage());
    }
  }

  /**
   * Shares by the names of factors and values.
   *
   * @param shares null for none
   */
  Map<String, Map<String, Double>> named(double[][] shares) {
    Map<String, Map<String, Double>> named = new LinkedHashMap<>();
    for (int i = 0; shares != null && i < shares.length; i++) {
      Map<String, Double> values = new LinkedHashMap<>();
      Factor factor = standpoint.space().factor(i);
      for (int v = 0; v < shares[i].length; v++) {
        values.put(factor.values().get(v), shares[i][v]);
      }
      named.put(factor.name(), values);
    }
    return named;
  }

  /** Whether a feed has words of its own. */
  boolean estimatedPerFeed(String feed) {
    return perFeed && !feed.equals(Word.EVERY_FEED);
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
