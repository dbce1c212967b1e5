package io.idealstream.cli.drift;

import io.idealstream.cli.eval.PromptedSpace;
import io.idealstream.decision.BestValue;
import io.idealstream.drift.Item;
import io.idealstream.drift.Seen;
import io.idealstream.stream.drift.ItemAnswers;

/** Vectors as items of a space, with the answers that its prompts' words give. */
public final class AnsweredItems {

  private final ItemAnswers answers;

  /** By the words of a space's prompts. */
  public AnsweredItems(PromptedSpace prompted) {
    answers =
        new ItemAnswers(
            prompted.vectors(),
            prompted.logitScale(),
            factor -> prompted.terms(factor).temperature(),
            factor -> new BestValue(prompted.terms(factor).thresholds()),
            prompted.terms(0).gate());
  }

  /**
   * An item.
   *
   * @param vector unit vector [dimension]
   */
  public Item of(float[] vector) {
    return answers.of(new Seen(vector, 0));
  }
}
