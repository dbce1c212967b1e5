package io.idealstream.cli.learn;

import io.idealstream.decision.IdealWordMethod;
import io.idealstream.decision.Method;
import io.idealstream.decision.PlainMethod;
import io.idealstream.decision.Scoring;
import io.idealstream.decision.SpaceVectors;
import io.idealstream.math.Blend;
import io.idealstream.math.CellSums;
import io.idealstream.math.Factor;
import io.idealstream.math.FactorSpace;
import io.idealstream.math.IdealWords;
import io.idealstream.math.LeastSquares;
import io.idealstream.math.Moments;
import io.idealstream.math.Weighting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is asked of items, and everyone's way to answer it.
 *
 * @param space of the items' cells
 * @param factor that is asked for
 * @param spurious factors that must not sway the answer
 * @param prompts words of the prompts, all of them determined
 * @param plain unit vectors of the factor's plain prompts, row-major [values x dimension]
 * @param weighting by which words are fitted to feedback
 * @param methods that score items by words
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Question(
    FactorSpace space,
    int factor,
    Set<Integer> spurious,
    IdealWords prompts,
    double[] plain,
    Weighting weighting,
    List<Method> methods) {

  /**
   * A source of answers.
   *
   * @param source {@code plain}, {@code prompts}, {@code means}, {@code feedback} or {@code blend}
   * @param method by which items are scored; null where the source has its own
   */
  public record Contender(String source, String method) {}

  /** What answers the question before any feedback. */
  Map<Contender, Scoring> unlearned() {
    Map<Contender, Scoring> scorings = new LinkedHashMap<>();
    Optional<Scoring> asked = new PlainMethod().scoring(vectors().withPlain(factor, plain), factor);
    scorings.put(new Contender("plain", null), asked.orElseThrow());
    for (Method method : methods) {
      SpaceVectors words = words(prompts);
      scorings.put(
          new Contender("prompts", method.name()), method.scoring(words, factor).orElseThrow());
    }
    return scorings;
  }

  /**
   * What answers it after some feedback. Where feedback does not determine the answers yet, the
   * prompts answer, as they do in the job.
   *
   * @param feedback sums of the items so far; at least one
   * @param unlearned see {@link #unlearned}
   */
  Map<Contender, Scoring> learned(CellSums feedback, Map<Contender, Scoring> unlearned) {
    Map<Contender, Scoring> scorings = new LinkedHashMap<>();
    LeastSquares fit = LeastSquares.fit(weighting.moments(feedback));
    Blend blend = Blend.of(fit, prompts);
    for (Method method : methods) {
      Scoring fallback = unlearned.get(new Contender("prompts", method.name()));
      scorings.put(
          new Contender("feedback", method.name()), pictured(fit.words(), method).orElse(fallback));
      scorings.put(
          new Contender("blend", method.name()), pictured(blend.words(), method).orElse(fallback));
    }
    scorings.put(
        new Contender("means", null),
        means(feedback).orElse(unlearned.get(new Contender("plain", null))));
    return scorings;
  }

  private Optional<Scoring> pictured(IdealWords words, Method method) {
    return words.hasCentre()
        ? method.scoring(vectors().withImageWords(words.rows(), words.determinedRows()), factor)
        : Optional.empty();
  }

  /** Running means of the values, whatever else the items show: least squares over one factor. */
  private Optional<Scoring> means(CellSums feedback) {
    Factor alone = space.factor(factor);
    FactorSpace one = FactorSpace.of(List.of(alone));
    Moments moments = new Moments(one, feedback.anchor());
    feedback.cells().forEach((cell, sum) -> moments.merge(one.cellAt(cell.value(factor)), sum));
    IdealWords words = LeastSquares.fit(moments).words();
    if (!words.hasCentre()) {
      return Optional.empty();
    }
    SpaceVectors vectors =
        SpaceVectors.of(one, words.dimension())
            .withImageWords(words.rows(), words.determinedRows());
    return new IdealWordMethod().scoring(vectors, 0);
  }

  private SpaceVectors words(IdealWords words) {
    return vectors().withWords(words.rows(), words.determinedRows());
  }

  private SpaceVectors vectors() {
    return SpaceVectors.of(space, prompts.dimension()).withSpurious(spurious);
  }
}
