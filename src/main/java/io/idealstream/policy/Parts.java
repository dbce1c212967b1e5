package io.idealstream.policy;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.parser.CelUnparserFactory;
import io.idealstream.policy.ExampleRun.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** An expression in its parts, each with its value, whatever the others give. */
final class Parts {

  private static final Set<String> LOGIC = Set.of(Tree.AND, Tree.OR, Tree.NOT, "_?_:_");

  private final CelAbstractSyntaxTree tree;
  private final Situation situation;
  private final List<Part> parts = new ArrayList<>();

  private Parts(CelAbstractSyntaxTree tree, Situation situation) {
    this.tree = tree;
    this.situation = situation;
  }

  /** The whole, what it is joined of, and of comparisons and calls what they are about. */
  static List<Part> of(Expression expression, Situation situation) {
    Parts all = new Parts(expression.tree(), situation);
    all.add(expression.root(), 0);
    return all.parts;
  }

  private void add(CelExpr part, int depth) {
    parts.add(new Part(depth, text(part), value(part)));
    if (part.getKind() != Kind.CALL) {
      return;
    }
    boolean joined = LOGIC.contains(part.call().function());
    for (CelExpr child : Tree.children(part)) {
      boolean compared = child.getKind() != Kind.CONSTANT && child.getKind() != Kind.LIST;
      if (joined || (compared && !Tree.isCall(part, Tree.INDEX))) {
        add(child, depth + 1);
      }
    }
  }

  private String text(CelExpr part) {
    return CelUnparserFactory.newUnparser()
        .unparse(CelAbstractSyntaxTree.newParsedAst(part, tree.getSource()));
  }

  private String value(CelExpr part) {
    try {
      CelAbstractSyntaxTree checked =
          Environment.COMPILER
              .check(CelAbstractSyntaxTree.newParsedAst(part, tree.getSource()))
              .getAst();
      return Template.written(new Expression(text(part), checked).value(situation));
    } catch (NoValue why) {
      return "no value: " + why.getMessage();
    } catch (CelValidationException impossible) {
      throw new IllegalStateException("a part of a checked expression is right", impossible);
    }
  }
}
