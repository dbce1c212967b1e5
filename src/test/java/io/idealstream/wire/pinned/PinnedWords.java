package io.idealstream.wire.pinned;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.wire.Encoding;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Source;
import io.idealstream.wire.SourceFit;
import io.idealstream.wire.Word;
import io.idealstream.wire.WordsHead;
import io.idealstream.wire.WordsRecord;
import io.idealstream.wire.codec.SpaceFile;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.space.SpaceDefinition;
import java.time.Instant;
import java.util.Map;

/** Spaces and words for tests. */
public final class PinnedWords {

  private PinnedWords() {}

  public static SpaceDefinition space(String name) {
    String file =
        """
        space: %s
        templates: ["a {bird}"]
        plain: {bird: ["a {bird}"]}
        factors: {bird: {role: label, values: {duck: [duck], owl: [owl]}}}
        """;
    return SpaceFile.read("test", file.formatted(name).getBytes(UTF_8));
  }

  public static Word word(String space, long spaceVersion, String value, long version) {
    double[] vector = {0.1 + 0.2, -version};
    return new Word(
        space,
        spaceVersion,
        "*",
        Source.PROMPTS,
        "bird",
        value,
        version,
        vector,
        0,
        0.25,
        "sha:1",
        false,
        null,
        null);
  }

  public static WordsHead head(String space, long spaceVersion, long version) {
    SourceFit fit = new SourceFit(new double[] {1.0 / 3, 2}, 2, true, 0.75, null);
    return new WordsHead(
        space,
        spaceVersion,
        version,
        "sha:1",
        Instant.parse("2026-01-02T03:04:05Z"),
        Map.of("prompts", fit),
        null,
        "idealstream");
  }

  public static Outgoing message(WordsRecord words) {
    return Topic.WORDS.message(words, Encoding.AVRO);
  }

  public static Outgoing message(SpaceDefinition space) {
    return Topic.SPACES.message(space, Encoding.JSON);
  }
}
