package io.idealstream.stream.label;

import io.idealstream.stream.SpaceInForce;
import io.idealstream.stream.inforce.AnswerItems;
import io.idealstream.stream.inforce.WaitingSettings;
import io.idealstream.wire.Label;

/**
 * Labels every image in every space that is in force for its feed and model, one label each.
 *
 * <p>An image waits until the awaited spaces have their words. Beyond the bound it is labelled in
 * the spaces that are there: by plain prompts alone, and saying so, where the words are still
 * missing.
 */
public final class LabelItems extends AnswerItems<SpaceInForce, Label> {

  private static final long serialVersionUID = 1L;

  public LabelItems(WaitingSettings settings) {
    super(HeldSpaces::new, settings);
  }
}
