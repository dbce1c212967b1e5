/**
 * From messages to events: reading, and embedding in micro-batches.
 *
 * <p>{@link io.idealstream.stream.embed.MicroBatchOperator} gathers records and hands them in
 * batches to a {@link io.idealstream.stream.embed.BatchFunction}; {@link
 * io.idealstream.stream.embed.EmbedImages} and {@link io.idealstream.stream.embed.EmbedCaptions}
 * are the two of the job. {@link io.idealstream.stream.embed.ModelSource} says which model, and
 * opens it where an operator runs. Captions, queries and spaces are read one by one, by the {@link
 * io.idealstream.stream.embed.ReadTopic} of their topic. What cannot be used goes to {@link
 * io.idealstream.stream.DeadLetters}.
 */
package io.idealstream.stream.embed;
