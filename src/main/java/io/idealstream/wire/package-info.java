/**
 * What travels on the topics, as plain immutable Java records.
 *
 * <p>A message arrives as a {@link io.idealstream.wire.TopicRecord}. The readers in {@code
 * wire.codec} turn it into an {@link io.idealstream.wire.ImageItem}, a {@link
 * io.idealstream.wire.Caption}, a {@link io.idealstream.wire.Query} or a space, or throw {@link
 * io.idealstream.wire.Unreadable}, which becomes a {@link io.idealstream.wire.DeadLetter}. What the
 * job says leaves as {@link io.idealstream.wire.Label}, {@link io.idealstream.wire.Hit}, {@link
 * io.idealstream.wire.Word} or {@link io.idealstream.wire.WordsHead} and {@link
 * io.idealstream.wire.Status}, keyed by {@link io.idealstream.wire.Keys}.
 *
 * <p>One Avro schema per topic, under {@code schemas/}, is the contract; a test holds these records
 * against it. A component marked {@link io.idealstream.wire.OrAbsent} may be missing on the wire,
 * one marked {@link io.idealstream.wire.OrNull} is always there and may be null; every other
 * component is never null. Arrays are shared, not copied: nobody writes to them.
 *
 * <p>{@code wire.space} holds spaces: their definition, their prompts and how captions name their
 * values. Neither package knows Jackson or Avro; {@code wire.codec} does.
 */
package io.idealstream.wire;
