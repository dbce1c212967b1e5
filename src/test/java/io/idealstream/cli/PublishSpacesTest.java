package io.idealstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishSpacesTest {
  @TempDir Path folder;

  @Test
  void aSpaceThatTheJobTakesHasNoProblems() {
    CommandRun run = check(Path.of("conf/spaces/birds.yaml"));
    assertEquals(new CommandRun(0, "conf/spaces/birds.yaml: no problems\n", ""), run);
  }

  @Test
  void aSpaceThatTheJobWouldRejectIsRefusedHere() throws Exception {
    String values =
        IntStream.range(0, 2_002).mapToObj(i -> "thing" + i).collect(Collectors.joining(", "));
    Path file =
        Files.writeString(
            folder.resolve("large.yaml"),
            """
            space: large
            templates: ["a photo of a {thing}"]
            plain: {thing: ["a {thing}"]}
            factors: {thing: {role: label, values: [%s]}}
            """
                .formatted(values));
    CommandRun run = check(file);
    assertEquals(1, run.code(), run::toString);
    assertEquals(
        "idealstream: %s: the factors have 2002 values in all, expected at most 2000\n"
            .formatted(file),
        run.err());
  }

  private static CommandRun check(Path file) {
    return CommandRun.of("publish", "spaces", "--check", file.toString());
  }
}
