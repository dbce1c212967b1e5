package io.idealstream.stream.space;

import io.idealstream.stream.TextEmbedding;
import io.idealstream.stream.TextEmbedding.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Embeds each text once while it is remembered; forgets what was asked for longest ago, and
 * failures at once. Not part of any state: an embedding can always be made again.
 */
final class TextCache {

  private static final float LOAD_FACTOR = 0.75f;

  private final TextEmbedding embedding;
  private final Map<String, Outcome> remembered;

  TextCache(TextEmbedding embedding, int most) {
    this.embedding = embedding;
    this.remembered =
        new LinkedHashMap<>(16, LOAD_FACTOR, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Outcome> eldest) {
            return size() > most;
          }
        };
  }

  /** One outcome per text, in order. */
  List<Outcome> embed(List<String> texts) {
    Map<String, Outcome> outcomes = new LinkedHashMap<>();
    Set<String> unknown = new LinkedHashSet<>();
    for (String text : texts) {
      Outcome known = remembered.get(text);
      if (known == null) {
        unknown.add(text);
      } else {
        outcomes.put(text, known);
      }
    }
    if (!unknown.isEmpty()) {
      embed(List.copyOf(unknown), outcomes);
    }
    return texts.stream().map(outcomes::get).toList();
  }

  private void embed(List<String> unknown, Map<String, Outcome> outcomes) {
    List<Outcome> made = new ArrayList<>(embedding.embed(unknown));
    for (int i = 0; i < made.size(); i++) {
      outcomes.put(unknown.get(i), made.get(i));
      if (made.get(i) instanceof Outcome.Vector) {
        remembered.put(unknown.get(i), made.get(i));
      }
    }
  }
}
