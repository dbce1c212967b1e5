package io.idealstream.stream.feedback;

import io.idealstream.decision.quality.JudgedAnswer;
import io.idealstream.decision.quality.JudgedAnswer.Verdict;
import io.idealstream.drift.JudgedItem;
import io.idealstream.math.FactorSpace;
import io.idealstream.stream.AnsweredItem;
import io.idealstream.wire.space.Naming;
import io.idealstream.wire.space.SpaceDefinition;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The labels of an item that feedback judges, as they are watched for drift. */
public final class JudgedLabels {

  private JudgedLabels() {}

  /**
   * What feedback says of labels by words that were given; one that was withheld is neither right
   * nor wrong. Empty where it judges none.
   */
  public static Optional<JudgedItem> of(SpaceDefinition definition, AnsweredItem item) {
    FactorSpace space = definition.factorSpace();
    Naming truth = Naming.of(space, item.truth());
    Map<String, JudgedItem.Verdict> verdicts = new LinkedHashMap<>();
    Judge.judged(space, KeptAnswers.of(item.answers()), truth)
        .forEach(
            (factor, answer) -> {
              if (answer.verdict() == Verdict.RIGHT || answer.verdict() == Verdict.WRONG) {
                verdicts.put(factor, verdict(answer));
              }
            });
    String group =
        truth.complete() ? GroupName.of(definition.factors().keySet(), truth.values()) : null;
    return verdicts.isEmpty() ? Optional.empty() : Optional.of(new JudgedItem(group, verdicts));
  }

  private static JudgedItem.Verdict verdict(JudgedAnswer answer) {
    Boolean covered = answer.set() == null ? null : answer.set().contains(answer.truth());
    return new JudgedItem.Verdict(answer.verdict() == Verdict.RIGHT, covered);
  }
}
