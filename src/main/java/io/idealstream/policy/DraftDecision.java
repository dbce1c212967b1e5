package io.idealstream.policy;

import static java.util.stream.Collectors.toMap;

import io.idealstream.wire.Hit;
import io.idealstream.wire.Label;
import io.idealstream.wire.decision.Decision;
import io.idealstream.wire.decision.Evidence;
import io.idealstream.wire.decision.FeedDrift;
import io.idealstream.wire.decision.LabelQuality;
import io.idealstream.wire.decision.PolicyVerdict;
import io.idealstream.wire.decision.StatedReason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A decision as it is within all limits, and the limits that are to be counted.
 *
 * @param limits of policies that fired, by name; empty where the decision stands as it is
 */
public record DraftDecision(Decision decision, List<OpenLimit> limits) {

  /** Hits that a decision carries at most. */
  static final int MOST_HITS = 100;

  private static final Comparator<PolicyVerdict> BY_RANK =
      Rank.by(PolicyVerdict::action, PolicyVerdict::policy);

  static DraftDecision of(PolicySet.Answers answers, Facts facts) {
    List<PolicyVerdict> verdicts = new ArrayList<>();
    List<StatedReason> reasons = new ArrayList<>();
    List<OpenLimit> limits = new ArrayList<>();
    for (PolicySet.Answer answer : answers.given) {
      Verdict verdict = answer.judged().verdict();
      verdicts.add(verdict(answer.policy(), verdict, facts));
      if (verdict.action() != null && (verdict.code() != null || verdict.text() != null)) {
        reasons.add(new StatedReason(verdict.policy(), verdict.code(), verdict.text()));
      }
      if (answer.judged().limit() != null) {
        limits.add(answer.judged().limit());
      }
    }
    Item item = facts.item();
    boolean shadow =
        verdicts.stream().allMatch(PolicyVerdict::shadow)
            && answers.sampled.stream().allMatch(one -> one.shadow());
    Decision bare =
        new Decision(
            item.id(),
            item.feed(),
            item.time(),
            1,
            null,
            item.caption(),
            item.attributes().isEmpty() ? null : item.attributes(),
            null,
            null,
            List.copyOf(verdicts),
            List.copyOf(reasons),
            List.copyOf(answers.sampled),
            evidence(facts, answers.uses()),
            true,
            null,
            shadow ? true : null);
    return new DraftDecision(withVerdicts(bare, verdicts), List.copyOf(limits));
  }

  private static PolicyVerdict verdict(InForce policy, Verdict verdict, Facts facts) {
    boolean counts = !policy.policy().policy().counts().isEmpty();
    return new PolicyVerdict(
        verdict.policy(),
        policy.version(),
        verdict.state(),
        verdict.shadow(),
        verdict.action(),
        counts ? facts.counts(verdict.policy()) : null,
        null,
        policy.end(),
        verdict.problems());
  }

  /** All labels; of the hits those first that policies with something to say name. */
  private static Evidence evidence(Facts facts, Uses named) {
    List<Label> labels = List.copyOf(facts.labels().values());
    List<Hit> hits = facts.hits();
    List<FeedDrift> drifts = orNull(facts.conditions().drifts());
    List<LabelQuality> quality = orNull(facts.conditions().quality());
    if (hits.size() <= MOST_HITS) {
      return new Evidence(labels, hits, 0, drifts, quality);
    }
    Set<Hit> kept = new LinkedHashSet<>(named.of(hits));
    kept.addAll(hits);
    Set<Hit> first = new LinkedHashSet<>(List.copyOf(kept).subList(0, MOST_HITS));
    List<Hit> inOrder = hits.stream().filter(first::contains).toList();
    return new Evidence(labels, inOrder, hits.size() - inOrder.size(), drifts, quality);
  }

  private static <T> List<T> orNull(List<T> some) {
    return some.isEmpty() ? null : some;
  }

  /** Whether any policy has something to say. */
  public boolean saysSomething() {
    return !decision.policies().isEmpty() || !decision.sampled().isEmpty();
  }

  /** The same in place of another decision about the item. */
  public DraftDecision revising(int earlier) {
    return new DraftDecision(decision.revising(earlier), limits);
  }

  /** What it says, without its evidence and its limits; equal where two say the same. */
  public String gist() {
    return decision.policies() + " " + decision.reasons() + " " + decision.sampled();
  }

  /** The decision once firings before it are known. */
  public Decision counted(Counts counts) {
    if (limits.isEmpty()) {
      return decision;
    }
    Map<String, OpenLimit> byPolicy = limits.stream().collect(toMap(OpenLimit::policy, one -> one));
    List<PolicyVerdict> verdicts =
        decision.policies().stream()
            .map(
                verdict -> {
                  OpenLimit limit = byPolicy.get(verdict.policy());
                  return limit == null ? verdict : counted(verdict, limit, counts);
                })
            .toList();
    return withVerdicts(decision, verdicts);
  }

  private PolicyVerdict counted(PolicyVerdict verdict, OpenLimit limit, Counts counts) {
    var counted = limit.counted(counts, decision.time());
    return verdict.limited(limit.action(verdict.action(), counted), counted);
  }

  /** The decision with the action that its verdicts give. */
  private static Decision withVerdicts(Decision decision, List<PolicyVerdict> verdicts) {
    Optional<PolicyVerdict> first = verdicts.stream().filter(PolicyVerdict::hasEffect).min(BY_RANK);
    return decision.decided(verdicts, first.orElse(null));
  }
}
