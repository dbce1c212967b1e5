package io.idealstream.drift;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The texts that a {@link Vocabulary} has unless somebody brings others. */
public final class VocabularyTexts {

  private static final String FILE = "/drift/vocabulary.txt";

  private VocabularyTexts() {}

  /** The default list: looks, then things. */
  public static List<String> bundled() {
    try (InputStream bytes = VocabularyTexts.class.getResourceAsStream(FILE)) {
      if (bytes == null) {
        throw new IllegalStateException("expected " + FILE + " on the class path");
      }
      return new String(bytes.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
