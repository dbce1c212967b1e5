package io.idealstream.stream.match;

import io.idealstream.wire.Encoding;
import io.idealstream.wire.Query;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.Topic;

/** A query as state: canonical JSON. */
final class QueryState {

  private QueryState() {}

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
