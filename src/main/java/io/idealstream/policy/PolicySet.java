package io.idealstream.policy;

import io.idealstream.policy.Outcome.Sampled;
import io.idealstream.policy.Verdict.State;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All policies in force, asked together. Immutable, for any number of threads; an outcome depends
 * on the policies, the facts and the counts alone, not on the order of any of them.
 */
public final class PolicySet {

  private static final Comparator<Verdict> BY_RANK =
      Comparator.<Verdict>comparingInt(verdict -> verdict.action().priority())
          .reversed()
          .thenComparing(Verdict::policy);

  private final List<InForce> policies;
  private final NeedIndex index;
  private final BitSet sampling = new BitSet();

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
    index = new NeedIndex(policies.stream().map(InForce::policy).toList());
  }

  /**
   * What the policies say of an item. Those that have expired by the item's time are left out;
   * those that cannot apply by what the index knows are not asked.
   */
  public Outcome decide(Facts facts, Counts counts) {
    return decide(facts, counts, index.candidates(facts));
  }

  /** The same without the index. */
  Outcome decideAskingAll(Facts facts, Counts counts) {
    BitSet all = new BitSet();
    all.set(0, policies.size());
    return decide(facts, counts, all);
  }

  private Outcome decide(Facts facts, Counts counts, BitSet asked) {
    Item item = facts.item();
    Situation situation = asked.isEmpty() ? null : new Situation(facts);
    List<Verdict> verdicts = new ArrayList<>();
    List<Sampled> sampled = new ArrayList<>();
    Uses uses = Uses.NOTHING;
    BitSet visited = (BitSet) asked.clone();
    visited.or(sampling);
    for (int i = visited.nextSetBit(0); i >= 0; i = visited.nextSetBit(i + 1)) {
      InForce one = policies.get(i);
      if (one.isExpired(item.time())) {
        continue;
      }
      Optional<Verdict> verdict =
          asked.get(i) ? one.policy().judge(situation, counts) : Optional.empty();
      if (verdict.isPresent()) {
        verdicts.add(verdict.get());
        uses = uses.and(one.policy().uses());
      }
      if (verdict.isEmpty() || verdict.get().state() == State.HELD_BACK) {
        sample(one.policy().policy(), item).ifPresent(sampled::add);
      }
    }
    Optional<Verdict> first = verdicts.stream().filter(Verdict::counts).min(BY_RANK);
    return new Outcome(
        item,
        first.map(Verdict::action).orElse(null),
        first.map(Verdict::policy).orElse(null),
        List.copyOf(verdicts),
        List.copyOf(sampled),
        uses.of(facts.labels()),
        uses.of(facts.hits()));
  }

  private static Optional<Sampled> sample(Policy policy, Item item) {
    double probability = policy.ofTheRest();
    return probability > 0 && Sampling.takes(policy.name(), item, probability)
        ? Optional.of(new Sampled(policy.name(), probability, policy.shadow()))
        : Optional.empty();
  }
}
