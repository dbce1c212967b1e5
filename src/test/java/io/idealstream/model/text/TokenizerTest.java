package io.idealstream.model.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.fixtures.Resources;
import io.idealstream.model.ModelJson;
import io.idealstream.model.ModelRefused;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenizerTest {
  private static final long START = 49406;
  private static final long END = 49407;

  /** The byte letters of OpenAI's vocabulary and the merges that the sentences below need. */
  private static final String EXCERPT = Resources.text("/model/text/clip-excerpt.json");

  private final Tokenizer clip = tokenizer(EXCERPT, "{}", "{}");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a photo of a cat|320 1125 539 320 2368",
        "a photo of a dog|320 1125 539 320 1929",
        "  A\tPHOTO of\u00a0a \u2003 Dog |320 1125 539 320 1929",
        "It's 25°C in Zürich — naïve café!|"
            + "585 568 273 276 6858 322 530 89 6522 4021 2005 1097 35689 563 15304 256",
        "Zu\u0308rich|89 6522 4021",
      })
  void idsAreThoseOfTheReference(String text, String ids) {
    long[] inner = Arrays.stream(ids.split(" ")).mapToLong(Long::parseLong).toArray();
    assertArrayEquals(around(inner), clip.encode(text));
  }

  @Test
  void anEmptyTextIsStartAndEnd() {
    assertArrayEquals(new long[] {START, END}, clip.encode(""));
    assertArrayEquals(new long[] {START, END}, clip.encode(" \n\t "));
  }

  @Test
  void specialTokensInsideATextAreOrdinaryText() {
    long[] ids = clip.encode("a cat <|endoftext|> <|startoftext|> a dog");
    long special = Arrays.stream(ids).filter(id -> id == START || id == END).count();
    assertEquals(2, special);
    assertEquals(END, ids[ids.length - 1]);
  }

  @Test
  void truncationKeepsTheEndTokenLast() {
    long[] ids = clip.encode("a photo of a dog ".repeat(40));
    assertEquals(77, ids.length);
    assertEquals(START, ids[0]);
    assertEquals(END, ids[76]);
    assertEquals(1929, ids[75], "the fifteenth dog stands before the cut");
  }

  @Test
  void truncationOnTheLeftKeepsTheEndOfTheText() {
    String left =
        EXCERPT.replaceFirst(
            "\"truncation\": null", "\"truncation\": {\"direction\": \"Left\", \"max_length\": 6}");
    String text = "a photo of a cat dog";

    assertArrayEquals(around(539, 320, 2368, 1929), tokenizer(left, "{}", "{}").encode(text));
    assertArrayEquals(around(320, 1125, 539, 320), rightOf(left).encode(text));
    assertArrayEquals(around(1929), tokenizer(left, "{}", "{}").encode("dog"));
    assertArrayEquals(
        around(539, 320, 2368, 1929),
        tokenizer(EXCERPT, "{\"model_max_length\": 6, \"truncation_side\": \"left\"}", "{}")
            .encode(text));
    assertNotEquals(tokenizer(left, "{}", "{}").form(), rightOf(left).form());
  }

  @Test
  void aSideThatIsNoneIsRefused() {
    ModelRefused refused =
        assertThrows(
            ModelRefused.class,
            () -> tokenizer(EXCERPT, "{\"truncation_side\": \"middle\"}", "{}"));
    assertEquals(
        "tokenizer_config.json: expected truncation_side to be right or left, found \"middle\"",
        refused.getMessage());
  }

  @Test
  void contextLengthComesFromTheFirstFileThatNamesIt() {
    String truncated =
        EXCERPT.replaceFirst("\"truncation\": null", "\"truncation\": {\"max_length\": 9}");
    String unset = "{\"model_max_length\": 1000000000000000019884624838656}";
    String limited = "{\"model_max_length\": 20}";
    String positions = "{\"text_config\": {\"max_position_embeddings\": 32}}";
    assertEquals(9, tokenizer(truncated, limited, positions).contextLength());
    assertEquals(20, tokenizer(EXCERPT, limited, positions).contextLength());
    assertEquals(32, tokenizer(EXCERPT, unset, positions).contextLength());
    assertEquals(
        16, tokenizer(EXCERPT, unset, "{\"max_position_embeddings\": 16}").contextLength());
    assertEquals(77, tokenizer(EXCERPT, unset, "{}").contextLength());
  }

  @Test
  void paddingComesFromTheFirstFileThatNamesIt() {
    String padded = EXCERPT.replaceFirst("\"padding\": null", "\"padding\": {\"pad_id\": 7}");
    assertEquals(7, tokenizer(padded, "{}", "{}").padding());
    assertEquals(START, tokenizer(EXCERPT, "{\"pad_token\": \"<|startoftext|>\"}", "{}").padding());
    assertEquals(0, tokenizer(EXCERPT, "{\"pad_token\": {\"content\": \"!\"}}", "{}").padding());
    assertEquals(END, clip.padding());
  }

  @Test
  void paddingInFrontIsRefusedWithTheReason() {
    String left =
        EXCERPT.replaceFirst(
            "\"padding\": null", "\"padding\": {\"direction\": \"Left\", \"pad_id\": 0}");
    assertEquals(
        "tokenizer.json: expected padding.direction to be right, since positions count from the"
            + " first token, found \"Left\"",
        assertThrows(ModelRefused.class, () -> tokenizer(left, "{}", "{}")).getMessage());
    assertEquals(
        "tokenizer_config.json: expected padding_side to be right, since positions count from the"
            + " first token, found \"left\"",
        assertThrows(
                ModelRefused.class, () -> tokenizer(EXCERPT, "{\"padding_side\": \"left\"}", "{}"))
            .getMessage());
    assertEquals(0, tokenizer(left, "{\"padding_side\": \"right\"}", "{}").padding());
  }

  @Test
  void neverThrowsOnAnyString() {
    Random random = new Random(17);
    for (int i = 0; i < 20_000; i++) {
      int[] points = random.ints(random.nextInt(40), 0, Character.MAX_CODE_POINT + 1).toArray();
      StringBuilder text = new StringBuilder();
      Arrays.stream(points)
          .forEach(p -> text.appendCodePoint(random.nextInt(3) == 0 ? p : p % 400));
      long[] ids = clip.encode(text.toString());
      assertTrue(ids.length >= 2 && ids.length <= 77);
      assertEquals(START, ids[0]);
      assertEquals(END, ids[ids.length - 1]);
      assertTrue(
          LongStream.of(ids).skip(1).limit(ids.length - 2L).allMatch(id -> id < START),
          text::toString);
    }
  }

  @Test
  void aMillionLettersWithoutASpaceAreEncoded() {
    assertEquals(77, clip.encode("photo".repeat(200_000)).length);
  }

  @Test
  void aFinalSigmaIsASigma() {
    assertArrayEquals(clip.encode("οδοσ"), clip.encode("ΟΔΟΣ"));
  }

  @Test
  void whatIsNotUnderstoodIsRefusedByName() {
    String other = EXCERPT.replaceFirst("\"type\": \"BPE\"", "\"type\": \"Unigram\"");
    ModelRefused refused = assertThrows(ModelRefused.class, () -> tokenizer(other, "{}", "{}"));
    assertEquals(
        "tokenizer.json: expected model.type to be \"BPE\", CLIP's byte-pair encoding,"
            + " found \"Unigram\"",
        refused.getMessage());
  }

  private static Tokenizer rightOf(String left) {
    return tokenizer(left, "{\"truncation_side\": \"right\"}", "{}");
  }

  private static long[] around(long... inner) {
    return LongStream.concat(
            LongStream.concat(LongStream.of(START), LongStream.of(inner)), LongStream.of(END))
        .toArray();
  }

  private static Tokenizer tokenizer(String tokenizer, String tokenizerConfig, String config) {
    return Tokenizer.parse(
        json("tokenizer.json", tokenizer),
        json("tokenizer_config.json", tokenizerConfig),
        json("config.json", config));
  }

  private static ModelJson json(String file, String text) {
    return ModelJson.parse(file, text.getBytes(StandardCharsets.UTF_8));
  }
}
