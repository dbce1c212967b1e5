package io.idealstream.stream.space;

import io.idealstream.math.FactorSpace;
import io.idealstream.stream.PreparedSpace;
import io.idealstream.stream.SourceEstimate;
import io.idealstream.stream.SpaceInForce;
import io.idealstream.wire.Source;
import io.idealstream.wire.Word;
import io.idealstream.wire.space.Role;
import io.idealstream.wire.space.SpaceDefinition;

/**
 * Whose words label a space.
 *
 * <p>The source that a space asks for labels once it determines the centre and every word of the
 * label factors. Until then, and whenever it no longer does, the prompts label.
 */
final class Labelling {

  private Labelling() {}

  /** Whether an estimate is of the source that a space wants to be labelled by, and not prompts. */
  static boolean isAskedFor(SourceEstimate estimate, SpaceDefinition definition) {
    return estimate.source() != Source.PROMPTS
        && estimate.source() == definition.estimate().labelSource()
        && estimate.feed().equals(Word.EVERY_FEED);
  }

  /** Whether an estimate may label: it is asked for, and determines all that labels hang on. */
  static boolean labels(SourceEstimate estimate, SpaceDefinition definition) {
    return isAskedFor(estimate, definition) && suffices(estimate, definition);
  }

  /** Whether an estimate determines all that labels hang on. */
  static boolean suffices(SourceEstimate estimate, SpaceDefinition definition) {
    FactorSpace space = definition.factorSpace();
    boolean all = estimate.determined()[0];
    for (String name : definition.factorsOf(Role.LABEL)) {
      int factor = space.factorIndex(name);
      for (int v = 0; v < space.values(factor); v++) {
        all &= estimate.determined()[space.row(factor, v)];
      }
    }
    return all;
  }

  /**
   * The space for labelling.
   *
   * @param words version of the words; 0 without
   * @param labelling words that label; null where there are none yet
   */
  static SpaceInForce inForce(PreparedSpace space, long words, SourceEstimate labelling) {
    return new SpaceInForce(
        space.space(),
        space.version(),
        space.definition(),
        space.definition() == null ? null : space.model(),
        space.logitScale(),
        words,
        labelling,
        space.plain(),
        space.gate());
  }
}
