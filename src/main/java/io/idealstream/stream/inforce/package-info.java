/**
 * What is in force, held by every subtask that answers items.
 *
 * <p>{@link io.idealstream.stream.inforce.AnswerItems} is the operator: changes come broadcast and
 * are held by an {@link io.idealstream.stream.inforce.InForce} (of spaces with the words of their
 * prompts: {@link io.idealstream.stream.inforce.PreparedSpaces}), items are answered by it. Items
 * that come before what existed at the start is in force wait in a {@link
 * io.idealstream.stream.inforce.WaitingRoom}. Each subtask acknowledges each change; {@link
 * io.idealstream.stream.inforce.Acknowledge} says so on topic {@code status} once all have.
 */
package io.idealstream.stream.inforce;
