package io.idealstream.policy;

import io.idealstream.wire.Drift;
import io.idealstream.wire.DriftState;
import io.idealstream.wire.DriftVersions;
import io.idealstream.wire.GroupAccuracy;
import io.idealstream.wire.Quality;
import java.time.Instant;
import java.util.List;

/** Records of drift and quality for tests. */
public final class ConditionThings {

  private ConditionThings() {}

  /** A change of shares of a value of a factor; null for what has no name. */
  public static Drift drift(
      String space, String feed, String factor, DriftState state, Instant knownFrom) {
    return new Drift(
        space,
        feed,
        factor,
        factor == null ? null : "water",
        factor == null ? Drift.UNNAMED : "share",
        state,
        Things.TIME.minusSeconds(60),
        Things.TIME,
        null,
        20,
        10,
        "it moved",
        List.of("i-7"),
        new DriftVersions(3, 1, "sha256:x"),
        knownFrom);
  }

  /**
   * Live accuracy of a factor of version 3 of a space.
   *
   * @param worst of the debiased labels; null for not known
   */
  public static Quality quality(
      String space, String factor, Double worst, String worstGroup, Instant knownFrom) {
    GroupAccuracy debiased =
        new GroupAccuracy(worst, 0.875, worst == null ? null : 0.875 - worst, worstGroup);
    return new Quality(
        space,
        3,
        factor,
        Things.TIME,
        120.5,
        new GroupAccuracy(0.25, 0.5, 0.25, "landbird/water"),
        debiased,
        0.1,
        null,
        null,
        null,
        null,
        knownFrom);
  }

  public static Condition of(Drift drift) {
    return Condition.of(drift).orElseThrow();
  }

  public static Condition of(Quality quality) {
    return Condition.of(quality).orElseThrow();
  }
}
