package io.idealstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.idealstream.fixtures.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What {@code tools/golden/words.py} computed, through files and the command line. */
class WordsFitGoldenTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> wordsRankAndR2AreThoseOfNumpy() throws IOException {
    return stream(JSON.readTree(Resources.text("/math/fits.json")))
        .filter(golden -> !hasFactorOfOneValue(golden))
        .flatMap(
            golden ->
                Stream.of("product", "cells", "counts")
                    .map(
                        weighting ->
                            DynamicTest.dynamicTest(
                                golden.get("name").asText() + " by " + weighting,
                                () -> checkFit(golden, weighting))));
  }

  @TestFactory
  Stream<DynamicTest> scoresAndAccuraciesAreThoseOfNumpy() throws IOException {
    return stream(JSON.readTree(Resources.text("/math/scores.json")))
        .flatMap(
            golden ->
                Stream.of("sq", "dist", "paper")
                    .map(
                        mode ->
                            DynamicTest.dynamicTest(
                                golden.get("name").asText() + " in " + mode,
                                () -> checkScores(golden, mode))));
  }

  /** Space files refuse them. */
  private static boolean hasFactorOfOneValue(JsonNode golden) {
    return stream(golden.get("factors")).anyMatch(factor -> factor.get("values").size() == 1);
  }

  private void checkFit(JsonNode golden, String weighting) throws IOException {
    JsonNode expected = golden.get(weighting);
    JsonNode fitted = run(golden, "--weighting", weighting);
    List<JsonNode> rows = new ArrayList<>(List.of(fitted.get("u0")));
    fitted.get("words").forEach(factor -> factor.forEach(rows::add));
    assertEquals(expected.get("rows").size(), rows.size());
    for (int row = 0; row < rows.size(); row++) {
      assertClose(expected.get("rows").get(row), rows.get(row), "row " + row);
    }
    for (String name : List.of("rank", "estimable", "r2")) {
      assertClose(expected.get(name), fitted.get("fit").get(name), name);
    }
    checkAgreement(golden, fitted.get("agreement"));
  }

  /** The cosine of NumPy's two answers, with no part of ours. */
  private static void checkAgreement(JsonNode golden, JsonNode fitted) {
    int row = 1;
    for (JsonNode factor : golden.get("factors")) {
      String name = factor.get("name").asText();
      double[] products = new double[3];
      for (int v = 0; v < factor.get("values").size(); v++, row++) {
        JsonNode cells = golden.get("cells").get("rows").get(row);
        JsonNode counts = golden.get("counts").get("rows").get(row);
        for (int j = 0; j < cells.size(); j++) {
          products[0] += cells.get(j).asDouble() * counts.get(j).asDouble();
          products[1] += cells.get(j).asDouble() * cells.get(j).asDouble();
          products[2] += counts.get(j).asDouble() * counts.get(j).asDouble();
        }
      }
      boolean open = products[1] == 0;
      assertEquals(open, fitted.get(name).isNull(), name);
      if (!open) {
        double cosine = products[0] / Math.sqrt(products[1] * products[2]);
        assertEquals(cosine, fitted.get(name).asDouble(), 1e-9, name);
      }
    }
  }

  private void checkScores(JsonNode golden, String mode) throws IOException {
    List<String> options =
        new ArrayList<>(List.of("--weighting", golden.get("weighting").asText(), "--scores", mode));
    boolean real = !golden.get("singles").isNull();
    if (real) {
      Files.write(folder.resolve("singles.jsonl"), singles(golden));
      options.addAll(List.of("--singles", folder.resolve("singles.jsonl").toString()));
    }
    JsonNode fitted = run(golden, options.toArray(String[]::new));
    assertEquals(mode, fitted.get("scores").get("mode").asText());
    List<String> names =
        real ? List.of("idealWords", "average", "realWords") : List.of("idealWords", "average");
    for (String name : names) {
      assertScore(golden.get("scores").get(mode).get(name), fitted.get("scores").get(name), name);
    }
    golden
        .get("accuracy")
        .properties()
        .forEach(
            share ->
                assertClose(
                    share.getValue(), fitted.get("accuracy").get(share.getKey()), share.getKey()));
  }

  private static void assertScore(JsonNode expected, JsonNode found, String what) {
    assertEquals(expected.isNull(), found.isNull(), what);
    if (!expected.isNull()) {
      assertClose(expected.get("mean"), found.get("mean"), what);
      assertEquals(expected.get("sd").asDouble(), found.get("sd").asDouble(), 1e-7, what);
    }
  }

  private static void assertClose(JsonNode expected, JsonNode found, String what) {
    assertEquals(expected.getNodeType(), found.getNodeType(), what);
    if (expected.isArray()) {
      assertEquals(expected.size(), found.size(), what);
      for (int j = 0; j < expected.size(); j++) {
        assertClose(expected.get(j), found.get(j), what + " at " + j);
      }
    } else if (expected.isNumber()) {
      double tolerance = 1e-9 * Math.max(1, Math.abs(expected.asDouble()));
      assertEquals(expected.asDouble(), found.asDouble(), tolerance, what);
    } else {
      assertEquals(expected, found, what);
    }
  }

  private JsonNode run(JsonNode golden, String... options) throws IOException {
    Path space = folder.resolve("space.json");
    Path cells = folder.resolve("cells.jsonl");
    Files.writeString(space, GoldenSpace.file(golden));
    Files.write(cells, stream(golden.get("events")).map(event -> line(golden, event)).toList());
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "words",
                "fit",
                "--json",
                "--space",
                space.toString(),
                "--cells",
                cells.toString()));
    arguments.addAll(List.of(options));
    CommandRun run = CommandRun.of(arguments.toArray(String[]::new));
    assertEquals(0, run.code(), run.err());
    return JSON.readTree(run.out());
  }

  private static String line(JsonNode golden, JsonNode event) {
    ObjectNode line = JSON.createObjectNode();
    var cell = line.putArray("cell");
    for (int i = 0; i < event.get("cell").size(); i++) {
      int value = event.get("cell").get(i).asInt();
      cell.add(golden.get("factors").get(i).get("values").get(value).asText());
    }
    line.set("vector", event.get("vector"));
    line.set("weight", event.get("weight"));
    return line.toString();
  }

  private static List<String> singles(JsonNode golden) {
    List<String> lines = new ArrayList<>();
    for (JsonNode factor : golden.get("factors")) {
      for (JsonNode value : factor.get("values")) {
        ObjectNode line = JSON.createObjectNode();
        line.set("factor", factor.get("name"));
        line.set("value", value);
        line.set("vector", golden.get("singles").get(lines.size()));
        lines.add(line.toString());
      }
    }
    return lines;
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
