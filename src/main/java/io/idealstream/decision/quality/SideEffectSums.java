package io.idealstream.decision.quality;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Answers to one factor along others that debiasing was not asked to clear, weighed from one
 * landmark. Mutable.
 *
 * <pre>
 *   y        the factor that is asked for,  u another one,  v and w their values
 *   A(S)     accuracy over the items S                  m of the debiased answers,  p of the plain
 *   accuracy = min over u, w of  A_m(u = w) - A_p(u = w)
 *   gap      = max over u of     G_m(u) - G_p(u)
 *   G(u)     = A(u known) - min over v, w of A(y = v, u = w)
 * </pre>
 *
 * <p>Values and groups with less than {@link AnswerGroups#LEAST_ANSWERS} are passed over, and so
 * are factors with one value left.
 */
public final class SideEffectSums {

  /** Factor to value to truth to its answers. */
  private final SortedMap<String, SortedMap<String, SortedMap<String, AnswerSums>>> factors =
      new TreeMap<>();

  /**
   * A worst change.
   *
   * @param of the factor, or factor and value joined by a slash
   */
  public record Worst(String of, double change) {}

  /**
   * Adds the answers about items of one value of another factor and one truth.
   *
   * @param truth the true value of the factor that is asked for
   */
  public void add(String factor, String value, String truth, AnswerSums sums) {
    factors
        .computeIfAbsent(factor, unseen -> new TreeMap<>())
        .computeIfAbsent(value, unseen -> new TreeMap<>())
        .computeIfAbsent(truth, unseen -> AnswerSums.none())
        .merge(sums);
  }

  /** The value whose accuracy falls most, or rises least; empty while values are small. */
  public Optional<Worst> accuracy() {
    List<Worst> changes = new ArrayList<>();
    factors.forEach(
        (factor, values) -> {
          if (tells(values)) {
            values.forEach(
                (value, truths) -> {
                  AnswerSums all = together(List.copyOf(truths.values()));
                  if (isLarge(all)) {
                    changes.add(
                        new Worst(factor + "/" + value, all.accuracy() - all.rawAccuracy()));
                  }
                });
          }
        });
    return changes.stream().min(Comparator.comparingDouble(Worst::change));
  }

  /** The factor whose gap grows most, or shrinks least; empty while groups are small. */
  public Optional<Worst> gap() {
    List<Worst> changes = new ArrayList<>();
    factors.forEach(
        (factor, values) -> {
          if (tells(values)) {
            List<AnswerSums> groups = groups(values);
            double change =
                gap(groups, AnswerSums::accuracy) - gap(groups, AnswerSums::rawAccuracy);
            changes.add(new Worst(factor, change));
          }
        });
    return changes.stream().max(Comparator.comparingDouble(Worst::change));
  }

  private static double gap(List<AnswerSums> groups, ToDoubleFunction<AnswerSums> accuracy) {
    double worst =
        groups.stream()
            .filter(SideEffectSums::isLarge)
            .mapToDouble(accuracy)
            .min()
            .orElse(Double.NaN);
    return accuracy.applyAsDouble(together(groups)) - worst;
  }

  /** Whether two values and one group at least are large. */
  private static boolean tells(SortedMap<String, SortedMap<String, AnswerSums>> values) {
    long large =
        values.values().stream()
            .filter(truths -> isLarge(together(List.copyOf(truths.values()))))
            .count();
    return large > 1 && groups(values).stream().anyMatch(SideEffectSums::isLarge);
  }

  private static boolean isLarge(AnswerSums sums) {
    return Math.min(sums.number(), sums.numberGiven()) >= AnswerGroups.LEAST_ANSWERS;
  }

  private static List<AnswerSums> groups(SortedMap<String, SortedMap<String, AnswerSums>> values) {
    return values.values().stream().flatMap(truths -> truths.values().stream()).toList();
  }

  private static AnswerSums together(List<AnswerSums> groups) {
    AnswerSums all = AnswerSums.none();
    groups.forEach(all::merge);
    return all;
  }
}
