/**
 * From words to what others read of them.
 *
 * <p>{@link io.idealstream.estimate.words.Edition} says which records of topic {@code words}
 * change, {@link io.idealstream.estimate.words.Heads} sums a space up, {@link
 * io.idealstream.estimate.words.Labelling} says whose words label, and {@link
 * io.idealstream.estimate.words.ChangedWords} tells queries.
 */
package io.idealstream.estimate.words;
