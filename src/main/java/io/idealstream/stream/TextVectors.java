package io.idealstream.stream;

import io.idealstream.stream.TextEmbedding.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What a definition needs of its texts: a vector of every one. */
public final class TextVectors {

  private static final int LONGEST_QUOTE = 100;

  private TextVectors() {}

  /**
   * The vectors of texts.
   *
   * @param outcomes one per text, in order
   * @param refusal made of a sentence that names the first text without a vector, and thrown
   */
  public static List<float[]> of(
      List<String> texts,
      List<Outcome> outcomes,
      Function<String, ? extends RuntimeException> refusal) {
    List<float[]> vectors = new ArrayList<>(outcomes.size());
    for (int i = 0; i < outcomes.size(); i++) {
      if (outcomes.get(i) instanceof Outcome.Failure failure) {
        throw refusal.apply(
            "the text \"%s\" cannot be embedded: %s"
                .formatted(quote(texts.get(i)), failure.detail()));
      }
      vectors.add(((Outcome.Vector) outcomes.get(i)).values());
    }
    return vectors;
  }

  private static String quote(String text) {
    return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "...";
  }
}
