package io.idealstream.cli.eval;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.model.Digest;
import io.idealstream.model.Embedding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Texts as vectors: each is looked up, or embedded and kept. */
public final class TextVectors implements Function<List<String>, List<Embedding>> {

  /** No picture begins like this: what is said and what is seen have keys of their own. */
  private static final String KIND = "text\n";

  private final Function<List<String>, List<Embedding>> model;
  private final VectorCache cache;

  /**
   * @param model gives one outcome per text, in order
   */
  public TextVectors(Function<List<String>, List<Embedding>> model, VectorCache cache) {
    this.model = model;
    this.cache = cache;
  }

  /** One outcome per text, in order. */
  @Override
  public List<Embedding> apply(List<String> texts) {
    Map<String, Embedding> known = new LinkedHashMap<>();
    List<String> missing = new ArrayList<>();
    for (String text : texts) {
      cache
          .get(digest(text))
          .ifPresentOrElse(
              vector -> known.put(text, new Embedding.Vector(vector)), () -> missing.add(text));
    }
    List<Embedding> embeddings = missing.isEmpty() ? List.of() : model.apply(missing);
    for (int i = 0; i < missing.size(); i++) {
      known.put(missing.get(i), embeddings.get(i));
      if (embeddings.get(i) instanceof Embedding.Vector vector) {
        cache.put(digest(missing.get(i)), vector.values());
      }
    }
    return texts.stream().map(known::get).toList();
  }

  private static byte[] digest(String text) {
    return Digest.sha256().digest((KIND + text).getBytes(UTF_8));
  }
}
