package io.idealstream.policy;

import io.idealstream.wire.decision.Action;
import java.time.Instant;
import java.util.List;

/**
 * What is to be done with which items, as it was written. {@link PolicyParser} makes only valid
 * ones, {@link PolicyCompiler} checks their expressions.
 *
 * @param when expression: true for the items the policy is about
 * @param unless expression: true for those of them it lets go; null for none
 * @param justification what is said about it
 * @param limits null for none
 * @param ofTheRest probability with which an item is sampled for which the policy does not act,
 *     from 0 to 1; 0 for none
 * @param shadow whether the policy only says what it would do
 * @param effective event time from which on it is to be in force; null for as soon as it can be
 * @param expires null for never
 * @param examples items, each with the action that is expected
 * @param counts that its expressions go by
 */
public record Policy(
    String name,
    String when,
    String unless,
    Action action,
    Justification justification,
    Limits limits,
    double ofTheRest,
    boolean shadow,
    Instant effective,
    Expiry expires,
    List<Example> examples,
    List<CountRule> counts) {}
