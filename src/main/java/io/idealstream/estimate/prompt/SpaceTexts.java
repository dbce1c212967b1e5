package io.idealstream.estimate.prompt;

import io.idealstream.wire.space.SpaceDefinition;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The texts that a job embeds of a space. */
public final class SpaceTexts {

  private SpaceTexts() {}

  /** Each once, in the order in which they are embedded: plain prompts, the gate, cells. */
  public static List<String> of(SpaceDefinition space, PromptBounds bounds) {
    return from(new PromptSequence(space, PromptedCells.of(space, bounds)), 0);
  }

  static List<String> from(PromptSequence prompts, long group) {
    Set<String> texts = new LinkedHashSet<>();
    for (long at = group; at < prompts.groups(); at++) {
      texts.addAll(prompts.texts(at));
    }
    return List.copyOf(texts);
  }
}
