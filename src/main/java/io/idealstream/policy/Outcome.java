package io.idealstream.policy;

import io.idealstream.wire.Hit;
import io.idealstream.wire.Label;
import io.idealstream.wire.OrAbsent;
import io.idealstream.wire.decision.Action;
import io.idealstream.wire.decision.Sampled;
import java.util.List;

/**
 * What all policies together say of an item.
 *
 * @param action the one with the highest priority of those that fired and are no shadow; of equal
 *     priorities that of the policy whose name comes first. Null for none
 * @param policy whose action it is; null for none
 * @param verdicts of policies that fired, were held back or failed, by name
 * @param sampled policies that did not fire and yet sampled the item, by name
 * @param labels evidence: what policies with a verdict name of the item's labels, and no other
 *     factors
 * @param hits evidence: the same of its hits
 */
public record Outcome(
    Item item,
    @OrAbsent Action action,
    @OrAbsent String policy,
    List<Verdict> verdicts,
    List<Sampled> sampled,
    List<Label> labels,
    List<Hit> hits) {}
