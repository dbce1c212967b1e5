package io.idealstream.cli;

import io.idealstream.cli.PolicyTopics.Found;
import io.idealstream.policy.CompiledPolicy;
import io.idealstream.policy.Conditions;
import io.idealstream.policy.Examined;
import io.idealstream.policy.Facts;
import io.idealstream.policy.Item;
import io.idealstream.policy.PolicyFile;
import io.idealstream.policy.Verdict;
import io.idealstream.wire.config.Misconfigured;
import io.idealstream.wire.decision.Decision;
import io.idealstream.wire.decision.PolicyVerdict;
import io.idealstream.wire.decision.Sampled;
import io.idealstream.wire.decision.StatedReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A policy, asked again about an item.
 *
 * @param version that decided; 0 where none did
 * @param found its text
 * @param policy the text as a policy; null where there is none
 * @param examined what it says now; null where there is no policy
 * @param problems why there is no policy
 */
record PolicyAccount(
    String name,
    long version,
    Found found,
    CompiledPolicy policy,
    Examined examined,
    List<String> problems) {

  static PolicyAccount of(String name, long version, Found found, Facts facts) {
    if (found.text() == null) {
      String none = "its topic holds no text of it any more";
      return new PolicyAccount(name, version, found, null, null, List.of(none));
    }
    try {
      CompiledPolicy policy = PolicyFile.read(found.text());
      return new PolicyAccount(name, version, found, policy, Examined.of(policy, facts), List.of());
    } catch (Misconfigured wrong) {
      return new PolicyAccount(name, version, found, null, null, wrong.problems());
    }
  }

  /** What a decision went by. */
  static Facts facts(Decision decision) {
    Item item =
        new Item(
            decision.id(),
            decision.feed(),
            decision.time(),
            decision.caption(),
            decision.attributes());
    Map<String, Map<String, Long>> counts = new HashMap<>();
    decision.policies().stream()
        .filter(verdict -> verdict.counts() != null)
        .forEach(verdict -> counts.put(verdict.policy(), verdict.counts()));
    Facts facts =
        new Facts(
            item,
            decision.evidence().labels(),
            decision.evidence().hits(),
            Conditions.of(decision.evidence()));
    return facts.withCounts(counts);
  }

  /** Wherein it says something else than it said; empty where it says the same. */
  List<String> differences(PolicyVerdict then, StatedReason reason) {
    Verdict now = examined.verdict(then.limit());
    if (now == null) {
      return List.of("it passes the item over");
    }
    List<String> differences = new ArrayList<>();
    compare("state", then.state().code(), now.state().code(), differences);
    compare("shadow", then.shadow(), now.shadow(), differences);
    compare("action", action(then), action(now), differences);
    compare("limit", then.limit(), now.limit(), differences);
    compare("problems", then.problems(), now.problems(), differences);
    boolean gives = now.action() != null;
    compare("code", reason == null ? null : reason.code(), gives ? now.code() : null, differences);
    compare("text", reason == null ? null : reason.text(), now.text(), differences);
    return differences;
  }

  /** The same of a policy that sampled the item. */
  List<String> differences(Sampled then) {
    List<String> differences = new ArrayList<>();
    compare("sampled", true, examined.sampled(), differences);
    compare("probability", then.probability(), policy.policy().ofTheRest(), differences);
    return differences;
  }

  private static String action(PolicyVerdict verdict) {
    return verdict.action() == null ? null : PolicySentence.action(verdict.action());
  }

  private static String action(Verdict verdict) {
    return verdict.action() == null ? null : PolicySentence.action(verdict.action());
  }

  private static void compare(String what, Object then, Object now, List<String> differences) {
    if (!Objects.equals(then, now)) {
      differences.add(
          "%s was %s, is %s"
              .formatted(what, then == null ? "none" : then, now == null ? "none" : now));
    }
  }
}
