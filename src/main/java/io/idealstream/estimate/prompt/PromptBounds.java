package io.idealstream.estimate.prompt;

import io.idealstream.wire.space.SpaceDefinition;
import java.io.Serial;
import java.io.Serializable;
import java.util.Optional;

/**
 * How much of a space may be prompted.
 *
 * @param sampled cells beyond which a sample is prompted in place of all
 * @param whole cells beyond which a space is refused whose weighting needs all of them
 */
public record PromptBounds(int sampled, int whole) implements Serializable {

  @Serial private static final long serialVersionUID = 1L;

  /** Why a job with these bounds would reject a space; empty where it would not. */
  public Optional<String> whyRefused(SpaceDefinition space) {
    try {
      PromptedCells.of(space, this);
      return Optional.empty();
    } catch (Unpreparable why) {
      return Optional.of(why.getMessage());
    }
  }
}
