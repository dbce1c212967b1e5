package io.idealstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriftBenchTest {

  @TempDir private Path folder;

  @Test
  void wrongOptionsAreWrongUsage() throws IOException {
    CommandRun run = CommandRun.of("drift", "bench", "--worlds", "cats");
    assertEquals(2, run.code());
    assertTrue(run.err().contains("found cats"), run.err());
    assertEquals(2, CommandRun.of("drift", "bench", "--worlds", "vectors").code());
    assertEquals(2, CommandRun.of("drift", "bench", "--vectors", "x.npy").code());
    assertEquals(2, CommandRun.of("drift", "bench", "--references", "0").code());
  }

  @Test
  void vectorsThatCannotBeUsedAreNamed() throws IOException {
    Path text = Files.writeString(folder.resolve("x.npy"), "no array");
    assertRefused("it does not begin as an NPY file does", text, text);
    Path two =
        Files.writeString(folder.resolve("two.jsonl"), "{\"vector\":[1,0]}\n{\"vector\":[0,1]}\n");
    Path one = Files.writeString(folder.resolve("one.txt"), "bird\n");
    assertRefused("1 label, and " + two + " has 2 rows", two, one);
    assertRefused("the file cannot be read", two, folder.resolve("none.txt"));
  }

  private static void assertRefused(String why, Path vectors, Path labels) {
    CommandRun run =
        CommandRun.of(
            "drift",
            "bench",
            "--worlds",
            "vectors",
            "--vectors",
            vectors.toString(),
            "--labels",
            labels.toString());
    assertEquals(1, run.code());
    assertTrue(run.err().contains(why), run.err());
  }
}
