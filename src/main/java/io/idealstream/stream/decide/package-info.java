/**
 * From labels and hits to decisions.
 *
 * <p>{@link io.idealstream.stream.decide.SettlePolicies} keeps the life cycles of policies and says
 * from which event time on each version is in force. {@link
 * io.idealstream.stream.decide.DecideItems} gathers what labelling and matching say of an item
 * ({@link io.idealstream.stream.ItemPart}), and asks the policies once all have answered. A
 * decision that hangs on how often a policy fired before goes on to {@link
 * io.idealstream.stream.decide.CountFirings}, which counts in the order of event time.
 */
package io.idealstream.stream.decide;
