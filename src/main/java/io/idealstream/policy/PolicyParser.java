package io.idealstream.policy;

import io.idealstream.wire.config.DurationText;
import io.idealstream.wire.config.Section;
import io.idealstream.wire.decision.Action;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * Makes a policy of what somebody wrote. All problems are noted at once, each with its path; the
 * policy counts only if there are none.
 */
final class PolicyParser {

  static final int LONGEST_CODE = 64;
  static final long MOST_PRIORITY = 1_000_000;
  static final long MOST_COUNTED = 10_000;
  static final int MOST_COUNTS = 8;
  static final long COUNTED = 100;

  private static final Duration LONGEST_WITHIN = Duration.ofDays(366);

  /** No blanks, slashes and braces: names stand in keys and in lines of commands. */
  private static final Pattern NAME =
      Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}._-]{0,127}");

  /** As it stands in expressions. */
  private static final Pattern COUNT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

  private PolicyParser() {}

  static Policy parse(Section file) {
    String name = name(file, "policy");
    String when = stripped(file.text("when"));
    String unless = stripped(file.text("unless", null));
    Action action = action(file, "action", null);
    Justification justification = justification(file.section("reason"));
    Limits limits = file.has("limits") ? limits(file.section("limits"), action) : null;
    double ofTheRest = file.has("sample") ? sample(file.section("sample")) : 0;
    boolean shadow = file.truth("shadow", false);
    Instant effective = file.has("effective") ? effective(file) : null;
    Expiry expires = file.has("expires") ? expiry(file) : null;
    List<CountRule> counts = counts(file.section("counts"));
    List<Example> examples = new ArrayList<>();
    for (Section example : file.sections("examples")) {
      examples.add(ExampleParser.parse(example));
    }
    file.refuseOthers();
    return new Policy(
        name,
        when,
        unless,
        action,
        justification,
        limits,
        ofTheRest,
        shadow,
        effective,
        expires,
        examples,
        counts);
  }

  private static List<CountRule> counts(Section section) {
    List<CountRule> counts = new ArrayList<>();
    for (String name : section.names()) {
      if (!COUNT.matcher(name).matches()) {
        section
            .problems()
            .expected(section.pathOf(name), "a name of letters, digits and '_'", name);
      }
      Section count = section.section(name);
      String of = stripped(count.text("of", null));
      String per = stripped(count.text("per"));
      Duration within = within(count);
      counts.add(
          new CountRule(name, of, per, within, count.integer("up-to", COUNTED, 1, MOST_COUNTED)));
      count.refuseOthers();
    }
    if (counts.size() > MOST_COUNTS) {
      section
          .problems()
          .note(
              section.path(),
              "expected at most %d counts, found %d".formatted(MOST_COUNTS, counts.size()));
    }
    return counts;
  }

  /**
   * @param standIn whose queue and priority stand in for missing ones; null for none
   */
  private static Action action(Section section, String field, Action standIn) {
    if (!section.has(field)) {
      section.problems().expected(section.pathOf(field), "an action", null);
      return null;
    }
    Section action = section.section(field);
    String name = name(action, "name");
    if (ExampleRun.NONE.equals(name) || ExampleRun.FAILED.equals(name)) {
      action
          .problems()
          .note(action.pathOf("name"), name + " says something else in examples; take another");
    }
    String queue = standIn == null ? null : standIn.queue();
    if (action.has("queue")) {
      queue = name(action, "queue");
    }
    long priority =
        action.integer(
            "priority", standIn == null ? 0 : standIn.priority(), -MOST_PRIORITY, MOST_PRIORITY);
    action.refuseOthers();
    return new Action(name, queue, (int) priority);
  }

  private static Justification justification(Section section) {
    String code = section.text("code", null);
    if (code != null && code.length() > LONGEST_CODE) {
      section
          .problems()
          .expected(section.pathOf("code"), "at most " + LONGEST_CODE + " characters", code);
    }
    String text = section.text("text", null);
    section.refuseOthers();
    return new Justification(code, text);
  }

  private static Limits limits(Section section, Action action) {
    String per = section.text("per");
    if (!section.has("at-most")) {
      section.problems().expected(section.pathOf("at-most"), "a whole number", null);
    }
    long atMost = section.integer("at-most", 1, 1, MOST_COUNTED);
    Duration within = within(section);
    Action then = action(section, "then", action);
    section.refuseOthers();
    return new Limits(per, atMost, within, then);
  }

  private static Duration within(Section section) {
    if (!section.has("within")) {
      section.problems().expected(section.pathOf("within"), DurationText.EXPECTED, null);
    }
    Duration within = section.duration("within", Duration.ofDays(1));
    if (within.compareTo(LONGEST_WITHIN) > 0) {
      section.problems().note(section.pathOf("within"), "expected at most 366d");
    }
    return within;
  }

  private static double sample(Section section) {
    String text = section.scalar("of-the-rest");
    OptionalDouble share = Share.parse(text);
    if (section.has("of-the-rest") && share.isEmpty()) {
      section.problems().expected(section.pathOf("of-the-rest"), Share.EXPECTED, text);
    }
    section.refuseOthers();
    return share.orElse(0);
  }

  private static Instant effective(Section file) {
    String text = file.text("effective");
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException wrong) {
      file.problems().expected("effective", "a time such as 2026-03-01T12:00:00Z", text);
      return null;
    }
  }

  private static Expiry expiry(Section file) {
    String text = file.text("expires");
    if (text == null) {
      return null;
    }
    return Expiry.parse(text)
        .orElseGet(
            () -> {
              file.problems().expected("expires", Expiry.EXPECTED, text);
              return null;
            });
  }

  /** Without the line's end that YAML leaves behind a block of lines. */
  private static String stripped(String expression) {
    return expression == null ? null : expression.stripTrailing();
  }

  private static String name(Section section, String field) {
    String name = section.text(field);
    if (name != null && !NAME.matcher(name).matches()) {
      section
          .problems()
          .expected(section.pathOf(field), "a name of letters, digits, '.', '_', '-'", name);
    }
    return name;
  }
}
