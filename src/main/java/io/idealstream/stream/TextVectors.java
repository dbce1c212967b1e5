package io.idealstream.stream;

import io.idealstream.model.Digest;
import io.idealstream.stream.TextEmbedding.Outcome;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** What a definition needs of its texts: a vector of every one. */
public final class TextVectors {

  private static final int LONGEST_QUOTE = 100;

  private TextVectors() {}

  /**
   * The vectors of texts.
   *
   * @param outcomes one per text, in order
   * @throws TextsAwaited if somebody else is to give some of them
   * @param refusal made of a sentence that names the first text without a vector, and thrown
   */
  public static List<float[]> of(
      List<String> texts,
      List<Outcome> outcomes,
      Function<String, ? extends RuntimeException> refusal) {
    List<String> missing = missing(texts, outcomes);
    if (!missing.isEmpty()) {
      throw new TextsAwaited(missing);
    }
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

  /** Equal where vectors are. */
  public static byte[] fingerprint(List<float[]> vectors) {
    MessageDigest digest = Digest.sha256();
    for (float[] vector : vectors) {
      ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES);
      bytes.asFloatBuffer().put(vector);
      digest.update(bytes);
    }
    return digest.digest();
  }

  /** Whether somebody else is still to give some. */
  public static boolean areMissing(List<Outcome> outcomes) {
    return outcomes.stream().anyMatch(Outcome.Missing.class::isInstance);
  }

  private static List<String> missing(List<String> texts, List<Outcome> outcomes) {
    return IntStream.range(0, texts.size())
        .filter(i -> outcomes.get(i) instanceof Outcome.Missing)
        .mapToObj(texts::get)
        .distinct()
        .toList();
  }

  static String quote(String text) {
    return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "...";
  }
}
