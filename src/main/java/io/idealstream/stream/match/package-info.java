/**
 * Hits: every image against every standing query that is in force.
 *
 * <p>{@link io.idealstream.stream.match.PrepareQueries} embeds a query's texts, {@link
 * io.idealstream.stream.match.MatchQueries} holds items against queries. A query lives in the one
 * subtask that its id belongs to: its vector and all else of it is in that subtask's {@link
 * io.idealstream.stream.match.Shard}, and in its keyed state as {@link
 * io.idealstream.stream.match.ShardState}. Every subtask sees every item.
 */
package io.idealstream.stream.match;
