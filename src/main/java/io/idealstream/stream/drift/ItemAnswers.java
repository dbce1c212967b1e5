package io.idealstream.stream.drift;

import io.idealstream.decision.FactorAnswer;
import io.idealstream.decision.FactorLabeller;
import io.idealstream.decision.Gate;
import io.idealstream.decision.IdealWordMethod;
import io.idealstream.decision.PlainMethod;
import io.idealstream.decision.Rule;
import io.idealstream.decision.Scoring;
import io.idealstream.decision.SpaceVectors;
import io.idealstream.drift.Answers;
import io.idealstream.drift.Item;
import io.idealstream.drift.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;

/** The answers of a space to items in all of its factors, by the words of its prompts. */
public final class ItemAnswers implements Answers {

  private final List<FactorLabeller> labellers = new ArrayList<>();
  private final List<Boolean> plain = new ArrayList<>();
  private final Optional<Gate> gate;

  /**
   * By the vectors of a space.
   *
   * @param vectors with the words of the prompts
   * @param logitScale the model's factor between a cosine and a logit
   * @param temperatures of the factors, by index
   * @param rules how scores become answers, by index of the factor
   * @throws IllegalArgumentException if the prompts do not determine every word
   */
  public ItemAnswers(
      SpaceVectors vectors,
      double logitScale,
      IntToDoubleFunction temperatures,
      IntFunction<Rule> rules,
      Optional<Gate> gate) {
    for (int i = 0; i < vectors.space().factors(); i++) {
      String name = vectors.space().factor(i).name();
      Scoring words =
          new IdealWordMethod()
              .scoring(vectors, i)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "the prompts do not determine every word of factor " + name));
      Optional<Scoring> raw = new PlainMethod().scoring(vectors, i);
      plain.add(raw.isPresent());
      labellers.add(
          new FactorLabeller(logitScale, rules.apply(i), raw.orElse(words), Optional.of(words))
              .at(temperatures.applyAsDouble(i)));
    }
    this.gate = gate;
  }

  @Override
  public Item of(Seen seen) {
    double[][] debiased = new double[labellers.size()][];
    double[][] raw = new double[labellers.size()][];
    for (int i = 0; i < debiased.length; i++) {
      FactorAnswer answer = labellers.get(i).answer(seen.vector());
      debiased[i] = answer.probabilities();
      raw[i] = plain.get(i) ? answer.raw().probabilities() : null;
    }
    return new Item(
        seen.vector(),
        debiased,
        raw,
        gate.isPresent() && !gate.get().admits(seen.vector()),
        new boolean[debiased.length],
        seen.pixels());
  }
}
