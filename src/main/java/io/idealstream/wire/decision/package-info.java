/**
 * Decisions: what policies say of items, and by what.
 *
 * <p>A {@link io.idealstream.wire.decision.PolicyText} is a policy as somebody wrote it, on topic
 * {@code policies}. A {@link io.idealstream.wire.decision.Decision} is what all policies together
 * said of one item, on topic {@code decisions}, with the evidence that they went by.
 */
package io.idealstream.wire.decision;
