package io.idealstream.policy;

import io.idealstream.wire.config.Found;
import io.idealstream.wire.config.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What CEL says of an expression that it does not take, in our words. */
final class Issues {

  private static final Pattern NAME = Pattern.compile("undeclared reference to '([^']*)'.*");
  private static final Pattern FIELD = Pattern.compile("undefined field '([^']*)'.*");
  private static final Pattern OVERLOAD =
      Pattern.compile(
          "found no matching overload for '([^']*)' applied to '(.*?)'.*", Pattern.DOTALL);
  private static final Pattern NODES = Pattern.compile("(?i).*node limit.*", Pattern.DOTALL);
  private static final Pattern INPUT =
      Pattern.compile("(?:mismatched|extraneous) input '(.*?)' expecting .*", Pattern.DOTALL);
  private static final Pattern TOKEN =
      Pattern.compile("token recognition error at: '(.*)'", Pattern.DOTALL);
  private static final Pattern DEPTH = Pattern.compile("(?i).*recursion.*", Pattern.DOTALL);

  /** Of CEL's own, those that people use. */
  private static final List<String> FUNCTIONS =
      List.of(
          "size",
          "contains",
          "startsWith",
          "endsWith",
          "matches",
          "has",
          "exists",
          "exists_one",
          "all",
          "map",
          "filter",
          "int",
          "double",
          "string",
          "timestamp",
          "duration",
          "getHours",
          "getMinutes",
          "getDayOfWeek",
          "getDate",
          "getMonth",
          "getFullYear");

  private Issues() {}

  static String sentence(Position at, String message, String text) {
    Matcher name = NAME.matcher(message);
    if (name.matches()) {
      List<String> known = new ArrayList<>(Environment.VARIABLES);
      known.addAll(Functions.names());
      known.addAll(ConditionFunctions.names());
      known.addAll(FUNCTIONS);
      return at.of(name.group(1), text)
          + ": unknown name "
          + name.group(1)
          + Spelling.didYouMean(name.group(1), known);
    }
    Matcher field = FIELD.matcher(message);
    if (field.matches()) {
      return at.of(field.group(1), text)
          + ": unknown field "
          + field.group(1)
          + Spelling.didYouMean(field.group(1), FactTypes.fields());
    }
    Matcher overload = OVERLOAD.matcher(message);
    if (overload.matches()) {
      return "%s: %s does not take %s"
          .formatted(at, operator(overload.group(1)), plain(overload.group(2)));
    }
    Matcher input = INPUT.matcher(message);
    if (input.matches()) {
      return input.group(1).equals("<EOF>")
          ? at + ": it breaks off"
          : at + ": unexpected " + Found.describe(input.group(1));
    }
    Matcher token = TOKEN.matcher(message);
    if (token.matches()) {
      return at + ": cannot be read from " + Found.describe(token.group(1)) + " on";
    }
    if (NODES.matcher(message).matches()) {
      return "expected at most " + Bounds.MOST_NODES + " names, values and operations, found more";
    }
    return DEPTH.matcher(message).matches()
        ? "expected at most " + Bounds.DEEPEST + " levels of nesting, found more"
        : at + ": " + message;
  }

  /** Types without what only CEL says of them. */
  static String plain(String types) {
    return types.replaceAll("wrapper\\(([a-z]+)\\)", "$1");
  }

  private static String operator(String function) {
    return function.equals(Tree.IN) ? "in" : function.replace("_", "").replace("@", "");
  }
}
