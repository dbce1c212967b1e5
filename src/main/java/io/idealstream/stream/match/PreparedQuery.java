package io.idealstream.stream.match;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import io.idealstream.wire.Query;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A query whose texts are embedded.
 *
 * @param query canonical JSON
 * @param model fingerprint of the model that embedded the texts, or that could not
 * @param texts row-major [texts x dimension], unit vectors in the order of the query's terms; empty
 *     unless the query names words or concepts, since only then they are needed again; null where
 *     the model cannot make the query a vector
 * @param used names and versions of the words and concepts in the vector that matching holds; empty
 *     where the query names none, null while matching holds no vector
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record PreparedQuery(long version, byte[] query, String model, float[] texts, String used) {

  private static final int LAYOUT = 1;
  private static final float[] NONE = {};
  private static final String NOTHING = "";

  /** A query that names nothing. */
  static PreparedQuery ofTexts(long version, byte[] query, String model) {
    return new PreparedQuery(version, query, model, NONE, NOTHING);
  }

  static PreparedQuery of(byte[] state) {
    if (state == null) {
      return null;
    }
    FlatReader in = new FlatReader("prepared query", LAYOUT, state);
    return new PreparedQuery(in.number(), in.bytes(), in.text(), in.floats(), in.text());
  }

  byte[] toBytes() {
    return new FlatWriter(LAYOUT)
        .number(version)
        .bytes(query)
        .text(model)
        .floats(texts)
        .text(used)
        .toBytes();
  }

  /** Whether the query names words or concepts that it follows. */
  boolean follows() {
    return !isSuspended() && !NOTHING.equals(used);
  }

  /** Whether the query waits for a model that can make it a vector. */
  boolean isSuspended() {
    return texts == null;
  }

  PreparedQuery suspendedBy(String otherModel) {
    return new PreparedQuery(version, query, otherModel, null, null);
  }

  boolean says(byte[] json) {
    return Arrays.equals(json, query);
  }

  Query parsed() {
    return QueryState.query(query);
  }

  /** Unit vectors of the query's texts. */
  List<float[]> textVectors(int dimension) {
    return IntStream.range(0, texts.length / dimension)
        .mapToObj(i -> Arrays.copyOfRange(texts, i * dimension, (i + 1) * dimension))
        .toList();
  }

  PreparedQuery using(String names) {
    return new PreparedQuery(version, query, model, texts, names);
  }
}
