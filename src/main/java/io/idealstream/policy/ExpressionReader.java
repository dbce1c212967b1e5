package io.idealstream.policy;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import io.idealstream.wire.config.Problems;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BiConsumer;

/** Makes expressions of texts: bounded first, then held against types, then against names. */
final class ExpressionReader {

  private final Vocabulary vocabulary;
  private final Set<String> counts;
  private final Problems problems;

  /** Where nothing is counted. */
  ExpressionReader(Vocabulary vocabulary, Problems problems) {
    this(vocabulary, Set.of(), problems);
  }

  /**
   * @param counts names of what is counted
   */
  ExpressionReader(Vocabulary vocabulary, Set<String> counts, Problems problems) {
    this.vocabulary = vocabulary;
    this.counts = counts;
    this.problems = problems;
  }

  /** An expression that gives true or false; null if that was noted to be wrong. */
  Expression truth(String path, String text) {
    return read(path, text, SimpleType.BOOL);
  }

  /** An expression that gives a text; null if that was noted to be wrong. */
  Expression text(String path, String text) {
    return read(path, text, SimpleType.STRING);
  }

  /** An expression that gives anything; null if that was noted to be wrong. */
  Expression any(String path, String text) {
    return read(path, text, SimpleType.DYN);
  }

  private Expression read(String path, String text, CelType wanted) {
    Set<String> sentences = new LinkedHashSet<>();
    try {
      CelAbstractSyntaxTree tree = checked(text, sentences);
      if (tree != null) {
        if (!wanted.equals(SimpleType.DYN) && !wanted.equals(tree.getResultType())) {
          sentences.add(
              "expected an expression that gives %s, found one that gives %s"
                  .formatted(name(wanted), name(tree.getResultType())));
        }
        Bounds.checkJoins(tree, at(tree, sentences));
        Times.check(tree, at(tree, sentences));
        NameCheck.check(tree.getExpr(), vocabulary, counts, at(tree, sentences));
        if (sentences.isEmpty()) {
          return new Expression(text, tree);
        }
      }
    } catch (CelValidationException wrong) {
      wrong.getErrors().forEach(issue -> sentences.add(sentence(issue, text)));
    }
    sentences.forEach(sentence -> problems.note(path, sentence));
    return null;
  }

  /** Null with a sentence where the expression is beyond bounds. */
  private static CelAbstractSyntaxTree checked(String text, Set<String> sentences)
      throws CelValidationException {
    if (text.codePointCount(0, text.length()) > Bounds.LONGEST) {
      sentences.add("expected at most " + Bounds.LONGEST + " characters, found more");
      return null;
    }
    CelValidationResult parsed = Environment.COMPILER.parse(text);
    CelAbstractSyntaxTree tree = parsed.getAst();
    Bounds.check(tree.getExpr(), at(tree, sentences));
    return sentences.isEmpty() ? Environment.COMPILER.check(tree).getAst() : null;
  }

  private static BiConsumer<Long, String> at(CelAbstractSyntaxTree tree, Set<String> sentences) {
    return (part, sentence) -> sentences.add(Position.of(tree.getSource(), part) + ": " + sentence);
  }

  private static String sentence(CelIssue issue, String text) {
    return Issues.sentence(Position.of(issue.getSourceLocation()), issue.getMessage(), text);
  }

  static String name(CelType type) {
    if (type.equals(SimpleType.BOOL)) {
      return "true or false";
    }
    return type.equals(SimpleType.STRING) ? "a text" : Issues.plain(type.name());
  }
}
