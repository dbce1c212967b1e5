package io.idealstream.cli.drift;

import io.idealstream.cli.eval.PromptedSpace;
import io.idealstream.decision.Abstention;
import io.idealstream.decision.BestValue;
import io.idealstream.decision.FactorAnswer;
import io.idealstream.decision.FactorLabeller;
import io.idealstream.decision.Gate;
import io.idealstream.decision.IdealWordMethod;
import io.idealstream.decision.PlainMethod;
import io.idealstream.decision.Scoring;
import io.idealstream.decision.SpaceVectors;
import io.idealstream.drift.Item;
import io.idealstream.math.FactorSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Vectors as items of a space, with the answers that its prompts' words give. */
public final class AnsweredItems {

  private final FactorSpace space;
  private final List<FactorLabeller> labellers = new ArrayList<>();
  private final List<Boolean> plain = new ArrayList<>();
  private final Optional<Gate> gate;

  /** By the words of a space's prompts. */
  public AnsweredItems(PromptedSpace prompted) {
    space = prompted.space();
    SpaceVectors vectors = prompted.vectors();
    for (int i = 0; i < space.factors(); i++) {
      Scoring words = new IdealWordMethod().scoring(vectors, i).orElseThrow();
      Optional<Scoring> raw = new PlainMethod().scoring(vectors, i);
      plain.add(raw.isPresent());
      labellers.add(
          new FactorLabeller(
                  prompted.logitScale(),
                  new BestValue(prompted.terms(i).thresholds()),
                  raw.orElse(words),
                  Optional.of(words))
              .at(prompted.terms(i).temperature()));
    }
    gate = prompted.terms(0).gate();
  }

  /**
   * An item.
   *
   * @param vector unit vector [dimension]
   */
  public Item of(float[] vector) {
    double[][] debiased = new double[space.factors()][];
    double[][] raw = new double[space.factors()][];
    boolean[] uncertain = new boolean[space.factors()];
    for (int i = 0; i < debiased.length; i++) {
      FactorAnswer answer = labellers.get(i).answer(vector);
      debiased[i] = answer.probabilities();
      raw[i] = plain.get(i) ? answer.raw().probabilities() : null;
      uncertain[i] = answer.abstained() == Abstention.UNCERTAIN;
    }
    boolean outside = gate.isPresent() && !gate.get().admits(vector);
    return new Item(vector, debiased, raw, outside, uncertain, 0);
  }
}
