package io.idealstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriftPowerTest {

  private static final String SPACE = "conf/spaces/birds.yaml";

  @TempDir private Path folder;

  @Test
  void aLargerChangeOrMoreItemsAreFoundSooner() throws IOException {
    Duration base = water("--rate", "10/m", "--change", "10");
    assertTrue(base.compareTo(water("--rate", "10/m", "--change", "30")) > 0, base.toString());
    assertTrue(base.compareTo(water("--rate", "100/m", "--change", "10")) > 0, base.toString());
  }

  private static Duration water(String... options) throws IOException {
    String[] arguments = {"drift", "power", "--space", SPACE, "--runs", "20", "--json"};
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + options.length);
    System.arraycopy(options, 0, all, arguments.length, options.length);
    CommandRun run = CommandRun.of(all);
    assertEquals(0, run.code(), run.err());
    for (JsonNode value : new ObjectMapper().readTree(run.out()).get("values")) {
      if (value.get("value").asText().equals("water")) {
        return io.idealstream.wire.config.DurationText.parse(value.get("foundWithin").asText())
            .orElseThrow();
      }
    }
    throw new AssertionError(run.out());
  }

  @Test
  void wrongOptionsAreWrongUsage() throws IOException {
    for (String[] wrong :
        new String[][] {
          {"--rate", "often"},
          {"--rate", "0/s"},
          {"--rate", "20/week"},
          {"--rate", "1/s", "--false-alarms", "none"},
          {"--rate", "1/s", "--interval", "0s"},
          {"--rate", "1/s", "--change", "0"},
          {"--rate", "1/s", "--runs", "1"}
        }) {
      String[] all = {"drift", "power", "--space", SPACE, wrong[0], wrong[1], "", ""};
      if (wrong.length == 4) {
        System.arraycopy(wrong, 2, all, 6, 2);
      }
      CommandRun run = CommandRun.of(wrong.length == 4 ? all : java.util.Arrays.copyOf(all, 6));
      assertEquals(2, run.code(), String.join(" ", wrong) + run.err());
    }
    Path items = folder.resolve("items.jsonl");
    Files.writeString(items, "{\"vector\":[1,2]}\n");
    CommandRun run =
        CommandRun.of(
            "drift", "power", "--space", SPACE, "--rate", "1/s", "--items", items.toString());
    assertEquals(1, run.code());
    assertTrue(run.err().contains("2 numbers, the model gives 256"), run.err());
  }
}
