package io.idealstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchCommandTest {

  @TempDir private Path folder;

  @Test
  void allThatIsWrongIsSaidAtOnce() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.json"), "{}");
    CommandRun run =
        CommandRun.of(
            "bench",
            "--only",
            "pipelines,fit,none",
            "--loss",
            "0",
            "--model",
            folder.resolve("none").toString(),
            "--out",
            folder.toString(),
            "--compare",
            broken.toString());
    assertEquals(2, run.code());
    assertHas("found pipelines; did you mean pipeline?", run.err());
    assertHas(
        "--only: expected some of pipeline, queries, spaces, fit, latency, start, found none",
        run.err());
    assertHas("--loss: expected a share above 0 and below 1, found 0.0", run.err());
    assertHas("--model: there is no folder", run.err());
    assertHas("--out: " + folder + " cannot be written", run.err());
    assertHas("--compare: " + broken + ":", run.err());
    assertEquals("", run.out());
  }

  @Test
  void aResultOfAnotherFormOrModelIsRefusedBeforeAnythingIsMeasured() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("before.json"),
            """
            {"form": "full", "version": "1", "model": {"name": "mine", "fingerprint": "sha256:0"},
             "machine": {"processors": 1, "memory": 1, "system": "Linux", "java": "17"},
             "measurements": [{"name": "a", "value": 1, "unit": "ms", "better": "lower"}]}
            """);
    CommandRun form = CommandRun.of("bench", "--compare", file.toString());
    assertEquals(2, form.code());
    assertHas("it was measured in form full, this is quick: sizes differ", form.err());
    CommandRun model = CommandRun.of("bench", "--full", "--compare", file.toString());
    assertEquals(2, model.code());
    assertHas("it was measured with another model: mine (sha256:0)", model.err());
  }

  @Test
  void aFolderWithoutAModelIsRefused() {
    CommandRun run = CommandRun.of("bench", "--only", "spaces", "--model", folder.toString());
    assertEquals(1, run.code());
    assertHas("config.json", run.err());
  }

  private static void assertHas(String part, String text) {
    assertTrue(text.contains(part), () -> part + " in " + text);
  }
}
