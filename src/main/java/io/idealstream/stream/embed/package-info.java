/**
 * From messages to events: reading, and embedding in micro-batches.
 *
 * <p>The {@link io.idealstream.stream.embed.ReadTopic} of a topic reads its messages one by one.
 * What has to be embedded goes on to {@link io.idealstream.stream.embed.MicroBatchOperator}, which
 * gathers records and hands them in batches to a {@link io.idealstream.stream.embed.BatchFunction}:
 * {@link io.idealstream.stream.embed.EmbedImages}, {@link
 * io.idealstream.stream.embed.EmbedCaptions} or {@link io.idealstream.stream.embed.EmbedConcepts}.
 * {@link io.idealstream.stream.embed.ModelSource} says which model, and opens it where an operator
 * runs. What cannot be used goes to {@link io.idealstream.stream.DeadLetters}.
 */
package io.idealstream.stream.embed;
