package io.idealstream.estimate.words;

import io.idealstream.wire.ConceptMean;
import io.idealstream.wire.Source;
import java.util.List;

/**
 * A change of what queries name: of some words of a space, or of a concept. What is not named here
 * stays as it was.
 *
 * @param owner the space or concept, as {@link #space} or {@link #concept} names it
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
