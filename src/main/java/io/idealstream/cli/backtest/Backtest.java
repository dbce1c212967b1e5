package io.idealstream.cli.backtest;

import io.idealstream.policy.CompiledPolicy;
import io.idealstream.policy.Condition;
import io.idealstream.policy.PolicyTimeline;
import io.idealstream.policy.Replay;
import io.idealstream.wire.Drift;
import io.idealstream.wire.FactorLabel;
import io.idealstream.wire.Hit;
import io.idealstream.wire.Keys;
import io.idealstream.wire.Label;
import io.idealstream.wire.Quality;
import io.idealstream.wire.decision.Decision;
import io.idealstream.wire.decision.PolicyVerdict;
import io.idealstream.wire.decision.VerdictState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Policies over labels and hits of the past, against what was decided then. All of an item's
 * records are of one range of event time.
 */
public final class Backtest {

  /** What a policy did with an item where it did nothing. */
  static final String NOTHING = "nothing";

  private final Map<String, PolicyTally> tallies = new TreeMap<>();
  private final PolicyTimeline policies = new PolicyTimeline();
  private final Replay replay = new Replay();
  private final Map<String, Label> anyLabel = new HashMap<>();
  private final Map<String, List<String>> groups = new HashMap<>();
  private final Map<String, Decision> decided = new HashMap<>();
  private final Instant from;
  private final Instant to;

  /**
   * @param tested asked about every item, whatever time they ask to be in force from
   * @param from event time of the first items
   * @param to event time behind the last
   */
  public Backtest(Collection<CompiledPolicy> tested, Instant from, Instant to) {
    this.from = from;
    this.to = to;
    for (CompiledPolicy policy : tested) {
      String name = policy.policy().name();
      policies.put(name, 1, from, policy);
      tallies.put(name, new PolicyTally(name));
    }
  }

  private boolean isWithin(Instant time) {
    return !time.isBefore(from) && time.isBefore(to);
  }

  public void label(Label label) {
    if (isWithin(label.time()) && !label.isShadow()) {
      replay.label(label);
      String item = item(label.feed(), label.id(), label.time());
      anyLabel.put(item, label);
      List<String> of = groups.computeIfAbsent(item, none -> new ArrayList<>(2));
      label.factors().forEach((factor, answer) -> group(label.space(), factor, answer, of));
    }
  }

  private static void group(String space, String factor, FactorLabel answer, List<String> groups) {
    if (answer.label() != null) {
      groups.add("%s.%s %s".formatted(space, factor, answer.label()));
    }
  }

  public void hit(Hit hit) {
    if (isWithin(hit.time())) {
      replay.hit(hit);
    }
  }

  /** Records that policies do not know of are passed over. */
  public void drift(Drift drift) {
    Condition.of(drift).ifPresent(replay::condition);
  }

  /** Alike. */
  public void quality(Quality quality) {
    Condition.of(quality).ifPresent(replay::condition);
  }

  /** Of several decisions about an item the one counts that decided anew last. */
  public void decision(Decision decision) {
    if (isWithin(decision.time())) {
      decided.merge(
          item(decision.feed(), decision.id(), decision.time()),
          decision,
          (one, other) -> other.number() > one.number() ? other : one);
    }
  }

  private static String item(String feed, String id, Instant time) {
    return time + " " + Keys.item(feed, id);
  }

  /** Decides about all items, and holds it against what was decided. */
  public List<PolicyTally> run() {
    Map<String, Decision> now = new TreeMap<>();
    replay.decide(
        policies,
        decision -> now.put(item(decision.feed(), decision.id(), decision.time()), decision));
    for (String item : new TreeMap<>(anyLabel).keySet()) {
      Label label = anyLabel.get(item);
      tallies
          .values()
          .forEach(
              tally ->
                  tally.add(
                      label, groups.get(item), verdict(now.get(item), tally), before(item, tally)));
    }
    now.values().forEach(this::sampled);
    return List.copyOf(tallies.values());
  }

  private void sampled(Decision decision) {
    decision.sampled().forEach(one -> tallies.get(one.policy()).sampled());
  }

  private String before(String item, PolicyTally tally) {
    PolicyVerdict verdict = verdict(decided.get(item), tally);
    if (verdict != null) {
      tally.known();
    }
    return did(verdict);
  }

  /** What a policy said in a decision; null for nothing. */
  private static PolicyVerdict verdict(Decision decision, PolicyTally tally) {
    if (decision == null) {
      return null;
    }
    return decision.policies().stream()
        .filter(one -> one.policy().equals(tally.policy()))
        .findAny()
        .orElse(null);
  }

  /** Name of the action, or what was done in place of one. */
  static String did(PolicyVerdict verdict) {
    if (verdict == null || verdict.state() == VerdictState.HELD_BACK) {
      return NOTHING;
    }
    return verdict.state() == VerdictState.FIRED
        ? verdict.action().name()
        : VerdictState.FAILED.code();
  }

  /** Items that were decided. */
  public long items() {
    return replay.items();
  }

  public long lookBackHits() {
    return replay.lookBackHits();
  }

  public long withoutLabels() {
    return replay.withoutLabels();
  }

  public Instant from() {
    return from;
  }

  public Instant to() {
    return to;
  }
}
