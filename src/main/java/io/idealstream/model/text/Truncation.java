package io.idealstream.model.text;

import io.idealstream.model.ModelJson;

/**
 * Which end of a long text is cut off: {@code truncation_side} of {@code tokenizer_config.json}, as
 * transformers puts it first, else {@code truncation.direction} of {@code tokenizer.json}, else the
 * right one.
 */
enum Truncation {
  RIGHT,
  LEFT;

  static Truncation of(ModelJson tokenizer, ModelJson tokenizerConfig) {
    if (tokenizerConfig != null && tokenizerConfig.has("truncation_side")) {
      return of(tokenizerConfig.get("truncation_side"));
    }
    if (tokenizer.has("truncation") && tokenizer.get("truncation").has("direction")) {
      return of(tokenizer.get("truncation").get("direction"));
    }
    return RIGHT;
  }

  private static Truncation of(ModelJson side) {
    for (Truncation one : values()) {
      if (one.name().equalsIgnoreCase(side.text())) {
        return one;
      }
    }
    throw side.refuse("right or left");
  }
}
