package io.idealstream.decision.quality;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Answers in groups of items, weighed from one landmark.
 *
 * <pre>
 *   average = accuracy over all items        worst = min over groups        gap = average - worst
 * </pre>
 */
public final class AnswerGroups {

  /** Effective number of answers below which a group is not named worst: it would be by chance. */
  public static final double LEAST_ANSWERS = 20;

  private final Map<String, AnswerSums> groups = new TreeMap<>();
  private final AnswerSums all = AnswerSums.none();

  /**
   * The worst group.
   *
   * @param accuracy of its answers, 0 to 1
   */
  public record Worst(String group, double accuracy) {}

  /** Adds the answers of a group. */
  public void add(String group, AnswerSums sums) {
    groups.computeIfAbsent(group, unseen -> AnswerSums.none()).merge(sums);
    all.merge(sums);
  }

  /** Adds answers whose group is not known. */
  public void add(AnswerSums sums) {
    all.merge(sums);
  }

  /** All answers together. */
  public AnswerSums all() {
    return all;
  }

  /** Where the plain prompts' answers are worst; empty while every group is small. */
  public Optional<Worst> worstOfRaw() {
    return worst(AnswerSums::number, AnswerSums::rawAccuracy);
  }

  /** Where the debiased answers that were given are worst; empty while every group is small. */
  public Optional<Worst> worst() {
    return worst(AnswerSums::numberGiven, AnswerSums::accuracy);
  }

  private Optional<Worst> worst(
      ToDoubleFunction<AnswerSums> number, ToDoubleFunction<AnswerSums> accuracy) {
    return groups.entrySet().stream()
        .filter(group -> number.applyAsDouble(group.getValue()) >= LEAST_ANSWERS)
        .map(group -> new Worst(group.getKey(), accuracy.applyAsDouble(group.getValue())))
        .min(Comparator.comparingDouble(Worst::accuracy));
  }
}
