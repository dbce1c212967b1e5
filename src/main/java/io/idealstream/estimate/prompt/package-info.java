/**
 * From a definition to the words of its prompts.
 *
 * <p>{@link io.idealstream.estimate.prompt.PromptedCells} says which cells are prompted, {@link
 * io.idealstream.estimate.prompt.PromptSequence} in which order their texts come, and {@link
 * io.idealstream.estimate.prompt.Preparation} turns the vectors of these texts into words, some
 * texts at a time.
 */
package io.idealstream.estimate.prompt;
