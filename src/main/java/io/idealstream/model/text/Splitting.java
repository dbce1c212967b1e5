package io.idealstream.model.text;

import io.idealstream.model.ModelJson;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code pre_tokenizer} of a {@code tokenizer.json}: the patterns whose matches are pieces. */
record Splitting(List<Pattern> patterns) {
  /** GPT-2's pattern, which {@code ByteLevel} applies when {@code use_regex} is set. */
  private static final Pattern BYTE_LEVEL =
      Pattern.compile(
          "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
          Pattern.UNICODE_CHARACTER_CLASS);

  static Splitting parse(ModelJson preTokenizer) {
    List<Pattern> patterns = new ArrayList<>();
    boolean byteLevel = false;
    Iterable<ModelJson> steps =
        preTokenizer.get("type").text().equals("Sequence")
            ? preTokenizer.get("pretokenizers").elements()
            : List.of(preTokenizer);
    for (ModelJson step : steps) {
      switch (step.get("type").text()) {
        case "Split" -> patterns.add(split(step));
        case "ByteLevel" -> {
          byteLevel = true;
          addByteLevel(step, patterns);
        }
        default -> throw step.get("type").refuse("Sequence, Split or ByteLevel");
      }
    }
    if (!byteLevel) {
      throw preTokenizer.get("type").refuse("a sequence that ends in ByteLevel");
    }
    return new Splitting(List.copyOf(patterns));
  }

  /** The pieces of a normalised text, in order. */
  List<String> split(String text) {
    List<String> pieces = List.of(text);
    for (Pattern pattern : patterns) {
      List<String> finer = new ArrayList<>();
      for (String piece : pieces) {
        Matcher matcher = pattern.matcher(piece);
        while (matcher.find()) {
          finer.add(matcher.group());
        }
      }
      pieces = finer;
    }
    return pieces;
  }

  private static Pattern split(ModelJson step) {
    if (!step.get("behavior").text().equals("Removed") || !step.get("invert").truth()) {
      throw step.get("behavior").refuse("\"Removed\" with invert, CLIP's way of splitting");
    }
    return Normalization.compile(step.get("pattern").get("Regex"));
  }

  private static void addByteLevel(ModelJson step, List<Pattern> patterns) {
    if (step.has("add_prefix_space") && step.get("add_prefix_space").truth()) {
      throw step.get("add_prefix_space").refuse("false");
    }
    if (!step.has("use_regex") || step.get("use_regex").truth()) {
      patterns.add(BYTE_LEVEL);
    }
  }
}
