package io.idealstream.policy;

import dev.cel.common.ast.CelExpr;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What an item must have for an expression to be anything but false, read off its tree.
 *
 * <p>In an {@code &&} a false side is enough, whatever the other is, so the needs of either side
 * are those of both; in an {@code ||} both have to be false. A label that is missing does not make
 * a comparison false but leaves it without a value: its absence is a need like others.
 */
final class Needs {

  /** What an item has or has not. */
  sealed interface Need permits Need.HitOf, Need.Labelled, Need.Holding, Need.Unlabelled {

    /** A hit of a query. */
    record HitOf(String query) implements Need {}

    /** A value as the label of a factor. */
    record Labelled(String space, String factor, String value) implements Need {}

    /** A value among the labels of a factor of kind {@code many}. */
    record Holding(String space, String factor, String value) implements Need {}

    /** No answer of a factor. */
    record Unlabelled(String space, String factor) implements Need {}
  }

  private Needs() {}

  /**
   * Needs of which an item has at least one, or the expression is false; empty where it may be true
   * or without a value of any item.
   */
  static Optional<Set<Need>> of(CelExpr part) {
    if (Tree.isCall(part, Tree.AND)) {
      List<CelExpr> both = part.call().args();
      return fewer(of(both.get(0)), of(both.get(1)));
    }
    if (Tree.isCall(part, Tree.OR)) {
      List<CelExpr> either = part.call().args();
      return union(of(either.get(0)), of(either.get(1)));
    }
    if (Tree.isCall(part, Tree.EQUAL) || Tree.isCall(part, Tree.IN)) {
      return ofLabels(part);
    }
    return queries(part)
        .map(
            queries -> {
              Set<Need> needs = new HashSet<>();
              queries.forEach(query -> needs.add(new Need.HitOf(query)));
              return needs;
            });
  }

  /**
   * Queries without any hit of which {@code hits.exists(...)} is false; empty for anything else.
   */
  static Optional<Set<String>> queries(CelExpr part) {
    return Tree.existsOverHits(part)
        .flatMap(asked -> queries(asked, part.comprehension().iterVar()));
  }

  private static Optional<Set<String>> queries(CelExpr asked, String hit) {
    if (Tree.isCall(asked, Tree.AND)) {
      List<CelExpr> both = asked.call().args();
      return fewer(queries(both.get(0), hit), queries(both.get(1), hit));
    }
    if (Tree.isCall(asked, Tree.OR)) {
      List<CelExpr> either = asked.call().args();
      return union(queries(either.get(0), hit), queries(either.get(1), hit));
    }
    if (Tree.isCall(asked, Tree.EQUAL)) {
      List<CelExpr> sides = asked.call().args();
      return text(sides, side -> Tree.isField(side, hit, "query")).map(Set::of);
    }
    if (Tree.isCall(asked, Tree.IN) && Tree.isField(asked.call().args().get(0), hit, "query")) {
      return Tree.texts(asked.call().args().get(1)).map(Set::copyOf);
    }
    return Optional.empty();
  }

  private static Optional<Set<Need>> ofLabels(CelExpr part) {
    List<CelExpr> sides = part.call().args();
    if (Tree.isCall(part, Tree.EQUAL)) {
      CelExpr path = Tree.text(sides.get(0)).isPresent() ? sides.get(1) : sides.get(0);
      return text(sides, side -> isOf(side, "label"))
          .map(value -> labelled(steps(path), List.of(value)));
    }
    if (isOf(sides.get(0), "label")) {
      return Tree.texts(sides.get(1)).map(values -> labelled(steps(sides.get(0)), values));
    }
    if (isOf(sides.get(1), "labels")) {
      List<String> steps = steps(sides.get(1));
      return Tree.text(sides.get(0))
          .map(
              value ->
                  Set.of(
                      new Need.Holding(steps.get(0), steps.get(1), value),
                      new Need.Unlabelled(steps.get(0), steps.get(1))));
    }
    return Optional.empty();
  }

  private static Set<Need> labelled(List<String> steps, List<String> values) {
    Set<Need> needs = new HashSet<>();
    needs.add(new Need.Unlabelled(steps.get(0), steps.get(1)));
    values.forEach(value -> needs.add(new Need.Labelled(steps.get(0), steps.get(1), value)));
    return needs;
  }

  /** Whether a part is a field of an answer, {@code labels.SPACE.FACTOR.FIELD}. */
  private static boolean isOf(CelExpr part, String field) {
    return !Tree.isTest(part)
        && Tree.path(part)
            .filter(steps -> steps.size() == 3 && steps.get(2).equals(field))
            .isPresent();
  }

  private static List<String> steps(CelExpr part) {
    return Tree.path(part).orElseThrow();
  }

  /** The text of two sides of which the other is as asked. */
  private static Optional<String> text(List<CelExpr> sides, Predicate<CelExpr> asked) {
    if (asked.test(sides.get(0))) {
      return Tree.text(sides.get(1));
    }
    return asked.test(sides.get(1)) ? Tree.text(sides.get(0)) : Optional.empty();
  }

  private static <T> Optional<Set<T>> fewer(Optional<Set<T>> one, Optional<Set<T>> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.isPresent() ? one : other;
    }
    return one.get().size() <= other.get().size() ? one : other;
  }

  private static <T> Optional<Set<T>> union(Optional<Set<T>> one, Optional<Set<T>> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return Optional.empty();
    }
    Set<T> both = new HashSet<>(one.get());
    both.addAll(other.get());
    return Optional.of(both);
  }
}
