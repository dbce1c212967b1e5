package io.idealstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WordsPredictTest {

  private static final String FOLDER = "docs/examples/waterbirds/";

  private static CommandRun predict(String space, String cells, String... more) {
    String[] options = {
      "words",
      "predict",
      "--space",
      FOLDER + space,
      "--weighting",
      "cells",
      "--cells",
      FOLDER + cells
    };
    return CommandRun.of(Stream.of(options, more).flatMap(Stream::of).toArray(String[]::new));
  }

  @Test
  void aCellAcrossClassesIsNotDeterminedAndOneOfValuesWithoutWordsIs() throws IOException {
    CommandRun run =
        predict(
            "tail.yaml",
            "tail.jsonl",
            "--cell",
            "parrot,cage",
            "--cell",
            "parrot, land",
            "--cell",
            "owl,land",
            "--json");
    assertEquals(0, run.code(), run.err());
    JsonNode cells =
        new ObjectMapper().readTree(run.out()).get("wordings").get(0).get("predictions");
    assertTrue(cells.get(0).get("determined").booleanValue());
    assertEquals(3, cells.get(0).get("vector").get(1).doubleValue(), 1e-12);
    for (int other = 1; other < 3; other++) {
      assertEquals("false", cells.get(other).get("determined").toString());
      assertTrue(cells.get(other).get("vector").isNull());
    }
  }

  @Test
  void theWordingThatComposesBestIsNamed() {
    String entangled = FOLDER + "entangled.jsonl";
    CommandRun run =
        predict("space.yaml", "additive.jsonl", "--cells", entangled, "--cell", "waterbird,land");
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("composes best      " + FOLDER + "additive.jsonl"), run.out());
    assertTrue(run.out().contains("1.000 over the 4 of 4 cells"), run.out());
    assertTrue(run.out().contains("(waterbird, land)  length 1.820"), run.out());
  }

  @Test
  void withoutFilesEachTemplateIsAWording() {
    CommandRun run = CommandRun.of("words", "predict", "--space", "conf/spaces/birds.yaml");
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("a picture of a {bird} {place}"), run.out());
    assertTrue(run.out().contains("composes best"), run.out());
  }

  @Test
  void aCellThatIsNoneOfTheSpaceIsWrongUsage() {
    CommandRun few = predict("space.yaml", "additive.jsonl", "--cell", "waterbird");
    assertEquals(2, few.code());
    assertTrue(
        few.err().contains("'waterbird' names 1 value, expected one of each factor"), few.err());
    CommandRun unknown = predict("space.yaml", "additive.jsonl", "--cell", "waterbird,sky");
    assertEquals(2, unknown.code());
    assertTrue(unknown.err().contains("sky"), unknown.err());
  }
}
