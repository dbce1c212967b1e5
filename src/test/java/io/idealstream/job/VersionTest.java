package io.idealstream.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The places that name the version name the same. */
class VersionTest {

  @Test
  void itIsThatOfTheBuild() throws IOException {
    assertEquals(first("pom.xml", "<version>([^<]+)</version>"), Version.NUMBER);
  }

  @Test
  void theChangelogBeginsWithIt() throws IOException {
    String heading = first("CHANGELOG.md", "(?m)^## (\\S+)");
    assertEquals(Version.NUMBER.endsWith("-SNAPSHOT") ? "Unreleased" : Version.NUMBER, heading);
  }

  private static String first(String file, String pattern) throws IOException {
    return Pattern.compile(pattern)
        .matcher(Files.readString(Path.of(file)))
        .results()
        .map((MatchResult found) -> found.group(1))
        .findFirst()
        .orElseThrow(() -> new AssertionError(file + " names no version"));
  }
}
