package io.idealstream.policy;

import dev.cel.common.CelErrorCode;
import dev.cel.runtime.CelEvaluationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sentences about expressions that could not be evaluated. */
final class Failures {

  private static final Pattern POSITION = Pattern.compile("^evaluation error at [^:]*:(\\d+): ?");
  private static final Pattern KEY = Pattern.compile("^key '(.*)' is not present in map\\.$");

  private Failures() {}

  static String sentence(Exception why, Expression expression, Facts facts) {
    String message = why.getMessage() == null ? why.toString() : why.getMessage();
    Matcher position = POSITION.matcher(message);
    if (!position.find()) {
      return message;
    }
    Position at = Position.of(expression.tree().getSource(), Integer.parseInt(position.group(1)));
    String detail = message.substring(position.end());
    CelErrorCode code =
        why instanceof CelEvaluationException failed
            ? failed.getErrorCode()
            : CelErrorCode.INTERNAL_ERROR;
    return at + ": " + sentence(code, detail, expression.uses(), facts);
  }

  private static String sentence(CelErrorCode code, String detail, Uses uses, Facts facts) {
    return switch (code) {
      case ATTRIBUTE_NOT_FOUND -> missing(key(detail), uses, facts);
      case OVERLOAD_NOT_FOUND -> "a value is null, or of a type that cannot stand here";
      case DIVIDE_BY_ZERO -> "division by zero";
      case NUMERIC_OVERFLOW -> "a number is too large";
      case ITERATION_BUDGET_EXCEEDED ->
          "it goes through more than " + Bounds.MOST_ITERATIONS + " elements";
      default -> detail;
    };
  }

  private static String key(String detail) {
    Matcher key = KEY.matcher(detail);
    return key.matches() ? key.group(1) : detail;
  }

  private static String missing(String key, Uses uses, Facts facts) {
    if (uses.counts().contains(key)) {
      String why =
          facts.isCounted()
              ? "what it is counted per has no value"
              : "nobody has counted here; policy backtest does";
      return "the item has no count " + key + ": " + why;
    }
    if (uses.spaces().contains(key) && !facts.labels().containsKey(key)) {
      return "the item has no label of space " + key;
    }
    for (Uses.Answer answer : uses.answers()) {
      if (answer.factor().equals(key)
          && facts.labels().containsKey(answer.space())
          && !facts.answers(answer.space(), key)) {
        return "the item has no label of factor %s of space %s".formatted(key, answer.space());
      }
    }
    return "there is no \"" + key + "\"";
  }
}
