package io.idealstream.stream.match;

import io.idealstream.stream.QueryInForce;
import io.idealstream.stream.state.FlatReader;
import io.idealstream.stream.state.FlatWriter;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Query;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.Topic;

/** A query in force as state: the query itself as canonical JSON. */
final class QueryState {

  private static final int LAYOUT = 1;

  private QueryState() {}

  static byte[] toBytes(QueryInForce query) {
    return new FlatWriter(LAYOUT)
        .text(query.id())
        .number(query.version())
        .bytes(query.query() == null ? null : json(query.query()))
        .text(query.model())
        .floats(query.vector())
        .toBytes();
  }

  static QueryInForce of(byte[] bytes) {
    FlatReader in = new FlatReader("query in force", LAYOUT, bytes);
    return QueryInForce.ofTexts(in.text(), in.number(), query(in.bytes()), in.text(), in.floats());
  }

  /** Equal queries give equal bytes. */
  static byte[] json(Query query) {
    return Topic.QUERIES.encode(query, Encoding.JSON);
  }

  static Query query(byte[] json) {
    if (json == null) {
      return null;
    }
    try {
      return Topic.QUERIES.decode(json, Encoding.JSON);
    } catch (Unreadable damaged) {
      throw new IllegalStateException(
          "a query in state cannot be read: " + damaged.getMessage() + "; damaged state?", damaged);
    }
  }
}
