package io.idealstream.policy;

import io.idealstream.policy.Needs.Need;
import io.idealstream.wire.decision.VerdictState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A policy whose expressions are checked. Immutable, for any number of threads. */
public final class CompiledPolicy {

  private final Policy policy;
  private final Expression when;
  private final Expression unless;
  private final Template text;
  private final Expression per;
  private final List<CompiledCount> counts;
  private final Uses uses;
  private final Optional<Set<Need>> needs;

  /**
   * @param unless null for none
   * @param text null for none
   * @param per null without limits
   */
  CompiledPolicy(
      Policy policy,
      Expression when,
      Expression unless,
      Template text,
      Expression per,
      List<CompiledCount> counts) {
    this.policy = policy;
    this.when = when;
    this.unless = unless;
    this.text = text;
    this.per = per;
    this.counts = List.copyOf(counts);
    this.uses = allUses();
    this.needs = Needs.of(when.root());
  }

  public Policy policy() {
    return policy;
  }

  /** What it goes by: spaces with factors, and queries, in words. */
  public String sources() {
    return uses.words();
  }

  /** Event time at which it ends, if it is in force since a time; null for never. */
  public Instant end(Instant since) {
    return policy.expires() == null ? null : policy.expires().end(since);
  }

  Expression when() {
    return when;
  }

  /** Null for none. */
  Expression unless() {
    return unless;
  }

  /** The labels and hits that any of its expressions names. */
  Uses uses() {
    return uses;
  }

  /**
   * Of which an item has at least one, or {@code when} is false; empty where it has to be asked.
   */
  Optional<Set<Need>> needs() {
    return needs;
  }

  /** What is to be counted before the policy can be asked about an item. */
  List<OpenCount> open(Situation situation) {
    return counts.stream().flatMap(count -> count.open(policy.name(), situation).stream()).toList();
  }

  /** What the policy says of an item, or empty where it passes it over. */
  Optional<Judged> judge(Situation ofAll) {
    Situation situation = ofAll.of(policy);
    String asked = "when";
    try {
      if (!when.holds(situation)) {
        return Optional.empty();
      }
      asked = "unless";
      boolean heldBack = unless != null && unless.holds(situation);
      return Optional.of(
          heldBack ? Judged.of(verdict(VerdictState.HELD_BACK, List.of())) : fired(situation));
    } catch (NoValue why) {
      return Optional.of(
          Judged.of(verdict(VerdictState.FAILED, List.of(asked + ": " + why.getMessage()))));
    } catch (RuntimeException unforeseen) { // one policy must not stop the others
      return Optional.of(
          Judged.of(
              verdict(
                  VerdictState.FAILED, List.of(asked + ": unforeseen failure: " + unforeseen))));
    }
  }

  private Verdict verdict(VerdictState state, List<String> problems) {
    return new Verdict(
        policy.name(),
        state,
        policy.shadow(),
        null,
        policy.justification().code(),
        null,
        null,
        problems);
  }

  private Judged fired(Situation situation) {
    List<String> problems = new ArrayList<>();
    OpenLimit limit = per == null ? null : limit(situation, problems);
    Verdict verdict =
        new Verdict(
            policy.name(),
            VerdictState.FIRED,
            policy.shadow(),
            policy.action(),
            policy.justification().code(),
            text == null ? null : text.filled(situation, problems),
            null,
            List.copyOf(problems));
    return new Judged(verdict, limit);
  }

  /** The limit for the item; null with a problem where nobody knows under what to count. */
  private OpenLimit limit(Situation situation, List<String> problems) {
    Limits limits = policy.limits();
    try {
      String key = (String) per.value(situation);
      return new OpenLimit(
          policy.name(), key, limits.atMost(), limits.within().toMillis(), limits.then());
    } catch (NoValue why) {
      problems.add("limits.per: " + why.getMessage());
      return null;
    }
  }

  private Uses allUses() {
    Uses uses = when.uses();
    for (Expression other : new Expression[] {unless, per}) {
      uses = other == null ? uses : uses.and(other.uses());
    }
    for (CompiledCount count : counts) {
      uses = uses.and(count.per().uses());
      uses = count.of() == null ? uses : uses.and(count.of().uses());
    }
    if (text != null) {
      for (Expression inside : text.expressions()) {
        uses = uses.and(inside.uses());
      }
    }
    return uses;
  }
}
