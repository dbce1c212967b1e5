package io.idealstream.stream.space;

import io.idealstream.math.FactorSpace;
import io.idealstream.stream.PreparedSpace;
import io.idealstream.stream.SourceEstimate;
import io.idealstream.stream.SpaceInForce;
import io.idealstream.stream.state.FlatReader;
import io.idealstream.stream.state.FlatWriter;
import io.idealstream.wire.Source;
import io.idealstream.wire.Word;
import io.idealstream.wire.space.Role;
import io.idealstream.wire.space.SpaceDefinition;

/**
 * What labelling needs of a prepared space beside the words of another source than its prompts.
 *
 * <p>The source that a space asks for labels once it determines the centre and every word of the
 * label factors. Until then, and whenever it no longer does, the prompts label.
 */
final class Labelling {

  private static final int LAYOUT = 1;

  private Labelling() {}

  static byte[] toBytes(PreparedSpace space) {
    return new FlatWriter(LAYOUT)
        .real(space.logitScale())
        .bytes(EstimateState.toBytes(space.prompts()))
        .reals(space.plain())
        .reals(space.gate())
        .toBytes();
  }

  /** The space as it was prepared. */
  static PreparedSpace of(String name, HeldSpace now, byte[] state) {
    FlatReader in = new FlatReader("space as prepared", LAYOUT, state);
    double logitScale = in.real();
    SourceEstimate prompts = EstimateState.of(in.bytes());
    return new PreparedSpace(
        name,
        now.version(),
        now.definition(),
        now.model(),
        logitScale,
        prompts,
        in.reals(),
        in.reals());
  }

  /** Whether an estimate is of the source that a space wants to be labelled by, and not prompts. */
  static boolean isAskedFor(SourceEstimate estimate, SpaceDefinition definition) {
    return estimate.source() != Source.PROMPTS
        && estimate.source() == definition.estimate().labelSource()
        && estimate.feed().equals(Word.EVERY_FEED);
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
