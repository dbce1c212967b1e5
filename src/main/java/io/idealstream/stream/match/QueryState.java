package io.idealstream.stream.match;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.control.Definition;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Query;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.Topic;

/** A query as state: canonical JSON, which is also what it means. */
final class QueryState {

  private QueryState() {}

  /** Equal queries give equal texts. */
  static String meaning(Query query) {
    return new String(Topic.QUERIES.encode(query, Encoding.JSON), UTF_8);
  }

  static Query query(Definition definition) {
    try {
      return Topic.QUERIES.decode(definition.meaning().getBytes(UTF_8), Encoding.JSON);
    } catch (Unreadable damaged) {
      throw new IllegalStateException(
          "a query in state cannot be read: " + damaged.getMessage() + "; damaged state?", damaged);
    }
  }
}
