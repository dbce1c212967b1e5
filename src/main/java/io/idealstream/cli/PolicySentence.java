package io.idealstream.cli;

import io.idealstream.policy.CompiledPolicy;
import io.idealstream.policy.CountRule;
import io.idealstream.policy.Expiry;
import io.idealstream.policy.Limits;
import io.idealstream.policy.Policy;
import io.idealstream.wire.config.DurationText;
import io.idealstream.wire.decision.Action;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** A policy as a line for people. */
final class PolicySentence {

  private PolicySentence() {}

  static String of(CompiledPolicy compiled) {
    return compiled.policy().name() + ": " + withoutName(compiled);
  }

  static String withoutName(CompiledPolicy compiled) {
    Policy policy = compiled.policy();
    List<String> parts = new ArrayList<>();
    parts.add(action(policy.action()) + " where " + line(policy.when()));
    if (policy.unless() != null) {
      parts.add("but not where " + line(policy.unless()));
    }
    policy.counts().forEach(count -> parts.add(count(count)));
    if (policy.limits() != null) {
      parts.add(limits(policy.limits()));
    }
    if (policy.ofTheRest() > 0) {
      parts.add(percent(policy.ofTheRest()) + " % of the rest are sampled");
    }
    if (policy.expires() != null) {
      parts.add(expiry(policy.expires()));
    }
    if (policy.shadow()) {
      parts.add("a shadow, without effect");
    }
    parts.add("goes by " + compiled.sources());
    return String.join("; ", parts);
  }

  static String action(Action action) {
    List<String> more = new ArrayList<>();
    if (action.queue() != null) {
      more.add("queue " + action.queue());
    }
    if (action.priority() != 0) {
      more.add("priority " + action.priority());
    }
    return action.name() + (more.isEmpty() ? "" : " (" + String.join(", ", more) + ")");
  }

  private static String count(CountRule count) {
    String of = count.of() == null ? "items" : "items where " + line(count.of());
    return "counts as %s %s within %s of one %s"
        .formatted(count.name(), of, DurationText.of(count.within()), line(count.per()));
  }

  static String limits(Limits limits) {
    return "after %d within %s of one %s, %s"
        .formatted(
            limits.atMost(),
            DurationText.of(limits.within()),
            line(limits.per()),
            action(limits.then()));
  }

  private static String expiry(Expiry expiry) {
    return expiry.at() == null ? "for " + DurationText.of(expiry.after()) : "until " + expiry.at();
  }

  private static String percent(double share) {
    return BigDecimal.valueOf(share)
        .multiply(BigDecimal.valueOf(100))
        .stripTrailingZeros()
        .toPlainString();
  }

  /** An expression on one line. */
  private static String line(String expression) {
    return expression.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
