package io.idealstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextsMissingTest {

  @TempDir Path folder;

  @Test
  void everyTextOfASpaceIsPrintedOnceAsItStands() throws Exception {
    Path space = folder.resolve("pets.yaml");
    Files.writeString(
        space,
        """
        space: pets
        templates: ["a {pet} {place}"]
        plain: {pet: ["a {pet}"]}
        factors:
          pet: {role: label, values: {cat: ["Cat"], dog: ["dog"]}}
          place: {role: spurious, values: {in: ["inside"], out: ["outside"]}}
        gate: {against: ["a photo"], margin: 0.02}
        """);
    CommandRun run = CommandRun.of("texts", "missing", "--space", space.toString());
    assertEquals(0, run.code(), run.err());
    assertEquals(
        List.of(
            "a Cat",
            "a dog",
            "a photo",
            "a Cat inside",
            "a Cat outside",
            "a dog inside",
            "a dog outside"),
        run.out().lines().toList());
    assertEquals("7 of 7 texts missing", run.err().strip());
    assertEquals(
        "{\"missing\":[\"a cloud\"]}",
        CommandRun.of("texts", "missing", "--query", "a cloud", "--json").out().strip());
  }

  @Test
  void withoutASpaceOrAQueryTheUsageIsWrong() {
    CommandRun run = CommandRun.of("texts", "missing");
    assertEquals(2, run.code());
    assertTrue(run.err().contains("expected --space or --query"), run.err());
  }
}
