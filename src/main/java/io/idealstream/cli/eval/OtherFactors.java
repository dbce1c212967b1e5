package io.idealstream.cli.eval;

import io.idealstream.decision.eval.SideEffects;
import io.idealstream.math.FactorSpace;
import io.idealstream.wire.config.Found;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Factors of pictures that no method is asked to clear: the space's label factors, and what the
 * pictures' list names beside the space. Mutable.
 */
final class OtherFactors {

  /** A column of more values is a name or a number of the picture rather than a factor. */
  private static final int MOST_VALUES = 100;

  private final FactorSpace space;
  private final List<Integer> labels;
  private final Set<String> spaceFactors = new TreeSet<>();

  /** Column to its values, each with its index. */
  private final SortedMap<String, Map<String, Integer>> columns = new TreeMap<>();

  private final SortedSet<String> tooMany = new TreeSet<>();

  /**
   * @param labels indices of the space's label factors
   */
  OtherFactors(FactorSpace space, List<Integer> labels) {
    this.space = space;
    this.labels = labels;
    for (int i = 0; i < space.factors(); i++) {
      spaceFactors.add(space.factor(i).name());
    }
  }

  /** Takes note of the columns of a picture, before any is answered. */
  void note(Map<String, String> values) {
    values.forEach(
        (column, value) -> {
          if (!spaceFactors.contains(column) && !tooMany.contains(column)) {
            Map<String, Integer> known =
                columns.computeIfAbsent(column, c -> new LinkedHashMap<>());
            known.putIfAbsent(value, known.size());
            if (known.size() > MOST_VALUES) {
              tooMany.add(column);
              columns.remove(column);
            }
          }
        });
  }

  /** Why columns are not among the factors, in a sentence; empty if all are. */
  Optional<String> leftOut() {
    return tooMany.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "side effects on %s: more than %d values".formatted(Found.brief(tooMany), MOST_VALUES));
  }

  /** Those beside a label factor: first the space's, then the columns by name. */
  List<SideEffects.Factor> beside(int factor) {
    List<SideEffects.Factor> beside = new ArrayList<>();
    for (int label : labels) {
      if (label != factor) {
        beside.add(
            new SideEffects.Factor(space.factor(label).name(), space.factor(label).values()));
      }
    }
    columns.forEach(
        (name, values) -> beside.add(new SideEffects.Factor(name, List.copyOf(values.keySet()))));
    return beside;
  }

  /**
   * A picture's values of those beside a label factor.
   *
   * @param indices of the picture's values of the space's factors
   */
  int[] values(int factor, int[] indices, Map<String, String> values) {
    int[] beside = new int[labels.size() + columns.size()];
    int length = 0;
    for (int label : labels) {
      if (label != factor) {
        beside[length++] = indices[label];
      }
    }
    for (Map.Entry<String, Map<String, Integer>> column : columns.entrySet()) {
      beside[length++] =
          column.getValue().getOrDefault(values.get(column.getKey()), PictureValues.UNKNOWN);
    }
    return Arrays.copyOf(beside, length);
  }
}
