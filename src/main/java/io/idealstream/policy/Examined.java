package io.idealstream.policy;

import io.idealstream.policy.ExampleRun.Part;
import io.idealstream.wire.OrAbsent;
import io.idealstream.wire.decision.Counted;
import io.idealstream.wire.decision.VerdictState;
import java.util.List;
import java.util.Optional;

/**
 * What a policy makes of an item, with the parts of its expressions. Whether the policy is in force
 * at the item's time is not asked, nor whether it is a shadow.
 *
 * @param within verdict as it is within the limit; null where the policy passes the item over
 * @param limit that is to be counted; null for none
 * @param when parts of the expression, with their values
 * @param unless the same; none where the policy has no such expression
 * @param sampled whether the item is one of the rest that the policy takes
 */
public record Examined(
    @OrAbsent Verdict within,
    @OrAbsent OpenLimit limit,
    List<Part> when,
    List<Part> unless,
    boolean sampled) {

  public static Examined of(CompiledPolicy policy, Facts facts) {
    Situation situation = new Situation(facts).of(policy.policy());
    Optional<Judged> judged = policy.judge(situation);
    Verdict verdict = judged.map(Judged::verdict).orElse(null);
    boolean rest = verdict == null || verdict.state() == VerdictState.HELD_BACK;
    double share = policy.policy().ofTheRest();
    return new Examined(
        verdict,
        judged.map(Judged::limit).orElse(null),
        Parts.of(policy.when(), situation),
        policy.unless() == null ? List.of() : Parts.of(policy.unless(), situation),
        rest && share > 0 && Sampling.takes(policy.policy().name(), facts.item(), share));
  }

  /**
   * The verdict once somebody has counted; null where the policy passes the item over.
   *
   * @param counted null where nobody has
   */
  public Verdict verdict(Counted counted) {
    if (limit == null || counted == null) {
      return within;
    }
    boolean reached = counted.earlier() >= limit.atMost();
    return within.limited(limit, new Counted(limit.key(), counted.earlier(), reached));
  }
}
