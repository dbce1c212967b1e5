package io.idealstream.wire.decision;

import io.idealstream.wire.OrAbsent;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What all policies together said of one item.
 *
 * @param number 1 for the first about an item; each that decides anew has the next
 * @param revises number of the decision that this one takes the place of; null for the first
 * @param caption that came with the item; null for none
 * @param attributes what else came with the item; null for nothing
 * @param action the one with the highest priority of those that fired and are no shadow; of equal
 *     priorities that of the policy whose name comes first. Null for none
 * @param policy whose action it is; null for none
 * @param policies that fired, were held back or failed, by name
 * @param reasons of those that fired, by name
 * @param sampled policies that did not fire and yet sampled the item, by name
 * @param automated whether no person had a part in it
 * @param expires event time at which the policy ends whose action it is; null for never
 * @param shadow true where only policies that are a shadow have anything to say; null for false
 */
public record Decision(
    String id,
    String feed,
    Instant time,
    int number,
    @OrAbsent Integer revises,
    @OrAbsent String caption,
    @OrAbsent Map<String, String> attributes,
    @OrAbsent Action action,
    @OrAbsent String policy,
    List<PolicyVerdict> policies,
    List<StatedReason> reasons,
    List<Sampled> sampled,
    Evidence evidence,
    boolean automated,
    @OrAbsent Instant expires,
    @OrAbsent Boolean shadow) {

  /**
   * The same by the verdicts of policies.
   *
   * @param first of them whose action is taken; null for none
   */
  public Decision decided(List<PolicyVerdict> verdicts, PolicyVerdict first) {
    return new Decision(
        id,
        feed,
        time,
        number,
        revises,
        caption,
        attributes,
        first == null ? null : first.action(),
        first == null ? null : first.policy(),
        verdicts,
        reasons,
        sampled,
        evidence,
        automated,
        first == null ? null : first.expires(),
        shadow);
  }

  /** The same in place of another decision about the item. */
  public Decision revising(int earlier) {
    return new Decision(
        id,
        feed,
        time,
        earlier + 1,
        earlier,
        caption,
        attributes,
        action,
        policy,
        policies,
        reasons,
        sampled,
        evidence,
        automated,
        expires,
        shadow);
  }

  /** Whether it counts for nothing. */
  public boolean isShadow() {
    return Boolean.TRUE.equals(shadow);
  }
}
