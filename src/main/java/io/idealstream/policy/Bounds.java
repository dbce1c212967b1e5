package io.idealstream.policy;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * What keeps an expression cheap, whoever wrote it: its size, how deep it is nested, how often it
 * goes through lists, and its regular expressions, which stand in it as they are.
 */
final class Bounds {

  /** Characters. */
  static final int LONGEST = 4_000;

  /** Names, values and operations. */
  static final int MOST_NODES = 500;

  /** What the parser descends before anything can be counted. */
  static final int DEEPEST_PARSED = 64;

  static final int DEEPEST = 32;
  static final int MOST_COMPREHENSIONS = 8;
  static final int DEEPEST_COMPREHENSION = 2;

  /** Elements that one evaluation goes through. */
  static final int MOST_ITERATIONS = 10_000;

  static final int LONGEST_PATTERN = 200;

  /** Instructions of a compiled regular expression. */
  static final int LARGEST_PATTERN = 1_000;

  private static final String MATCHES = "matches";

  /** Such groups inside one another come to any number of instructions, before they are counted. */
  private static final Pattern COUNTED_GROUP = Pattern.compile("\\)\\{");

  /** Copies of texts and lists. */
  private static final Set<String> JOINS = Set.of("add_string", "add_bytes", "add_list");

  private final BiConsumer<Long, String> problems;
  private int comprehensions;

  private Bounds(BiConsumer<Long, String> problems) {
    this.problems = problems;
  }

  /**
   * Notes what goes beyond.
   *
   * @param problems take the id of an expression's part, and a sentence
   */
  static void check(CelExpr expression, BiConsumer<Long, String> problems) {
    new Bounds(problems).visit(expression, 1, 0);
  }

  /** Notes texts and lists that are joined once for each element, of which memory knows no end. */
  static void checkJoins(CelAbstractSyntaxTree checked, BiConsumer<Long, String> problems) {
    checkJoins(checked.getExpr(), checked, null, problems);
  }

  /**
   * @param result of the comprehension around the part; null outside of all
   */
  private static void checkJoins(
      CelExpr part,
      CelAbstractSyntaxTree checked,
      String result,
      BiConsumer<Long, String> problems) {
    if (part.getKind() == CelExpr.ExprKind.Kind.COMPREHENSION) {
      CelExpr.CelComprehension loop = part.comprehension();
      checkJoins(loop.iterRange(), checked, result, problems);
      checkJoins(loop.loopStep(), checked, loop.accuVar(), problems);
      return;
    }
    boolean own =
        part.getKind() == CelExpr.ExprKind.Kind.CALL
            && part.call().args().size() == 2
            && Tree.isName(part.call().args().get(0), result);
    boolean joins =
        checked
            .getReference(part.id())
            .filter(reference -> reference.overloadIds().stream().anyMatch(JOINS::contains))
            .isPresent();
    if (joins && result != null && !own) {
      problems.accept(part.id(), "texts and lists cannot be joined inside exists, all or map");
    }
    Tree.children(part).forEach(child -> checkJoins(child, checked, result, problems));
  }

  private void visit(CelExpr part, int depth, int inside) {
    if (depth > DEEPEST) {
      problems.accept(part.id(), "expected at most " + DEEPEST + " levels of nesting, found more");
      return;
    }
    switch (part.getKind()) {
      case COMPREHENSION -> comprehension(part, depth, inside);
      case STRUCT -> problems.accept(part.id(), "messages cannot be made here");
      case CALL -> {
        if (part.call().function().equals(MATCHES)) {
          pattern(part);
        }
        if (ConditionFunctions.isCall(part)) {
          names(part);
        }
        children(part, depth, inside);
      }
      default -> children(part, depth, inside);
    }
  }

  private void comprehension(CelExpr part, int depth, int inside) {
    comprehensions++;
    if (comprehensions == MOST_COMPREHENSIONS + 1) {
      problems.accept(
          part.id(),
          "expected at most %d of exists, all, exists_one, map and filter"
              .formatted(MOST_COMPREHENSIONS));
    }
    if (inside == DEEPEST_COMPREHENSION) {
      problems.accept(
          part.id(),
          "expected at most %d of exists, all, exists_one, map and filter inside one another"
              .formatted(DEEPEST_COMPREHENSION));
      return;
    }
    String variable = part.comprehension().iterVar();
    if (Environment.VARIABLES.contains(variable)) {
      problems.accept(part.id(), variable + " already has a meaning; take another name");
    }
    visit(part.comprehension().iterRange(), depth + 1, inside);
    visit(part.comprehension().loopStep(), depth + 1, inside + 1);
  }

  private void children(CelExpr part, int depth, int inside) {
    for (CelExpr child : Tree.children(part)) {
      visit(child, depth + 1, inside);
    }
  }

  /** What a job has to look up is known before any item comes. */
  private void names(CelExpr call) {
    for (CelExpr argument : call.call().args()) {
      if (Tree.text(argument).isEmpty()) {
        problems.accept(argument.id(), "expected the name itself, as a text in quotes");
      }
    }
  }

  private void pattern(CelExpr call) {
    List<CelExpr> arguments = call.call().args();
    CelExpr last = arguments.get(arguments.size() - 1);
    if (last.getKind() != CelExpr.ExprKind.Kind.CONSTANT
        || last.constant().getKind() != CelConstant.Kind.STRING_VALUE) {
      problems.accept(call.id(), "expected the regular expression itself, as a text in quotes");
      return;
    }
    String pattern = last.constant().stringValue();
    if (pattern.length() > LONGEST_PATTERN) {
      problems.accept(
          last.id(),
          "expected a regular expression of at most %d characters, found %d"
              .formatted(LONGEST_PATTERN, pattern.length()));
      return;
    }
    if (COUNTED_GROUP.matcher(pattern).find()) {
      problems.accept(last.id(), "a group cannot be repeated by a number; write it out");
      return;
    }
    try {
      int size = Pattern.compile(pattern).programSize();
      if (size > LARGEST_PATTERN) {
        problems.accept(
            last.id(),
            "the regular expression comes to %d instructions, expected at most %d"
                .formatted(size, LARGEST_PATTERN));
      }
    } catch (PatternSyntaxException wrong) {
      problems.accept(last.id(), "not a regular expression of RE2: " + wrong.getMessage());
    }
  }
}
