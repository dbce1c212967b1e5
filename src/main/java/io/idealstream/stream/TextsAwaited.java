package io.idealstream.stream;

import java.util.List;

/** Texts have no vectors yet. */
public final class TextsAwaited extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final int QUOTED = 3;

  private final transient List<String> texts;

  public TextsAwaited(List<String> texts) {
    super(sentence(texts), null, false, false);
    this.texts = texts;
  }

  public List<String> texts() {
    return texts;
  }

  private static String sentence(List<String> texts) {
    List<String> quoted =
        texts.stream().limit(QUOTED).map(text -> '"' + TextVectors.quote(text) + '"').toList();
    int more = texts.size() - quoted.size();
    return "waits for %s: %s%s"
        .formatted(
            texts.size() == 1
                ? "the vector of a text"
                : "vectors of %d texts".formatted(texts.size()),
            String.join(", ", quoted),
            more == 0 ? "" : " and %d more".formatted(more));
  }
}
