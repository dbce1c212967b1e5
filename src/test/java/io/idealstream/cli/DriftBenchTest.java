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
    Path text = Files.writeString(folder.resolve("x.npy"), "no array");
    run =
        CommandRun.of(
            "drift",
            "bench",
            "--worlds",
            "vectors",
            "--vectors",
            text.toString(),
            "--labels",
            text.toString());
    assertEquals(1, run.code());
    assertTrue(run.err().contains("expected an array that NumPy saved"), run.err());
  }
}
