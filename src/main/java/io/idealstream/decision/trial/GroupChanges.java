package io.idealstream.decision.trial;

import io.idealstream.decision.eval.Outcome;
import io.idealstream.decision.quality.AnswerGroups;
import io.idealstream.decision.trial.PairedOutcomes.Side;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Outcomes of one factor's answers in groups of items that share the values of all factors. */
public final class GroupChanges {

  /**
   * How likely a group that is said to gain or lose is said so by chance, of all groups at most.
   */
  public static final double LEVEL = 0.05;

  private final SortedMap<String, PairedOutcomes> groups = new TreeMap<>();
  private final PairedOutcomes all = new PairedOutcomes();

  /** What a trial does to a group. */
  public enum Effect {
    GAINS,
    LOSES,
    /** No difference that chance would not explain. */
    NOT_CLEAR
  }

  /**
   * Counts an item.
   *
   * @param group null where it is not known
   */
  public void add(String group, Outcome live, Outcome trial) {
    all.add(live, trial);
    if (group != null) {
      groups.computeIfAbsent(group, unseen -> new PairedOutcomes()).add(live, trial);
    }
  }

  /** Items of all groups, and of none that is known. */
  public PairedOutcomes all() {
    return all;
  }

  public SortedMap<String, PairedOutcomes> groups() {
    return Collections.unmodifiableSortedMap(groups);
  }

  /** The group whose answers by a side are right least often, of those with enough given. */
  public Optional<String> worst(Side side) {
    return groups.entrySet().stream()
        .filter(group -> group.getValue().given(side) >= AnswerGroups.LEAST_ANSWERS)
        .min(Comparator.comparingDouble(group -> group.getValue().accuracy(side)))
        .map(Map.Entry::getKey);
  }

  /** The effect on all items together. */
  public Effect effect() {
    return effect(all, 1);
  }

  /** The effect on a group; more groups ask for a smaller p of each (Bonferroni). */
  public Effect effect(String group) {
    return effect(groups.get(group), groups.size());
  }

  private static Effect effect(PairedOutcomes outcomes, int tests) {
    if (outcomes.p() * tests > LEVEL) {
      return Effect.NOT_CLEAR;
    }
    return outcomes.wrongToRight() > outcomes.rightToWrong() ? Effect.GAINS : Effect.LOSES;
  }
}
