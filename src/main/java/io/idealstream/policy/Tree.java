package io.idealstream.policy;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;
import java.util.Optional;

/** What the parts of an expression's tree are. */
final class Tree {

  static final String AND = "_&&_";
  static final String OR = "_||_";
  static final String NOT = "!_";
  static final String EQUAL = "_==_";
  static final String UNEQUAL = "_!=_";
  static final String IN = "@in";
  static final String INDEX = "_[_]";

  private Tree() {}

  static boolean isCall(CelExpr part, String function) {
    return part.getKind() == Kind.CALL && part.call().function().equals(function);
  }

  static List<CelExpr> children(CelExpr part) {
    List<CelExpr> children = new ArrayList<>();
    switch (part.getKind()) {
      case SELECT -> children.add(part.select().operand());
      case CALL -> {
        part.call().target().ifPresent(children::add);
        children.addAll(part.call().args());
      }
      case LIST -> children.addAll(part.list().elements());
      case MAP ->
          part.map()
              .entries()
              .forEach(
                  entry -> {
                    children.add(entry.key());
                    children.add(entry.value());
                  });
      case STRUCT -> part.struct().entries().forEach(entry -> children.add(entry.value()));
      case COMPREHENSION -> {
        children.add(part.comprehension().iterRange());
        children.add(part.comprehension().loopStep());
      }
      default -> {
        // a name or a constant
      }
    }
    return children;
  }

  /** The text that stands there as it is. */
  static Optional<String> text(CelExpr part) {
    return part.getKind() == Kind.CONSTANT
            && part.constant().getKind() == CelConstant.Kind.STRING_VALUE
        ? Optional.of(part.constant().stringValue())
        : Optional.empty();
  }

  /** The texts of a list of nothing but texts. */
  static Optional<List<String>> texts(CelExpr part) {
    if (part.getKind() != Kind.LIST
        || !part.list().elements().stream().allMatch(element -> text(element).isPresent())) {
      return Optional.empty();
    }
    return Optional.of(
        part.list().elements().stream().map(element -> text(element).orElseThrow()).toList());
  }

  static boolean isName(CelExpr part, String name) {
    return part.getKind() == Kind.IDENT && part.ident().name().equals(name);
  }

  /**
   * The steps from {@code labels} on, by fields or by texts in brackets: of {@code
   * labels.birds["bird"].label}, birds, bird and label. Empty for anything else.
   */
  static Optional<List<String>> path(CelExpr part) {
    LinkedList<String> steps = new LinkedList<>();
    CelExpr at = part;
    while (!isName(at, Environment.LABELS)) {
      if (at.getKind() == Kind.SELECT) {
        steps.addFirst(at.select().field());
        at = at.select().operand();
      } else if (isCall(at, INDEX) && text(at.call().args().get(1)).isPresent()) {
        steps.addFirst(text(at.call().args().get(1)).orElseThrow());
        at = at.call().args().get(0);
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(steps);
  }

  /** The field of a name, or what stands in brackets behind it; empty for anything else. */
  static Optional<String> step(CelExpr part, String name) {
    if (part.getKind() == Kind.SELECT && isName(part.select().operand(), name)) {
      return Optional.of(part.select().field());
    }
    return isCall(part, INDEX) && isName(part.call().args().get(0), name)
        ? text(part.call().args().get(1))
        : Optional.empty();
  }

  /** Whether a step of the path is asked for rather than taken, by {@code has}. */
  static boolean isTest(CelExpr part) {
    return part.getKind() == Kind.SELECT && part.select().testOnly();
  }

  /** What {@code hits.exists(h, ...)} asks of each. */
  static Optional<CelExpr> existsOverHits(CelExpr part) {
    if (part.getKind() != Kind.COMPREHENSION
        || !isName(part.comprehension().iterRange(), Environment.HITS)
        || !part.comprehension().iterVar2().isEmpty()
        || !isCall(part.comprehension().loopStep(), OR)) {
      return Optional.empty();
    }
    List<CelExpr> either = part.comprehension().loopStep().call().args();
    return isName(either.get(0), part.comprehension().accuVar())
        ? Optional.of(either.get(1))
        : Optional.empty();
  }

  /** Whether a part is a field of a name. */
  static boolean isField(CelExpr part, String name, String field) {
    return part.getKind() == Kind.SELECT
        && !part.select().testOnly()
        && part.select().field().equals(field)
        && isName(part.select().operand(), name);
  }
}
