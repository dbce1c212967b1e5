package io.idealstream.estimate.words;

import io.idealstream.wire.ConceptMean;
import io.idealstream.wire.Source;
import java.util.List;

/**
 * A change of what queries name: of some words of a space, of a concept, or of a text. What is not
 * named here stays as it was.
 *
 * @param owner the space or concept, as {@link #space} or {@link #concept} names it; null of a text
 * @param labelling code of the source whose words label the space; null of a concept, and of a
 *     space that is gone
 * @param model fingerprint of the model that made the vectors
 * @param names of what has changed, see {@link #word} and {@link #concept(String, ConceptMean)}
 * @param versions [names] of each word or of the concept; {@link #OPEN} or {@link #GONE} where
 *     there is no vector
 * @param vectors row-major [names x dimension]; zero where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // in flight, compared by nobody
public record NamedVectors(
    String owner,
    String labelling,
    String model,
    List<String> names,
    long[] versions,
    float[] vectors) {

  /** There is no vector for now: the data do not determine it. */
  public static final long OPEN = 0;

  /** There is no vector any more; of a word, from no source. */
  public static final long GONE = -1;

  public static String space(String name) {
    return "space/" + name;
  }

  public static String concept(String name) {
    return "concept/" + name;
  }

  /** What queries wait for under the name of a text. */
  public static String text(String text) {
    return "text/" + text;
  }

  /** The vector of a text, by its key in the topic; null where that is removed. */
  public static NamedVectors ofText(String key, float[] vector) {
    return new NamedVectors(
        null, null, null, List.of(key), new long[] {vector == null ? GONE : 1}, vector);
  }

  /** Whether this is of a text, and neither of a space nor of a concept. */
  public boolean isText() {
    return owner == null;
  }

  public static String word(String space, String source, String factor, String value) {
    return String.join("/", "word", space, source, factor, value);
  }

  public static String word(String space, Source source, String factor, String value) {
    return word(space, source.code(), factor, value);
  }

  public static String concept(String name, ConceptMean mean) {
    return String.join("/", "mean", mean.code(), name);
  }
}
