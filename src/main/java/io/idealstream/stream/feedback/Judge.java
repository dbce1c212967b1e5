package io.idealstream.stream.feedback;

import io.idealstream.decision.quality.JudgedAnswer;
import io.idealstream.decision.quality.JudgedAnswer.Verdict;
import io.idealstream.math.FactorSpace;
import io.idealstream.stream.feedback.KeptAnswers.Answer;
import io.idealstream.wire.space.Naming;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Holds a space's answers against what feedback names of the space. */
final class Judge {

  private Judge() {}

  /**
   * The answers whose truth is known, by factor. The truth of a factor is known if feedback names
   * one value of it that the space has; of a factor of kind {@code many} one value does not tell
   * the truth.
   */
  static Map<String, JudgedAnswer> judged(FactorSpace space, KeptAnswers answers, Naming truth) {
    Map<String, JudgedAnswer> judged = new LinkedHashMap<>();
    answers
        .factors()
        .forEach(
            (factor, answer) -> {
              String value = truth.values().get(factor);
              if (value != null && answer.raw() != null) {
                List<String> values = space.factor(space.factorIndex(factor)).values();
                judged.put(factor, judged(answer, values, value));
              }
            });
    return judged;
  }

  private static JudgedAnswer judged(Answer answer, List<String> values, String truth) {
    double[] probabilities =
        answer.probabilities().isEmpty()
            ? new double[0]
            : values.stream().mapToDouble(answer.probabilities()::get).toArray();
    return new JudgedAnswer(
        truth.equals(answer.raw()),
        verdict(answer, truth),
        answer.given() ? values.indexOf(answer.label()) : JudgedAnswer.NONE,
        probabilities,
        values.indexOf(truth),
        answer.set() == null ? null : answer.set().stream().map(values::indexOf).toList());
  }

  private static Verdict verdict(Answer answer, String truth) {
    if (!answer.debiased()) {
      return Verdict.NONE;
    }
    if (!answer.given()) {
      return Verdict.WITHHELD;
    }
    return truth.equals(answer.label()) ? Verdict.RIGHT : Verdict.WRONG;
  }
}
