package io.idealstream.policy;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;

/** A checked expression, ready to be evaluated by any number of threads. */
final class Expression {

  private final String text;
  private final CelAbstractSyntaxTree tree;
  private final Uses uses;
  private final Program program;

  /**
   * @param tree checked
   */
  Expression(String text, CelAbstractSyntaxTree tree) {
    this.text = text;
    this.tree = tree;
    this.uses = Uses.of(tree.getExpr());
    try {
      this.program = Environment.RUNTIME.createProgram(tree);
    } catch (CelEvaluationException impossible) {
      throw new IllegalStateException("a checked expression has a program", impossible);
    }
  }

  /** As it was written. */
  String text() {
    return text;
  }

  CelExpr root() {
    return tree.getExpr();
  }

  CelAbstractSyntaxTree tree() {
    return tree;
  }

  /** The labels and hits that it names. */
  Uses uses() {
    return uses;
  }

  /**
   * The value for an item.
   *
   * @throws NoValue if there is none
   */
  Object value(Situation situation) throws NoValue {
    try {
      return uses.conditions().isEmpty()
          ? program.eval(situation.variables())
          : program.eval(situation.variables(), situation.functions());
    } catch (CelEvaluationException | RuntimeException why) {
      throw new NoValue(Failures.sentence(why, this, situation.facts()));
    }
  }

  /**
   * The same of an expression that gives true or false.
   *
   * @throws NoValue if there is none
   */
  boolean holds(Situation situation) throws NoValue {
    return (Boolean) value(situation);
  }
}
