/**
 * From space files to published words.
 *
 * <p>{@link io.idealstream.stream.space.PrepareSpaces} embeds a space's prompts slice by slice and
 * sends out the whole when it is complete. {@link io.idealstream.stream.space.Observe} holds every
 * item against the spaces in force; an item that names a whole cell is a vote. {@link
 * io.idealstream.stream.space.Accumulate} adds votes to sums per cell and solves them from time to
 * time. {@link io.idealstream.stream.space.PublishWords} numbers the words and writes what changed,
 * and hands labelling the words it labels by.
 *
 * <p>The operators keep state and clocks. What they compute is in plain classes beside them: {@link
 * io.idealstream.control.LifeCycle} which version is wanted and which in force, {@link
 * io.idealstream.estimate.prompt.Preparation} prompts to words, {@link
 * io.idealstream.stream.space.Vote} items to cells, {@link io.idealstream.estimate.CarryOver} sums
 * under another definition, {@link io.idealstream.estimate.Fit} sums to words, {@link
 * io.idealstream.estimate.words.Edition} words to messages.
 */
package io.idealstream.stream.space;
