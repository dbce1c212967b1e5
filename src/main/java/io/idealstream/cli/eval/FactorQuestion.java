package io.idealstream.cli.eval;

import io.idealstream.decision.FactorAnswer;
import io.idealstream.decision.Method;
import io.idealstream.decision.Methods;
import io.idealstream.decision.SpaceVectors;
import io.idealstream.decision.eval.Bootstrap;
import io.idealstream.decision.eval.Chance;
import io.idealstream.decision.eval.Comparison;
import io.idealstream.decision.eval.Contest;
import io.idealstream.decision.eval.GroupTable;
import io.idealstream.decision.eval.Outcome;
import io.idealstream.decision.eval.Reliability;
import io.idealstream.decision.eval.SideEffects;
import io.idealstream.decision.quality.AnswerSums;
import io.idealstream.decision.quality.JudgedAnswer;
import io.idealstream.decision.quality.JudgedAnswer.Verdict;
import java.util.ArrayList;
import java.util.List;

/** One label factor, asked of pictures by several methods, in groups of all factors. Mutable. */
final class FactorQuestion {

  private static final String PLAIN = "plain";

  private final String factor;
  private final Contest contest;
  private final double temperature;
  private final boolean withholds;
  private final GroupTable all;
  private final GroupTable given;
  private final SideEffects sideEffects;
  private final int[] truths;
  private final List<AnswerSums> sums = new ArrayList<>();
  private final List<Reliability> reliabilities = new ArrayList<>();

  /**
   * @param others factors that no method is asked to clear
   */
  FactorQuestion(
      PromptedSpace prompted,
      SpaceVectors vectors,
      int factor,
      List<Method> methods,
      List<String> groups,
      List<SideEffects.Factor> others) {
    this.factor = prompted.space().factor(factor).name();
    Contest.Terms terms = prompted.terms(factor);
    contest = new Contest(vectors, factor, methods, terms);
    temperature = terms.temperature();
    withholds = prompted.withholds(factor);
    truths = new int[prompted.space().values(factor)];
    all = new GroupTable(contest.methods(), groups);
    given = new GroupTable(contest.methods(), groups);
    sideEffects = new SideEffects(contest.methods(), PLAIN, truths.length, others);
    for (int m = 0; m < contest.methods().size(); m++) {
      sums.add(AnswerSums.none());
      reliabilities.add(new Reliability());
    }
  }

  /**
   * Answers a picture.
   *
   * @param group index of its group, {@link GroupTable#UNKNOWN} for none
   * @param truth index of the factor's value
   * @param others the picture's value of each of the others, {@link PictureValues#UNKNOWN} for none
   * @return one answer per method
   */
  List<FactorAnswer> answer(float[] vector, int group, int truth, int[] others) {
    List<FactorAnswer> answers = contest.answers(vector);
    Outcome[] outcomes = new Outcome[answers.size()];
    for (int m = 0; m < outcomes.length; m++) {
      FactorAnswer answer = answers.get(m);
      outcomes[m] = Outcome.of(answer.value() == truth);
      reliabilities.get(m).add(answer.probabilities()[answer.value()], outcomes[m]);
      sums.get(m).add(judged(answer, truth), 1);
    }
    truths[truth]++;
    all.add(group, outcomes);
    sideEffects.add(truth, others, outcomes);
    if (withholds) {
      given.add(group, given(contest.answersGiven(vector), truth));
    }
    return answers;
  }

  private static JudgedAnswer judged(FactorAnswer answer, int truth) {
    Verdict verdict = answer.value() == truth ? Verdict.RIGHT : Verdict.WRONG;
    return new JudgedAnswer(
        answer.rawValue() == truth, verdict, answer.value(), answer.probabilities(), truth);
  }

  private static Outcome[] given(List<FactorAnswer> answers, int truth) {
    return answers.stream()
        .map(
            answer ->
                answer.abstained() == null ? Outcome.of(answer.value() == truth) : Outcome.WITHHELD)
        .toArray(Outcome[]::new);
  }

  private double temperature(String method) {
    return Methods.named(method).debiases() ? temperature : 1;
  }

  /** Methods that answer. */
  List<String> methods() {
    return contest.methods();
  }

  /** Methods that the space's prompts do not suffice for. */
  List<String> missing() {
    return contest.missing();
  }

  Tables.Groups groups(Bootstrap bootstrap) {
    List<Tables.Calibration> calibrations = new ArrayList<>();
    for (int m = 0; m < sums.size(); m++) {
      AnswerSums of = sums.get(m);
      double asked = temperature(contest.methods().get(m));
      calibrations.add(
          new Tables.Calibration(
              contest.methods().get(m),
              of.negativeLogLikelihood(),
              of.brier(),
              of.calibrationError(),
              asked,
              of.temperature().stream()
                  .mapToDouble(fitted -> asked * fitted.temperature())
                  .findAny(),
              reliabilities.get(m).bins()));
    }
    Chance chance = Chance.of(truths);
    List<GroupTable.Row> rows = all.rows(bootstrap);
    List<Comparison> againstPlain =
        contest.methods().contains(PLAIN) ? all.against(PLAIN, bootstrap) : List.of();
    return new Tables.Groups(
        factor,
        all.items(),
        rows,
        withholds ? given.rows(bootstrap) : List.of(),
        calibrations,
        contest.missing(),
        chance,
        againstPlain,
        sideEffects.rows(bootstrap),
        all.advice(rows, againstPlain, chance, bootstrap));
  }
}
