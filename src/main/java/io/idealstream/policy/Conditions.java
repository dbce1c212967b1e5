package io.idealstream.policy;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import io.idealstream.wire.decision.Evidence;
import io.idealstream.wire.decision.FeedDrift;
import io.idealstream.wire.decision.LabelQuality;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How things stood at an item's time, as far as was known then.
 *
 * @param drifts of the item's feed, and of all feeds together, that were open, by space
 * @param quality of labels, by space and factor
 */
public record Conditions(List<FeedDrift> drifts, List<LabelQuality> quality) {

  public static final Conditions NONE = new Conditions(List.of(), List.of());

  private static final int LAYOUT = 1;

  private static final Comparator<LabelQuality> BY_WORST =
      Comparator.<LabelQuality>comparingDouble(one -> one.debiased().worst())
          .thenComparing(LabelQuality::factor);

  /** What a decision went by. */
  public static Conditions of(Evidence evidence) {
    return new Conditions(
        evidence.drifts() == null ? List.of() : evidence.drifts(),
        evidence.quality() == null ? List.of() : evidence.quality());
  }

  /**
   * Whether the item's feed, or all feeds together, drifted in a space.
   *
   * @param factor that names the drift, alone or with another; null for any drift
   */
  boolean isDrifting(String space, String factor) {
    return drifts.stream()
        .filter(drift -> drift.space().equals(space))
        .anyMatch(drift -> factor == null || names(drift, factor));
  }

  private static boolean names(FeedDrift drift, String factor) {
    return drift.factor() != null
        && (drift.factor().equals(factor)
            || Arrays.asList(drift.factor().split("\\*")).contains(factor));
  }

  /**
   * The quality of the factor of a space whose worst group is the worst; empty where no group is
   * known well enough to be the worst.
   *
   * @param factor null for any of the space's
   */
  Optional<LabelQuality> worst(String space, String factor) {
    return quality.stream()
        .filter(one -> one.space().equals(space))
        .filter(one -> factor == null || one.factor().equals(factor))
        .filter(one -> one.debiased().worst() != null)
        .min(BY_WORST);
  }

  /** Null for nothing. */
  public byte[] toBytes() {
    if (drifts.isEmpty() && quality.isEmpty()) {
      return null;
    }
    FlatWriter out = new FlatWriter(LAYOUT).number(drifts.size());
    drifts.forEach(drift -> ConditionBytes.write(out, drift));
    out.number(quality.size());
    quality.forEach(one -> ConditionBytes.write(out, one));
    return out.toBytes();
  }

  /** None of null. */
  public static Conditions of(byte[] bytes) {
    if (bytes == null) {
      return NONE;
    }
    FlatReader in = new FlatReader("conditions of an item", LAYOUT, bytes);
    List<FeedDrift> drifts = new ArrayList<>();
    for (long left = in.number(); left > 0; left--) {
      drifts.add(ConditionBytes.drift(in));
    }
    List<LabelQuality> quality = new ArrayList<>();
    for (long left = in.number(); left > 0; left--) {
      quality.add(ConditionBytes.quality(in));
    }
    return new Conditions(drifts, quality);
  }
}
