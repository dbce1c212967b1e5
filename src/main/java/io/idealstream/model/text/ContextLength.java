package io.idealstream.model.text;

import io.idealstream.model.ModelJson;

/**
 * How many ids a sequence may have: the truncation of {@code tokenizer.json}, else {@code
 * model_max_length} (a very large number there means that nobody set it), else {@code
 * max_position_embeddings} of {@code config.json}, else 77.
 */
final class ContextLength {
  private static final double UNSET = 100_000;
  private static final int CLIP = 77;

  private ContextLength() {}

  static int of(ModelJson tokenizer, ModelJson tokenizerConfig, ModelJson config) {
    if (tokenizer.has("truncation")) {
      return checked(tokenizer.get("truncation").get("max_length"));
    }
    if (tokenizerConfig != null
        && tokenizerConfig.has("model_max_length")
        && tokenizerConfig.get("model_max_length").number() < UNSET) {
      return checked(tokenizerConfig.get("model_max_length"));
    }
    ModelJson text = config.has("text_config") ? config.get("text_config") : config;
    return text.has("max_position_embeddings")
        ? checked(text.get("max_position_embeddings"))
        : CLIP;
  }

  private static int checked(ModelJson length) {
    if (length.integer() < 2) {
      throw length.refuse("at least 2, for the start and the end token");
    }
    return length.integer();
  }
}
