/**
 * From labels and hits to decisions: no clock, no I/O beyond reading a file, no Flink.
 *
 * <p>A {@link io.idealstream.policy.PolicyFile} is read into a {@link
 * io.idealstream.policy.Policy}, whose expressions (CEL) are bounded by {@code Bounds}, held
 * against the types of {@code Environment} and against the names of a {@link
 * io.idealstream.policy.Vocabulary}: what is wrong is said when it is read. A {@link
 * io.idealstream.policy.PolicySet} asks all policies about the {@link io.idealstream.policy.Facts}
 * of one item, as far as a {@code NeedIndex} does not know the answer, and gives one {@link
 * io.idealstream.policy.Outcome}. How often a policy fired before, its caller knows ({@link
 * io.idealstream.policy.Counts}).
 *
 * <p>An expression that has no value for an item never throws: its policy's {@link
 * io.idealstream.policy.Verdict} says so.
 */
package io.idealstream.policy;
