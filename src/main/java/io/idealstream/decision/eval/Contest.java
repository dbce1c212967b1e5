package io.idealstream.decision.eval;

import io.idealstream.decision.BestValue;
import io.idealstream.decision.FactorAnswer;
import io.idealstream.decision.FactorLabeller;
import io.idealstream.decision.Gate;
import io.idealstream.decision.Method;
import io.idealstream.decision.PlainMethod;
import io.idealstream.decision.Scoring;
import io.idealstream.decision.SpaceLabeller;
import io.idealstream.decision.SpaceVectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Several methods that answer one factor, by the labellers of the job: each as the job would give
 * its answers, and each as if the space had neither gate nor thresholds, so that all methods answer
 * all items.
 */
public final class Contest {

  private final List<String> methods = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();
  private final SpaceLabeller all;
  private final SpaceLabeller given;

  /**
   * What the job does with the scores of a factor.
   *
   * @param logitScale the model's factor between a cosine and a logit, above zero
   * @param temperature that the logits of debiased answers are divided by
   * @param thresholds least probability of each value
   * @param gate empty where every item is taken to be about the space
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  public record Terms(
      double logitScale, double temperature, double[] thresholds, Optional<Gate> gate) {}

  /**
   * @param factor index of a factor with plain prompts
   * @param contenders those that the vectors do not suffice for are {@link #missing}
   * @throws java.util.NoSuchElementException if the factor has no plain prompts
   */
  public Contest(SpaceVectors vectors, int factor, List<Method> contenders, Terms terms) {
    Scoring plain = new PlainMethod().scoring(vectors, factor).orElseThrow();
    List<FactorLabeller> forced = new ArrayList<>();
    List<FactorLabeller> asInTheJob = new ArrayList<>();
    for (Method method : contenders) {
      Optional<Scoring> scoring = method.scoring(vectors, factor);
      if (scoring.isEmpty()) {
        missing.add(method.name());
        continue;
      }
      methods.add(method.name());
      Optional<Scoring> debiased = method.debiases() ? scoring : Optional.empty();
      forced.add(labeller(terms, new double[terms.thresholds.length], plain, debiased));
      asInTheJob.add(labeller(terms, terms.thresholds, plain, debiased));
    }
    all = new SpaceLabeller(forced, Optional.empty());
    given = new SpaceLabeller(asInTheJob, terms.gate);
  }

  private static FactorLabeller labeller(
      Terms terms, double[] thresholds, Scoring plain, Optional<Scoring> debiased) {
    return new FactorLabeller(terms.logitScale, new BestValue(thresholds), plain, debiased)
        .at(terms.temperature);
  }

  /** Names of the methods that answer, in the order of their answers. */
  public List<String> methods() {
    return List.copyOf(methods);
  }

  /** Names of the methods that the vectors do not suffice for. */
  public List<String> missing() {
    return List.copyOf(missing);
  }

  /**
   * One answer per method, whatever the item and however unsure.
   *
   * @param item unit vector [dimension]
   */
  public List<FactorAnswer> answers(float[] item) {
    return all.answer(item);
  }

  /**
   * One answer per method as the job gives them: without a value where the space's gate does not
   * admit the item or the value's threshold is not reached.
   *
   * @param item unit vector [dimension]
   */
  public List<FactorAnswer> answersGiven(float[] item) {
    return given.answer(item);
  }
}
