package io.idealstream.policy;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelEvaluationException;
import io.idealstream.wire.config.Found;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Times that stand in an expression as they are, and would fail for every item. */
final class Times {

  /** Function to what it takes. */
  private static final Map<String, String> EXPECTED =
      Map.of(
          "timestamp", "a time such as 2026-03-01T12:00:00Z",
          "duration", "a duration of CEL such as 90m or 36h");

  private Times() {}

  /** Notes those that are none. */
  static void check(CelAbstractSyntaxTree tree, BiConsumer<Long, String> problems) {
    check(tree.getExpr(), tree, problems);
  }

  private static void check(
      CelExpr part, CelAbstractSyntaxTree tree, BiConsumer<Long, String> problems) {
    if (part.getKind() == CelExpr.ExprKind.Kind.CALL) {
      List<CelExpr> arguments = part.call().args();
      String expected = EXPECTED.get(part.call().function());
      if (expected != null && arguments.size() == 1) {
        Tree.text(arguments.get(0))
            .filter(text -> !hasValue(part, tree))
            .ifPresent(
                text ->
                    problems.accept(
                        arguments.get(0).id(),
                        "expected " + expected + ", found " + Found.describe(text)));
      }
    }
    Tree.children(part).forEach(child -> check(child, tree, problems));
  }

  private static boolean hasValue(CelExpr part, CelAbstractSyntaxTree tree) {
    try {
      CelAbstractSyntaxTree alone =
          Environment.COMPILER
              .check(CelAbstractSyntaxTree.newParsedAst(part, tree.getSource()))
              .getAst();
      Environment.RUNTIME.createProgram(alone).eval();
      return true;
    } catch (CelEvaluationException | CelValidationException none) {
      return false;
    }
  }
}
