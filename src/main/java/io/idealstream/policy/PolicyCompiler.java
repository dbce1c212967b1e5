package io.idealstream.policy;

import io.idealstream.wire.config.Problems;
import io.idealstream.wire.config.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Checks the expressions of a policy; parts that were noted to be wrong before are passed over. */
final class PolicyCompiler {

  private PolicyCompiler() {}

  /** The policy, ready to be asked; null if the problems are not none. */
  static CompiledPolicy compile(Policy policy, Vocabulary vocabulary, Problems problems) {
    List<CompiledCount> counts =
        counts(policy.counts(), new ExpressionReader(vocabulary, problems));
    Set<String> names = new LinkedHashSet<>();
    policy.counts().forEach(count -> names.add(count.name()));
    ExpressionReader expressions = new ExpressionReader(vocabulary, names, problems);
    Expression when = policy.when() == null ? null : expressions.truth("when", policy.when());
    Expression unless =
        policy.unless() == null ? null : expressions.truth("unless", policy.unless());
    Template text = template(policy.justification().text(), expressions, problems);
    Limits limits = policy.limits();
    Expression per =
        limits == null || limits.per() == null
            ? null
            : expressions.text("limits.per", limits.per());
    checkExamples(policy, problems);
    return problems.none() ? new CompiledPolicy(policy, when, unless, text, per, counts) : null;
  }

  /** What is counted does not hang on counts. */
  private static List<CompiledCount> counts(List<CountRule> rules, ExpressionReader expressions) {
    List<CompiledCount> counts = new ArrayList<>();
    for (CountRule rule : rules) {
      String path = "counts." + rule.name();
      Expression of = rule.of() == null ? null : expressions.truth(path + ".of", rule.of());
      Expression per = rule.per() == null ? null : expressions.text(path + ".per", rule.per());
      counts.add(new CompiledCount(rule, of, per));
    }
    return counts;
  }

  private static Template template(String text, ExpressionReader expressions, Problems problems) {
    if (text == null) {
      return null;
    }
    if (text.length() > Template.LONGEST) {
      problems.note(
          "reason.text",
          "expected at most %d characters, found %d".formatted(Template.LONGEST, text.length()));
      return null;
    }
    return Template.read("reason.text", text, expressions, problems);
  }

  private static void checkExamples(Policy policy, Problems problems) {
    Set<String> possible = new LinkedHashSet<>();
    if (policy.action() != null) {
      possible.add(policy.action().name());
    }
    if (policy.limits() != null && policy.limits().then() != null) {
      possible.add(policy.limits().then().name());
    }
    possible.remove(null);
    possible.add(ExampleRun.NONE);
    possible.add(ExampleRun.FAILED);
    Set<String> counts = new LinkedHashSet<>();
    policy.counts().forEach(count -> counts.add(count.name()));
    for (int i = 0; i < policy.examples().size(); i++) {
      for (String count : policy.examples().get(i).counts().keySet()) {
        if (!counts.contains(count)) {
          problems.note(
              "examples[" + i + "].counts." + count,
              "unknown count" + Spelling.didYouMean(count, counts));
        }
      }
      String expected = policy.examples().get(i).expected();
      if (expected != null && !possible.contains(expected)) {
        problems.expected("examples[" + i + "].expect", String.join(" or ", possible), expected);
      }
    }
  }
}
