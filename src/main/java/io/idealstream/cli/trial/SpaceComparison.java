package io.idealstream.cli.trial;

import io.idealstream.decision.eval.Outcome;
import io.idealstream.decision.trial.AnswerChanges;
import io.idealstream.decision.trial.GroupChanges;
import io.idealstream.decision.trial.TrialAnswer;
import io.idealstream.math.FactorSpace;
import io.idealstream.wire.FactorLabel;
import io.idealstream.wire.Feedback;
import io.idealstream.wire.Keys;
import io.idealstream.wire.Label;
import io.idealstream.wire.space.FactorDefinition;
import io.idealstream.wire.space.Kind;
import io.idealstream.wire.space.Naming;
import io.idealstream.wire.space.Role;
import io.idealstream.wire.space.SpaceDefinition;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Labels of a space and of its trial, held against each other item by item, and against the first
 * feedback about each. Feedback must be known before the labels. Mutable.
 *
 * <p>Factors that both label, in the same way, are compared; of kind {@code many} not against
 * feedback. The groups are the cells of the live space.
 */
public final class SpaceComparison {

  /** One of the two. */
  private record Version(String space, long number) {
    boolean made(Label label) {
      return label.space().equals(space) && label.spaceVersion() == number;
    }
  }

  private record Named(String feed, String id, Map<String, TrialAnswer> answers) {}

  private final SpaceDefinition definition;
  private final FactorSpace factors;
  private final Version live;
  private final Version trial;
  private final Map<String, AnswerChanges> changes = new LinkedHashMap<>();
  private final Map<String, GroupChanges> groups = new LinkedHashMap<>();
  private final Map<String, Map<String, List<String>>> truths = new HashMap<>();
  private final Pairs<Named> pairs = new Pairs<>(this::compare);
  private long compared;
  private long judged;
  private long ofOtherVersions;

  /**
   * @param live with the version to compare
   * @param trial with the version to compare
   */
  public SpaceComparison(Defined<SpaceDefinition> live, Defined<SpaceDefinition> trial) {
    this.definition = live.definition();
    this.factors = definition.factorSpace();
    this.live = new Version(live.name(), live.version());
    this.trial = new Version(trial.name(), trial.version());
    for (String factor : definition.factorsOf(Role.LABEL)) {
      FactorDefinition other = trial.definition().factors().get(factor);
      Kind kind = definition.factors().get(factor).kind();
      if (other != null && other.role() == Role.LABEL && other.kind() == kind) {
        changes.put(factor, new AnswerChanges());
        if (kind == Kind.ONE) {
          groups.put(factor, new GroupChanges());
        }
      }
    }
  }

  /** Takes what is said to be true of an item; the first that is said counts. */
  public void feedback(Feedback feedback) {
    truths.putIfAbsent(Keys.of(feedback), feedback.values());
  }

  /** Takes a label; those of other spaces are passed over. */
  public void label(Label label) {
    boolean onTrial = trial.made(label);
    if (onTrial || live.made(label)) {
      String item = Keys.item(label.feed(), label.id()) + "@" + label.time().toEpochMilli();
      pairs.add(item, onTrial, new Named(label.feed(), label.id(), answers(label)));
    } else if (label.space().equals(live.space) || label.space().equals(trial.space)) {
      ofOtherVersions++;
    }
  }

  private Map<String, TrialAnswer> answers(Label label) {
    Map<String, TrialAnswer> answers = new HashMap<>();
    for (String factor : changes.keySet()) {
      FactorLabel answer = label.factors().get(factor);
      if (answer != null) {
        answers.put(factor, answer(answer, groups.containsKey(factor)));
      }
    }
    return answers;
  }

  private static TrialAnswer answer(FactorLabel answer, boolean one) {
    if (one) {
      double probability = answer.probability() == null ? Double.NaN : answer.probability();
      return TrialAnswer.of(answer.label(), answer.abstained(), probability, answer.support());
    }
    List<String> values = answer.labels() == null ? List.of() : answer.labels();
    return TrialAnswer.ofMany(values, answer.abstained(), answer.support());
  }

  private void compare(Named one, Named other) {
    compared++;
    Map<String, List<String>> truth = truths.get(Keys.item(one.feed, one.id));
    Naming naming = truth == null ? null : Naming.of(factors, truth);
    boolean known = false;
    for (Map.Entry<String, TrialAnswer> answer : one.answers.entrySet()) {
      String factor = answer.getKey();
      TrialAnswer onTrial = other.answers.get(factor);
      if (onTrial == null) {
        continue; // of no factor that both labels have
      }
      changes.get(factor).add(one.feed, one.id, answer.getValue(), onTrial);
      String value = naming == null ? null : naming.values().get(factor);
      if (value != null && groups.containsKey(factor)) {
        groups
            .get(factor)
            .add(group(naming), outcome(answer.getValue(), value), outcome(onTrial, value));
        known = true;
      }
    }
    judged += known ? 1 : 0;
  }

  private static Outcome outcome(TrialAnswer answer, String truth) {
    return answer.isGiven() ? Outcome.of(answer.values().contains(truth)) : Outcome.WITHHELD;
  }

  /** The values of a whole cell, in the order of the space; null where not all are known. */
  private String group(Naming naming) {
    return naming.complete()
        ? definition.factors().keySet().stream()
            .map(naming.values()::get)
            .collect(Collectors.joining("/"))
        : null;
  }

  /** Items that both have labelled. */
  public long compared() {
    return compared;
  }

  /** Those among them that feedback says something of. */
  public long judged() {
    return judged;
  }

  /** Items that feedback is about, whether they were labelled or not. */
  public long feedbackItems() {
    return truths.size();
  }

  /** Items that one alone has labelled. */
  public long onlyOf(boolean onTrial) {
    return pairs.onlyOf(onTrial);
  }

  /** Labels by other versions of the two. */
  public long ofOtherVersions() {
    return ofOtherVersions;
  }

  /** Labels beyond the first of an item. */
  public long repeated() {
    return pairs.repeated();
  }

  /** Factor to what changes; factors that only one of the two labels are not there. */
  public Map<String, AnswerChanges> changes() {
    return changes;
  }

  /** Factor to the changes by group; of kind {@code many} there are none. */
  public Map<String, GroupChanges> groups() {
    return groups;
  }

  /** The largest share of labels that change, of all factors; 0 where nothing was compared. */
  public double mostChanged() {
    return changes.values().stream()
        .filter(factor -> factor.all().items() > 0)
        .mapToDouble(factor -> factor.all().value())
        .max()
        .orElse(0);
  }
}
