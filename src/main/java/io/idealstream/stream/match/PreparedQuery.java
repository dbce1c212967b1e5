package io.idealstream.stream.match;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is kept of a query whose texts are embedded.
 *
 * @param texts row-major [texts x dimension], unit vectors in the order of the query's terms; empty
 *     unless the query names words or concepts, since only then they are needed again
 * @param used names and versions of the words and concepts in the vector that matching holds,
 *     behind the fingerprint of its texts where these may change; empty where there is nothing to
 *     follow, null while it waits for others; see {@link #awaitsTexts}
 * @param awaited what it was said to wait for; null unless it waits
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record PreparedQuery(float[] texts, String used, String awaited) {

  private static final int LAYOUT = 2;
  private static final String NOTHING = "";

  /** Stands for {@link #used} while texts have no vectors; no name is written so. */
  private static final String TEXTS_TO_COME = "texts";

  /** Stands in {@link #used} before the fingerprint of texts; no name begins so. */
  private static final String TEXTS = "texts@";

  static PreparedQuery of(byte[] state) {
    FlatReader in = new FlatReader("prepared query", LAYOUT, state);
    return new PreparedQuery(in.floats(), in.text(), in.text());
  }

  /** A query none of whose texts is embedded, since some have no vectors yet. */
  static PreparedQuery awaitingTexts(String awaited) {
    return new PreparedQuery(new float[0], TEXTS_TO_COME, awaited);
  }

  /** Whether it waits for vectors of its texts. */
  boolean awaitsTexts() {
    return TEXTS_TO_COME.equals(used);
  }

  byte[] toBytes() {
    return new FlatWriter(LAYOUT).floats(texts).text(used).text(awaited).toBytes();
  }

  /** What stands for texts in {@link #used}. */
  static String ofTexts(String fingerprint) {
    return TEXTS + fingerprint;
  }

  /** Of the vectors of its texts; empty where they do not change. */
  String fingerprint() {
    return used != null && used.startsWith(TEXTS)
        ? used.lines().findFirst().orElseThrow().substring(TEXTS.length())
        : "";
  }

  /** Whether the query hangs on words, concepts or texts that it follows. */
  boolean follows() {
    return !NOTHING.equals(used);
  }

  /** Unit vectors of the query's texts. */
  List<float[]> textVectors(int dimension) {
    return IntStream.range(0, texts.length / dimension)
        .mapToObj(i -> Arrays.copyOfRange(texts, i * dimension, (i + 1) * dimension))
        .toList();
  }
}
