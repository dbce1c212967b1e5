package io.idealstream.stream.match;

import io.idealstream.stream.state.FlatReader;
import io.idealstream.stream.state.FlatWriter;
import io.idealstream.wire.Query;
import java.util.Arrays;

/**
 * Where a query stands.
 *
 * @param version rises with every change that comes into force, and outlives a removal, so that
 *     none is given twice; 0 before the first
 * @param query canonical JSON of what is in force; null for nothing
 * @param model fingerprint of the model that embedded it; null with {@code query}
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record QueryStanding(long version, byte[] query, String model) {

  private static final int LAYOUT = 1;

  static QueryStanding of(byte[] state) {
    if (state == null) {
      return new QueryStanding(0, null, null);
    }
    FlatReader in = new FlatReader("standing of a query", LAYOUT, state);
    return new QueryStanding(in.number(), in.bytes(), in.text());
  }

  byte[] toBytes() {
    return new FlatWriter(LAYOUT).number(version).bytes(query).text(model).toBytes();
  }

  boolean isInForce() {
    return query != null;
  }

  boolean isOutOfDate(String currentModel) {
    return isInForce() && !model.equals(currentModel);
  }

  /** The same query embedded by another model keeps its version. */
  QueryStanding with(Query next, String nextModel) {
    byte[] json = QueryState.json(next);
    return new QueryStanding(Arrays.equals(json, query) ? version : version + 1, json, nextModel);
  }

  QueryStanding removed() {
    return new QueryStanding(version, null, null);
  }
}
