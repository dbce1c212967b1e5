package io.idealstream.estimate.words;

import io.idealstream.estimate.PreparedSpace;
import io.idealstream.estimate.SourceEstimate;
import io.idealstream.math.FactorSpace;
import io.idealstream.wire.config.Count;
import io.idealstream.wire.space.SpaceDefinition;
import java.util.List;

/**
 * A space as labelling holds it; it replaces what was held under the space's name.
 *
 * <p>The definition and the raw answer's vectors may come before the words: until the words come,
 * labels say that they are not debiased.
 *
 * @param spaceVersion see {@link PreparedSpace#version}
 * @param definition canonical JSON; null where the space is gone, or will not come
 * @param model fingerprint of the model that made the vectors; null with {@code definition}
 * @param logitScale the model's factor between a cosine and a logit; 0 with {@code definition} null
 * @param words version of the words in {@code labelling}; 0 without
 * @param labelling words of the source that labels; null where there are none yet. Its rows may be
 *     those of the label factors alone, see {@link #labelled}
 * @param plain see {@link PreparedSpace#plain}; null with {@code definition}
 * @param gate see {@link PreparedSpace#gate}; null with {@code definition}
 * @param prompted cells whose prompts made the words of the prompts; 0 where that is not known
 */
@SuppressWarnings("ArrayRecordComponent") // in flight, compared by nobody
public record SpaceInForce(
    String space,
    long spaceVersion,
    byte[] definition,
    String model,
    double logitScale,
    long words,
    SourceEstimate labelling,
    double[] plain,
    double[] gate,
    long prompted) {

  /** A space of which nobody says how many cells were prompted. */
  public SpaceInForce(
      String space,
      long spaceVersion,
      byte[] definition,
      String model,
      double logitScale,
      long words,
      SourceEstimate labelling,
      double[] plain,
      double[] gate) {
    this(space, spaceVersion, definition, model, logitScale, words, labelling, plain, gate, 0);
  }

  /** Whether the space was removed, and nothing needs to be known of it any more. */
  public boolean isForgotten() {
    return spaceVersion == PreparedSpace.FORGOTTEN;
  }

  /**
   * The factors that the rows of {@code labelling} are of: those of the definition, or the label
   * factors among them, since words of spurious factors label nothing.
   *
   * @throws IllegalArgumentException if the rows fit neither
   */
  public static FactorSpace labelled(SourceEstimate labelling, SpaceDefinition definition) {
    int rows = labelling.determined().length;
    for (FactorSpace space : List.of(definition.factorSpace(), definition.labelSpace())) {
      if (space.rows() == rows) {
        return space;
      }
    }
    throw new IllegalArgumentException(
        "words of %s, expected %d, or %d of label factors"
            .formatted(
                Count.of(rows, "row"),
                definition.factorSpace().rows(),
                definition.labelSpace().rows()));
  }
}
