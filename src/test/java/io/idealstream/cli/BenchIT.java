package io.idealstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code bench} in its shortest form: what it writes, not how fast anything is. */
class BenchIT {

  @TempDir private Path folder;

  @Test
  void aResultIsWrittenAndHeldAgainstAnEarlierOne() throws IOException, Unreadable {
    Path file = folder.resolve("result.json");
    CommandRun run = bench("--only", "fit,spaces", "--out", file.toString());
    assertEquals(0, run.code(), run::toString);
    Map<String, Object> result = Json.object(Files.readAllBytes(file));
    assertEquals("tiny", result.get("form"));
    assertEquals(
        (long) Runtime.getRuntime().availableProcessors(),
        ((Map<?, ?>) result.get("machine")).get("processors"));
    assertTrue(
        ((Map<?, ?>) result.get("model")).get("fingerprint").toString().startsWith("sha256:"));
    assertEquals(
        List.of(
            "labels in 1 space",
            "labels in 100 spaces",
            "embedding a picture",
            "fit of 8 x 9 cells"),
        measurements(result).map(one -> one.get("name")).toList());
    measurements(result)
        .filter(one -> !one.get("name").equals("embedding a picture"))
        .forEach(one -> assertTrue((double) one.get("ratio") > 0, one::toString));
    assertEquals(1 + 4, run.out().lines().count(), run.out());

    Path before = Files.writeString(folder.resolve("before.json"), withRatios("1e9", file));
    CommandRun better = bench("--only", "fit", "--compare", before.toString());
    assertEquals(0, better.code(), better::toString);
    assertTrue(better.err().contains("Not measured now: labels in 1 space."), better::toString);
    Files.writeString(before, withRatios("1e-9", file));
    CommandRun worse = bench("--only", "fit", "--compare", before.toString());
    assertEquals(1, worse.code(), worse::toString);
    assertTrue(
        worse.err().contains("Worse by more than 15 %: fit of 8 x 9 cells."), worse::toString);
  }

  private static String withRatios(String ratio, Path file) throws IOException {
    return Files.readString(file).replaceAll("\"ratio\":[^,]+", "\"ratio\":" + ratio);
  }

  private static Stream<Map<?, ?>> measurements(Map<String, Object> result) {
    return ((List<?>) result.get("measurements")).stream().map(one -> (Map<?, ?>) one);
  }

  private static CommandRun bench(String... options) {
    return CommandRun.of(
        Stream.concat(Stream.of("bench", "--tiny"), Stream.of(options)).toArray(String[]::new));
  }
}
