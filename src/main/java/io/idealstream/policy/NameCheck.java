package io.idealstream.policy;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import io.idealstream.wire.config.Found;
import io.idealstream.wire.config.Spelling;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Holds the spaces, factors, values, queries and counts of an expression against those there are.
 */
final class NameCheck {

  private final Vocabulary known;
  private final Set<String> counts;
  private final BiConsumer<Long, String> problems;

  private NameCheck(Vocabulary known, Set<String> counts, BiConsumer<Long, String> problems) {
    this.known = known;
    this.counts = counts;
    this.problems = problems;
  }

  /**
   * Notes every unknown name.
   *
   * @param counts names of what is counted
   * @param problems take the id of an expression's part, and a sentence
   */
  static void check(
      CelExpr expression, Vocabulary known, Set<String> counts, BiConsumer<Long, String> problems) {
    new NameCheck(known, counts, problems).visit(expression);
  }

  private void visit(CelExpr part) {
    List<String> steps = Tree.path(part).orElse(null);
    if (steps != null) {
      path(part, steps);
      return;
    }
    if (ConditionFunctions.isCall(part)) {
      condition(part);
    }
    Tree.step(part, Environment.COUNTS)
        .filter(name -> !counts.contains(name))
        .ifPresent(name -> unknown(part, "count", name, counts));
    if (Tree.isCall(part, Tree.EQUAL) || Tree.isCall(part, Tree.UNEQUAL)) {
      List<CelExpr> sides = part.call().args();
      compared(sides.get(0), sides.get(1));
      compared(sides.get(1), sides.get(0));
    } else if (Tree.isCall(part, Tree.IN)) {
      contained(part.call().args().get(0), part.call().args().get(1));
    }
    Tree.children(part).forEach(this::visit);
  }

  private void path(CelExpr part, List<String> steps) {
    if (known.spaces() == null || steps.isEmpty()) {
      return;
    }
    Map<String, Set<String>> factors = known.spaces().get(steps.get(0));
    if (factors == null) {
      unknown(part, "space", steps.get(0), known.spaces().keySet());
    } else if (steps.size() > 1 && !factors.containsKey(steps.get(1))) {
      unknown(part, "label factor of space " + steps.get(0), steps.get(1), factors.keySet());
    } else if (steps.size() > 3 && steps.get(steps.size() - 2).equals("probabilities")) {
      value(part, steps, steps.get(steps.size() - 1));
    }
  }

  /** Any factor may drift; labels alone are held against feedback. */
  private void condition(CelExpr call) {
    if (known.spaces() == null) {
      return;
    }
    CelExpr first = call.call().args().get(0);
    String space = Tree.text(first).orElse("");
    if (!known.spaces().containsKey(space)) {
      unknown(first, "space", space, known.spaces().keySet());
    } else if (call.call().args().size() > 1) {
      CelExpr second = call.call().args().get(1);
      String factor = Tree.text(second).orElse("");
      boolean drifts = call.call().function().equals(ConditionFunctions.DRIFTING);
      Set<String> factors =
          drifts ? known.factors().get(space) : known.spaces().get(space).keySet();
      if (!factors.contains(factor)) {
        String what = (drifts ? "factor of space " : "label factor of space ") + space;
        unknown(second, what, factor, factors);
      }
    }
  }

  private void compared(CelExpr side, CelExpr other) {
    Tree.text(other)
        .ifPresent(
            text -> {
              answer(side).ifPresent(steps -> value(other, steps, text));
              query(side, other, text);
            });
  }

  private void contained(CelExpr element, CelExpr all) {
    if (all.getKind() == Kind.LIST) {
      all.list().elements().forEach(text -> compared(element, text));
    }
    Tree.text(element)
        .ifPresent(
            text ->
                Tree.path(all)
                    .filter(steps -> steps.size() > 2)
                    .filter(
                        steps ->
                            Set.of("labels", "probabilities").contains(steps.get(steps.size() - 1)))
                    .ifPresent(steps -> value(element, steps, text)));
  }

  /** The steps to an answer of which a part is the label. */
  private static Optional<List<String>> answer(CelExpr part) {
    if (Tree.isCall(part, "raw") || Tree.isCall(part, "debiased")) {
      return part.call().args().size() == 1
          ? Tree.path(part.call().args().get(0)).filter(steps -> steps.size() == 2)
          : Optional.empty();
    }
    return Tree.path(part)
        .filter(steps -> steps.size() > 2 && steps.get(steps.size() - 1).equals("label"));
  }

  /** An empty text asks whether there is a label at all. */
  private void value(CelExpr part, List<String> steps, String value) {
    if (known.spaces() == null || value.isEmpty()) {
      return;
    }
    Set<String> values =
        known.spaces().getOrDefault(steps.get(0), Map.of()).getOrDefault(steps.get(1), Set.of());
    if (!values.isEmpty() && !values.contains(value)) {
      unknown(part, "value of " + steps.get(0) + "." + steps.get(1), value, values);
    }
  }

  private void query(CelExpr side, CelExpr other, String id) {
    if (known.queries() != null
        && side.getKind() == Kind.SELECT
        && side.select().field().equals("query")
        && Tree.path(side).isEmpty()
        && !known.queries().contains(id)) {
      unknown(other, "query", id, known.queries());
    }
  }

  private void unknown(CelExpr part, String what, String name, Collection<String> known) {
    String hint =
        Spelling.closest(name, known)
            .map(close -> "did you mean " + close + "?")
            .orElse(known.isEmpty() ? "there are none" : "expected " + Found.brief(known));
    problems.accept(part.id(), "unknown %s \"%s\"; %s".formatted(what, name, hint));
  }
}
