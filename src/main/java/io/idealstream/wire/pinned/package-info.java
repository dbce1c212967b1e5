/**
 * Words as they stood at one moment, with their spaces and the model that made them, in a file: so
 * that a job can label by words that do not move.
 *
 * <p>{@link io.idealstream.wire.pinned.PinnedCollector} takes the records of topics {@code spaces}
 * and {@code words} and keeps what stands at their end; {@link
 * io.idealstream.wire.pinned.PinnedFile} writes and reads it.
 */
package io.idealstream.wire.pinned;
