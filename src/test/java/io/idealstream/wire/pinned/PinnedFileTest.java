package io.idealstream.wire.pinned;

import static io.idealstream.wire.pinned.PinnedWords.head;
import static io.idealstream.wire.pinned.PinnedWords.space;
import static io.idealstream.wire.pinned.PinnedWords.word;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.wire.config.Misconfigured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PinnedFileTest {

  private static final PinnedSpace BIRDS =
      new PinnedSpace(
          space("birds"),
          head("birds", 3, 7),
          List.of(word("birds", 3, "duck", 7), word("birds", 3, "owl", 6)));

  @TempDir private Path folder;

  @Test
  void whatWasWrittenIsReadBackToTheLastDigit() throws IOException {
    Path file = folder.resolve("words.json");
    Files.writeString(file, "an older file");
    List<PinnedSpace> spaces =
        List.of(BIRDS, new PinnedSpace(space("empty"), head("empty", 1, 1), List.of()));
    PinnedFile.write(file, spaces);
    assertEquals(spaces, PinnedFile.read(file));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList(), "nothing is left beside it");
    }
  }

  @Test
  void aFileThatCannotBeWrittenLeavesTheOldOneAlone() throws IOException {
    Path file = folder.resolve("words.json");
    Files.writeString(file, "an older file");
    Files.createDirectory(folder.resolve("words.json.part"));
    Files.createFile(folder.resolve("words.json.part").resolve("full"));
    assertThrows(IOException.class, () -> PinnedFile.write(file, List.of(BIRDS)));
    assertEquals("an older file", Files.readString(file));
  }

  @Test
  void anotherFormatAVersionToComeAndNoFileAreRefused() {
    assertRefused("{\"format\":\"x\",\"formatVersion\":1,\"spaces\":[]}", "idealstream-words");
    assertRefused(text().replace("\"formatVersion\":1", "\"formatVersion\":2"), "expected 1");
    assertRefused("[]", "expected an object");
    assertRefused("", "the text is empty");
    assertRefused(text().substring(0, 300), "not JSON");
    Misconfigured missing =
        assertThrows(Misconfigured.class, () -> PinnedFile.read(folder.resolve("none")));
    assertTrue(missing.getMessage().contains("there is no such file"), missing.getMessage());
  }

  @Test
  void everyPartThatIsDamagedIsNamed() {
    assertRefused(text().replace("\"space\":\"birds\"", "\"space\":\"b/\""), "definition");
    assertRefused(
        text().replace("\"sources\":", "\"source\":"), "spaces[0].head: field sources is missing");
    assertRefused(text().replaceFirst("\"vector\"", "\"v\""), "words[0]: field vector is missing");
    assertRefused(
        text().replaceFirst("\"vector\":\\[", "\"vector\":[NaN,"),
        "spaces[0].words[0]: JSON has no NaN");
    assertRefused(
        text().replaceFirst("\"model\":\"sha:1\",\"asOf\"", "\"model\":\"sha:2\",\"asOf\""),
        "bird/duck is not of the head's space, space version and model");
    assertRefused(
        text().replaceFirst("\"spaceVersion\":3", "\"spaceVersion\":4"),
        "bird/owl is not of the head's space, space version and model");
    assertRefused(text().replace("\"words\":[", "\"word\":["), "expected a list of words");
  }

  private static String text() {
    return PinnedFile.text(List.of(BIRDS));
  }

  private static void assertRefused(String text, String reason) {
    Misconfigured refusal =
        assertThrows(Misconfigured.class, () -> PinnedFile.read("file", text.getBytes(UTF_8)));
    assertTrue(refusal.getMessage().contains(reason), refusal.getMessage());
  }
}
