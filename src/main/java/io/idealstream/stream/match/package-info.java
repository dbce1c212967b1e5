/**
 * Hits: every image against every standing query that is in force.
 *
 * <p>{@link io.idealstream.stream.match.PrepareQueries} embeds a query's texts, {@link
 * io.idealstream.stream.match.MatchQueries} holds items against all queries.
 */
package io.idealstream.stream.match;
