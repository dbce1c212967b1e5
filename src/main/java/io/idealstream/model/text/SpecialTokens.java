package io.idealstream.model.text;

import io.idealstream.model.ModelJson;
import java.util.ArrayList;
import java.util.List;

/** Ids of the tokens that stand around every text. */
record SpecialTokens(int start, int end) {

  static SpecialTokens parse(ModelJson postProcessor) {
    return switch (postProcessor.get("type").text()) {
      case "RobertaProcessing", "BertProcessing" ->
          new SpecialTokens(second(postProcessor.get("cls")), second(postProcessor.get("sep")));
      case "TemplateProcessing" -> template(postProcessor);
      default -> throw postProcessor.get("type").refuse("RobertaProcessing or TemplateProcessing");
    };
  }

  /** The padding id, or -1 where neither file names one. */
  static int padding(ModelJson tokenizer, ModelJson tokenizerConfig) {
    if (tokenizer.has("padding")) {
      return tokenizer.get("padding").get("pad_id").integer();
    }
    if (tokenizerConfig == null || !tokenizerConfig.has("pad_token")) {
      return -1;
    }
    ModelJson pad = tokenizerConfig.get("pad_token");
    String content = pad.node().isObject() ? pad.get("content").text() : pad.text();
    for (ModelJson added : tokenizer.get("added_tokens").elements()) {
      if (added.get("content").text().equals(content)) {
        return added.get("id").integer();
      }
    }
    ModelJson vocabulary = tokenizer.get("model").get("vocab");
    return vocabulary.has(content) ? vocabulary.get(content).integer() : -1;
  }

  /** {@code ["<|endoftext|>", 49407]} */
  private static int second(ModelJson pair) {
    List<ModelJson> parts = new ArrayList<>();
    pair.elements().forEach(parts::add);
    if (parts.size() != 2) {
      throw pair.refuse("a token and its id");
    }
    return parts.get(1).integer();
  }

  private static SpecialTokens template(ModelJson postProcessor) {
    List<String> around = new ArrayList<>();
    for (ModelJson part : postProcessor.get("single").elements()) {
      if (part.has("SpecialToken")) {
        around.add(part.get("SpecialToken").get("id").text());
      }
    }
    if (around.size() != 2) {
      throw postProcessor.get("single").refuse("one start token, the text and one end token");
    }
    ModelJson known = postProcessor.get("special_tokens");
    return new SpecialTokens(first(known, around.get(0)), first(known, around.get(1)));
  }

  private static int first(ModelJson known, String token) {
    return known.get(token).get("ids").elements().iterator().next().integer();
  }
}
