package io.idealstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.policy.Facts;
import io.idealstream.policy.Limits;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.Json;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.config.Count;
import io.idealstream.wire.config.DurationText;
import io.idealstream.wire.decision.Counted;
import io.idealstream.wire.decision.Decision;
import io.idealstream.wire.decision.Evidence;
import io.idealstream.wire.decision.PolicyVerdict;
import io.idealstream.wire.decision.Sampled;
import io.idealstream.wire.decision.StatedReason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A decision, with the policies asked again about what it went by. */
record DecisionAccount(Decision decision, PolicyTopics topics) {

  /** As text. */
  List<String> lines() {
    Facts facts = PolicyAccount.facts(decision);
    List<String> lines = new ArrayList<>();
    lines.add("item " + Accounts.item(facts.item()));
    lines.add(headline());
    if (decision.expires() != null) {
      lines.add("  ends with its policy at " + decision.expires());
    }
    lines.add(
        decision.automated() ? "  no person had a part in it" : "  a person had a part in it");
    for (PolicyVerdict verdict : decision.policies()) {
      lines.addAll(Accounts.indented(lines(verdict, facts)));
    }
    for (Sampled sampled : decision.sampled()) {
      lines.addAll(Accounts.indented(lines(sampled, facts)));
    }
    Evidence evidence = decision.evidence();
    lines.add("  evidence");
    Accounts.evidence(evidence.labels(), evidence.hits(), evidence.hitsLeftOut())
        .forEach(line -> lines.add("    " + line));
    Accounts.conditions(facts.conditions()).forEach(line -> lines.add("    " + line));
    return lines;
  }

  private String headline() {
    String number =
        decision.revises() == null
            ? "decision " + decision.number()
            : "decision %d, in place of %d".formatted(decision.number(), decision.revises());
    String action =
        decision.action() == null
            ? "no action"
            : "%s, by policy %s"
                .formatted(PolicySentence.action(decision.action()), decision.policy());
    return number + ": " + action + (decision.isShadow() ? "; of shadows, without effect" : "");
  }

  private List<String> lines(PolicyVerdict verdict, Facts facts) {
    PolicyAccount account = account(verdict.policy(), verdict.version(), facts);
    List<String> lines = new ArrayList<>();
    lines.add(
        "policy %s, version %d: %s%s%s"
            .formatted(
                verdict.policy(),
                verdict.version(),
                verdict.state().code(),
                verdict.action() == null ? "" : ", " + PolicySentence.action(verdict.action()),
                verdict.shadow() ? "; a shadow, without effect" : ""));
    List<String> more = new ArrayList<>();
    if (verdict.counts() != null) {
      verdict
          .counts()
          .forEach((count, number) -> more.add("count %s: %d before".formatted(count, number)));
    }
    if (verdict.limit() != null) {
      more.add(limit(verdict.limit(), account));
    }
    StatedReason reason = reason(verdict.policy());
    if (reason != null) {
      more.add("reason: " + reason(reason));
    }
    verdict.problems().forEach(problem -> more.add("problem: " + problem));
    more.addAll(asked(account));
    if (account.examined() != null) {
      more.add(answer(account, account.differences(verdict, reason)));
    }
    lines.addAll(Accounts.indented(more));
    return lines;
  }

  private List<String> lines(Sampled sampled, Facts facts) {
    PolicyAccount account = account(sampled.policy(), sampled.version(), facts);
    List<String> lines = new ArrayList<>();
    lines.add(
        "policy %s, version %d: sampled, as any of the rest with probability %s%s"
            .formatted(
                sampled.policy(),
                sampled.version(),
                sampled.probability(),
                sampled.shadow() ? "; a shadow, without effect" : ""));
    List<String> more = new ArrayList<>(asked(account));
    if (account.examined() != null) {
      more.add(answer(account, account.differences(sampled)));
    }
    lines.addAll(Accounts.indented(more));
    return lines;
  }

  private PolicyAccount account(String policy, long version, Facts facts) {
    return PolicyAccount.of(policy, version, topics.text(policy, version), facts);
  }

  private StatedReason reason(String policy) {
    return decision.reasons().stream()
        .filter(reason -> reason.policy().equals(policy))
        .findAny()
        .orElse(null);
  }

  private static String reason(StatedReason reason) {
    if (reason.code() == null || reason.text() == null) {
      return reason.code() == null ? reason.text() : reason.code();
    }
    return reason.code() + ", " + reason.text();
  }

  private static String limit(Counted counted, PolicyAccount account) {
    Limits limits = account.policy() == null ? null : account.policy().policy().limits();
    return "limit: fired %s before for \"%s\"%s: %s"
        .formatted(
            Count.of(counted.earlier(), "time"),
            counted.key(),
            limits == null
                ? ""
                : ", of at most %d within %s"
                    .formatted(limits.atMost(), DurationText.of(limits.within())),
            counted.reached() ? "reached" : "not reached");
  }

  /** Which text is asked, and part by part what it gives. */
  private static List<String> asked(PolicyAccount account) {
    List<String> lines = new ArrayList<>();
    if (!account.found().own() && account.found().text() != null) {
      lines.add(notOwn(account));
    }
    account.problems().forEach(problem -> lines.add("cannot be asked again: " + problem));
    if (account.examined() != null) {
      lines.addAll(Accounts.parts("when", account.examined().when()));
      lines.addAll(Accounts.parts("unless", account.examined().unless()));
    }
    return lines;
  }

  private static String notOwn(PolicyAccount account) {
    return ("the text of version %d is not on topic policies any more; asked is the newest text"
            + " there")
        .formatted(account.version());
  }

  private String answer(PolicyAccount account, List<String> differences) {
    String by = account.found().own() ? "asked again: " : "by the newest text: ";
    if (differences.isEmpty()) {
      return by + "the same";
    }
    String because =
        decision.evidence().hitsLeftOut() > 0 ? "; hits are missing that it went by" : "";
    return by + "not the same: " + String.join("; ", differences) + because;
  }

  /** For JSON. */
  Map<String, Object> tree() {
    Facts facts = PolicyAccount.facts(decision);
    List<Object> policies = new ArrayList<>();
    for (PolicyVerdict verdict : decision.policies()) {
      PolicyAccount account = account(verdict.policy(), verdict.version(), facts);
      policies.add(
          tree(
              account,
              account.examined() == null
                  ? null
                  : account.differences(verdict, reason(verdict.policy()))));
    }
    for (Sampled sampled : decision.sampled()) {
      PolicyAccount account = account(sampled.policy(), sampled.version(), facts);
      policies.add(tree(account, account.examined() == null ? null : account.differences(sampled)));
    }
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("decision", fields());
    tree.put("policies", policies);
    return tree;
  }

  private Map<String, Object> fields() {
    try {
      return Json.object(Topic.DECISIONS.json(decision).getBytes(UTF_8));
    } catch (Unreadable impossible) {
      throw new IllegalStateException("a record's JSON can be read", impossible);
    }
  }

  /**
   * @param differences null where it cannot be asked again
   */
  private static Map<String, Object> tree(PolicyAccount account, List<String> differences) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("policy", account.name());
    tree.put("version", account.version());
    tree.put("ownText", account.found().own());
    tree.put("file", account.found().text() == null ? null : account.found().text().fields());
    tree.put("same", differences == null ? null : differences.isEmpty());
    tree.put("differences", differences);
    tree.put("problems", account.problems());
    if (account.examined() != null) {
      tree.put("when", Accounts.tree(account.examined().when()));
      tree.put("unless", Accounts.tree(account.examined().unless()));
    }
    return tree;
  }
}
