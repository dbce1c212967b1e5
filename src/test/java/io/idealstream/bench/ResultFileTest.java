package io.idealstream.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.wire.config.Misconfigured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultFileTest {

  @TempDir private Path folder;

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    Result result =
        Results.of(
            Results.rate("pictures", 0.123456789012345),
            Results.time("fit, \"quoted\" µs", 4),
            Measurement.alone("loop", 1e-9, "pictures/s", Better.HIGHER, null));
    Path file = folder.resolve("result.json");
    ResultFile.write(result, file);
    assertEquals(result, ResultFile.read(file));
  }

  @Test
  void everythingThatIsWrongIsNamedAtOnce() {
    Misconfigured refused =
        refused(
            """
            {"form": "slow", "version": "1", "machine": {"processors": 0, "java": "17"},
             "model": [], "measurements": [
               {"name": "a", "value": -1, "unit": "ms", "better": "faster", "ratio": 0, "of": "b"},
               {"name": "a", "value": "1", "unit": "ms", "better": "lower", "spread": -1},
               7]}
            """);
    List<String> expected =
        List.of(
            "form: expected",
            "machine.processors: expected",
            "machine.system",
            "model: expected an object",
            "measurements[0].value: expected a number of at least 0",
            "measurements[0].better: expected",
            "measurements[0].ratio: expected a number above 0",
            "measurements[1].value: expected a number",
            "measurements[1].spread: expected a number of at least 0",
            "measurements[1].name: \"a\" stands there twice",
            "measurements[2]: expected an object");
    for (String start : expected) {
      assertTrue(
          refused.problems().stream().anyMatch(problem -> problem.startsWith(start)),
          start + " in " + refused.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no JSON",
        "[]",
        "{}",
        "null",
        "{\"form\": \"quick\"",
        "{\"measurements\": {}}",
        "{\"form\": \"quick\", \"measurements\": []}",
        "{\"measurements\": [{\"ratio\": 1e999}]}",
        "{\"measurements\": [[[[[[]]]]]]}"
      })
  void whatIsNoResultIsRefusedInASentence(String text) {
    assertTrue(refused(text).getMessage().startsWith("result.json: "));
  }

  @Test
  void bytesOfAnotherKindAreRefused() {
    byte[] deep = "[".repeat(500_000).getBytes(UTF_8);
    assertThrows(Misconfigured.class, () -> ResultFile.read("result.json", deep));
    byte[] large = new byte[2 << 20];
    Misconfigured refused =
        assertThrows(Misconfigured.class, () -> ResultFile.read("result.json", large));
    assertEquals("result.json: it is too large for what bench writes", refused.getMessage());
  }

  @Test
  void aFileThatIsNotThereIsRefused() {
    Path none = folder.resolve("none.json");
    Misconfigured refused = assertThrows(Misconfigured.class, () -> ResultFile.read(none));
    assertEquals(none + ": the file cannot be read", refused.getMessage());
    assertTrue(Files.isDirectory(folder));
    assertThrows(Misconfigured.class, () -> ResultFile.read(folder));
  }

  private static Misconfigured refused(String text) {
    return assertThrows(
        Misconfigured.class, () -> ResultFile.read("result.json", text.getBytes(UTF_8)));
  }
}
