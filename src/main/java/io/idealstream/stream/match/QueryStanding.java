package io.idealstream.stream.match;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;

/**
 * Where a query stands.
 *
 * @param version the last that was given; it outlives a removal for a while, so that none is given
 *     twice; 0 before the first
 * @param inForce what matching holds, or did until a restart with a model that cannot make it a
 *     vector; null for nothing
 * @param waiting what takes its place once the words and concepts that it names are there, or a
 *     model that can embed it; null for nothing
 * @param awaited what {@code waiting} was said to wait for; null with it, and where that is a model
 */
record QueryStanding(long version, PreparedQuery inForce, PreparedQuery waiting, String awaited) {

  private static final int LAYOUT = 1;

  static QueryStanding of(byte[] state) {
    if (state == null) {
      return new QueryStanding(0, null, null, null);
    }
    FlatReader in = new FlatReader("standing of a query", LAYOUT, state);
    return new QueryStanding(
        in.number(), PreparedQuery.of(in.bytes()), PreparedQuery.of(in.bytes()), in.text());
  }

  byte[] toBytes() {
    return new FlatWriter(LAYOUT)
        .number(version)
        .bytes(inForce == null ? null : inForce.toBytes())
        .bytes(waiting == null ? null : waiting.toBytes())
        .text(awaited)
        .toBytes();
  }

  boolean isInForce() {
    return inForce != null && !inForce.isSuspended();
  }

  /** Whether a query waits for words or concepts. */
  boolean isWaiting() {
    return waiting != null && !waiting.isSuspended();
  }

  /** What the topic wants; null for nothing. */
  PreparedQuery newest() {
    return waiting == null ? inForce : waiting;
  }

  boolean isOutOfDate(String currentModel) {
    return differs(inForce, currentModel) || differs(waiting, currentModel);
  }

  private static boolean differs(PreparedQuery query, String model) {
    return query != null && !query.model().equals(model);
  }

  /** A query is in force, and nothing waits any more. */
  QueryStanding with(PreparedQuery query) {
    return new QueryStanding(Math.max(version, query.version()), query, null, null);
  }

  /** A query waits; what is in force stays. */
  QueryStanding awaiting(PreparedQuery query, String what) {
    return new QueryStanding(Math.max(version, query.version()), inForce, query.using(null), what);
  }

  /** What is in force has followed a change; what waits goes on waiting. */
  QueryStanding following(PreparedQuery query) {
    return new QueryStanding(version, query, waiting, awaited);
  }

  /** What was in force is kept for a model that can make it a vector. */
  QueryStanding suspended(PreparedQuery query) {
    return new QueryStanding(version, query, waiting, awaited);
  }

  /** The same of what waited, unless something else waits now. */
  QueryStanding suspendedWaiting(PreparedQuery query) {
    return waiting != null ? this : new QueryStanding(version, inForce, query, null);
  }

  /** Whether that version waits already, and was said to wait for the same. */
  boolean awaits(long waitingVersion, String what) {
    return waiting != null && waiting.version() == waitingVersion && what.equals(awaited);
  }

  /** Nothing waits; what is in force stays. */
  QueryStanding settled() {
    return new QueryStanding(version, inForce, null, null);
  }

  QueryStanding removed() {
    return new QueryStanding(version, null, null, null);
  }
}
