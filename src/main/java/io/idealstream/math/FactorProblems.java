package io.idealstream.math;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Everything that keeps some factors from making a space. */
final class FactorProblems {

  private static final double WEIGHT_SUM_TOLERANCE = 1e-6;

  private final List<String> problems = new ArrayList<>();

  private FactorProblems() {}

  static List<String> of(List<Factor> factors) {
    FactorProblems found = new FactorProblems();
    if (factors.isEmpty()) {
      found.problems.add("a space needs at least one factor, none came");
    }
    Set<String> names = new HashSet<>();
    for (Factor factor : factors) {
      if (factor.name().isBlank()) {
        found.problems.add("a factor has a blank name");
      }
      if (!names.add(factor.name())) {
        found.add(factor, "comes twice");
      }
      found.checkValues(factor);
      found.checkWeights(factor);
    }
    return List.copyOf(found.problems);
  }

  private void add(Factor factor, String problem) {
    problems.add("factor '%s' %s".formatted(factor.name(), problem));
  }

  private void checkValues(Factor factor) {
    if (factor.values().isEmpty()) {
      add(factor, "has no values");
    }
    Set<String> values = new HashSet<>();
    for (String value : factor.values()) {
      if (value.isBlank()) {
        add(factor, "has a value with a blank name");
      }
      if (!values.add(value)) {
        add(factor, "has the value '%s' twice".formatted(value));
      }
    }
  }

  private void checkWeights(Factor factor) {
    int given = factor.weights().size();
    int expected = factor.values().size();
    if (given != expected) {
      add(
          factor,
          "needs a weight for each value, %d in all, and has %d".formatted(expected, given));
      return;
    }
    int before = problems.size();
    for (int v = 0; v < given; v++) {
      double weight = factor.weights().get(v);
      if (!(weight > 0 && weight <= 1 + WEIGHT_SUM_TOLERANCE)) {
        add(
            factor,
            "weighs '%s' by %s, expected above 0 and at most 1"
                .formatted(factor.values().get(v), weight));
      }
    }
    boolean eachSound = problems.size() == before && given > 0;
    if (eachSound && Math.abs(factor.weightSum() - 1) > WEIGHT_SUM_TOLERANCE) {
      add(factor, "has weights that sum to %s, expected 1".formatted(factor.weightSum()));
    }
  }
}
