package io.idealstream.policy;

import io.idealstream.wire.Hit;
import io.idealstream.wire.Label;
import io.idealstream.wire.decision.Sampled;
import io.idealstream.wire.decision.VerdictState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All policies in force, asked together. Immutable, for any number of threads; an outcome depends
 * on the policies, the facts and the counts alone, not on the order of any of them.
 */
public final class PolicySet {

  private static final Comparator<Verdict> BY_RANK = Rank.by(Verdict::action, Verdict::policy);

  private final List<InForce> policies;
  private final NeedIndex index;
  private final Uses uses;
  private final BitSet sampling = new BitSet();
  private final List<InForce> counting;

  /**
   * @throws IllegalArgumentException if two policies have one name
   */
  public PolicySet(Collection<InForce> inForce) {
    policies = inForce.stream().sorted(Comparator.comparing(InForce::name)).toList();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < policies.size(); i++) {
      if (!names.add(policies.get(i).name())) {
        throw new IllegalArgumentException("two policies have the name " + policies.get(i).name());
      }
      sampling.set(i, policies.get(i).policy().policy().ofTheRest() > 0);
    }
    counting = policies.stream().filter(one -> !one.policy().policy().counts().isEmpty()).toList();
    Uses all = Uses.NOTHING;
    for (InForce one : policies) {
      all = all.and(one.policy().uses());
    }
    uses = all;
    index = new NeedIndex(policies.stream().map(InForce::policy).toList());
  }

  /**
   * What the policies say of an item. Those that have expired by the item's time are left out;
   * those that cannot apply by what the index knows are not asked.
   */
  public Outcome decide(Facts facts, Counts counts) {
    return outcome(ask(facts, index.candidates(facts)), facts, counts);
  }

  /** The same without the index. */
  Outcome decideAskingAll(Facts facts, Counts counts) {
    BitSet all = new BitSet();
    all.set(0, policies.size());
    return outcome(ask(facts, all), facts, counts);
  }

  /** The same as a decision whose limits are to be counted yet. */
  public DraftDecision draft(Facts facts) {
    return DraftDecision.of(ask(facts, index.candidates(facts)), facts);
  }

  /** Whether any policy may look at hits of a query that an item of a time has. */
  public boolean asksFor(String query, Instant time) {
    return asks(uses, query)
        && policies.stream()
            .anyMatch(one -> asks(one.policy().uses(), query) && !one.isExpired(time));
  }

  private static boolean asks(Uses some, String query) {
    return some.everyHit() || some.queries().contains(query);
  }

  /**
   * The facts about an item, with how things stood at its time.
   *
   * @param labels of the item, one for each space that has answered
   * @param hits of the item
   */
  public Facts facts(
      Item item, Collection<Label> labels, Collection<Hit> hits, ConditionTimeline conditions) {
    Map<String, Label> bySpace = new HashMap<>();
    labels.stream()
        .filter(label -> !label.isShadow())
        .forEach(label -> bySpace.put(label.space(), label));
    return new Facts(item, labels, hits, conditions.at(item, bySpace, uses.qualitySpaces()));
  }

  /**
   * What is to be counted before the policies can be asked about an item; none where nothing is.
   */
  public List<OpenCount> openCounts(Facts facts) {
    if (counting.isEmpty()) {
      return List.of();
    }
    Situation situation = new Situation(facts);
    return counting.stream()
        .filter(one -> !one.isExpired(facts.item().time()))
        .flatMap(one -> one.policy().open(situation).stream())
        .toList();
  }

  public boolean isEmpty() {
    return policies.isEmpty();
  }

  private Answers ask(Facts facts, BitSet asked) {
    Item item = facts.item();
    Situation situation = asked.isEmpty() ? null : new Situation(facts);
    Answers answers = new Answers();
    BitSet visited = (BitSet) asked.clone();
    visited.or(sampling);
    for (int i = visited.nextSetBit(0); i >= 0; i = visited.nextSetBit(i + 1)) {
      InForce one = policies.get(i);
      if (one.isExpired(item.time())) {
        continue;
      }
      Optional<Judged> judged = asked.get(i) ? one.policy().judge(situation) : Optional.empty();
      judged.ifPresent(answer -> answers.given.add(new Answer(one, answer)));
      if (judged.isEmpty() || judged.get().verdict().state() == VerdictState.HELD_BACK) {
        sample(one, item).ifPresent(answers.sampled::add);
      }
    }
    return answers;
  }

  private static Outcome outcome(Answers answers, Facts facts, Counts counts) {
    Item item = facts.item();
    List<Verdict> verdicts =
        answers.given.stream().map(one -> one.judged().counted(counts, item.time())).toList();
    Uses named = answers.uses();
    Optional<Verdict> first = verdicts.stream().filter(Verdict::counts).min(BY_RANK);
    return new Outcome(
        item,
        first.map(Verdict::action).orElse(null),
        first.map(Verdict::policy).orElse(null),
        verdicts,
        List.copyOf(answers.sampled),
        named.of(facts.labels()),
        named.of(facts.hits()));
  }

  private static Optional<Sampled> sample(InForce one, Item item) {
    Policy policy = one.policy().policy();
    double probability = policy.ofTheRest();
    return probability > 0 && Sampling.takes(policy.name(), item, probability)
        ? Optional.of(new Sampled(policy.name(), one.version(), probability, policy.shadow()))
        : Optional.empty();
  }

  /** A policy that does not pass an item over, and what it says. */
  record Answer(InForce policy, Judged judged) {}

  /** What is said of one item, by the names of the policies. */
  static final class Answers {
    final List<Answer> given = new ArrayList<>();
    final List<Sampled> sampled = new ArrayList<>();

    /** The labels and hits that the policies name that have something to say. */
    Uses uses() {
      Uses uses = Uses.NOTHING;
      for (Answer answer : given) {
        uses = uses.and(answer.policy().policy().uses());
      }
      return uses;
    }
  }
}
