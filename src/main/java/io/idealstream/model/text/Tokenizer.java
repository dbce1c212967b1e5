package io.idealstream.model.text;

import io.idealstream.model.ModelJson;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * CLIP's tokenizer: normalise, split, spell in bytes, merge pairs, put a start and an end token
 * around. Immutable and safe for use by several threads; never throws on any string.
 *
 * <p>Captions are untrusted, so the strings of special tokens inside a text are ordinary text: only
 * this class puts start and end tokens into a sequence.
 */
public final class Tokenizer {
  private final UnaryOperator<String> normalization;
  private final Splitting splitting;
  private final BytePairs pairs;
  private final int start;
  private final int end;
  private final int padding;
  private final int contextLength;
  private final Truncation truncation;

  private Tokenizer(
      ModelJson json,
      UnaryOperator<String> normalization,
      int padding,
      int contextLength,
      Truncation truncation) {
    this.normalization = normalization;
    this.splitting = Splitting.parse(json.get("pre_tokenizer"));
    this.pairs = BytePairs.parse(json.get("model"));
    SpecialTokens special = SpecialTokens.parse(json.get("post_processor"));
    this.start = special.start();
    this.end = special.end();
    this.padding = padding < 0 ? end : padding;
    this.contextLength = contextLength;
    this.truncation = truncation;
  }

  /**
   * Reads the tokenizer of a model folder.
   *
   * @param tokenizer {@code tokenizer.json}
   * @param tokenizerConfig {@code tokenizer_config.json}, or null when the folder has none
   * @param config {@code config.json}
   */
  public static Tokenizer parse(ModelJson tokenizer, ModelJson tokenizerConfig, ModelJson config) {
    requirePaddingBehind(tokenizer, tokenizerConfig);
    UnaryOperator<String> normalization =
        tokenizer.has("normalizer")
            ? Normalization.parse(tokenizer.get("normalizer"))
            : UnaryOperator.identity();
    return new Tokenizer(
        tokenizer,
        normalization,
        SpecialTokens.padding(tokenizer, tokenizerConfig),
        ContextLength.of(tokenizer, tokenizerConfig, config),
        Truncation.of(tokenizer, tokenizerConfig));
  }

  /**
   * Positions of tokens count from the first: padding in front of a text would give it another
   * vector beside a longer one than by itself. transformers puts {@code tokenizer_config.json}
   * first.
   */
  private static void requirePaddingBehind(ModelJson tokenizer, ModelJson tokenizerConfig) {
    ModelJson side = null;
    if (tokenizerConfig != null && tokenizerConfig.has("padding_side")) {
      side = tokenizerConfig.get("padding_side");
    } else if (tokenizer.has("padding") && tokenizer.get("padding").has("direction")) {
      side = tokenizer.get("padding").get("direction");
    }
    if (side != null && !side.text().equalsIgnoreCase("right")) {
      throw side.refuse("right, since positions count from the first token");
    }
  }

  /** Token ids with start and end token, at most {@link #contextLength()}, unpadded. */
  public long[] encode(String text) {
    int room = contextLength - 2;
    List<Integer> ids = new ArrayList<>();
    for (String piece : splitting.split(normalization.apply(text))) {
      if (truncation == Truncation.RIGHT && ids.size() >= room) {
        break;
      }
      pairs.encode(ByteAlphabet.spell(piece), ids);
    }
    int kept = Math.min(ids.size(), room);
    int first = truncation == Truncation.LEFT ? ids.size() - kept : 0;
    long[] encoded = new long[kept + 2];
    encoded[0] = start;
    for (int i = 0; i < kept; i++) {
      encoded[i + 1] = ids.get(first + i);
    }
    encoded[kept + 1] = end;
    return encoded;
  }

  /** What long texts keep, for a model's fingerprint. */
  public String form() {
    return contextLength + "/" + padding + (truncation == Truncation.LEFT ? "/left" : "");
  }

  /** Most ids in a sequence, start and end token included. */
  public int contextLength() {
    return contextLength;
  }

  /** The id that fills a sequence up where a graph wants sequences of one length. */
  public int padding() {
    return padding;
  }
}
