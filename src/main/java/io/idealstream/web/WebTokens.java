package io.idealstream.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where tokens come from. */
public final class WebTokens {

  private static final int SHORTEST = 16;

  private WebTokens() {}

  /** One that nobody can guess. */
  public static String random() {
    return Secret.random();
  }

  /**
   * The first line of a file.
   *
   * @throws IOException in a sentence, where it holds less than 16 characters
   */
  public static String read(Path file) throws IOException {
    String token = Files.readString(file).lines().findFirst().orElse("").strip();
    if (token.length() < SHORTEST) {
      throw new IOException(
          "%s: expected a token of %d characters or more in its first line, found %d"
              .formatted(file, SHORTEST, token.length()));
    }
    return token;
  }
}
