package io.idealstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.idealstream.fixtures.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class WordsDisentangleTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @BeforeEach
  void writeToySpace() throws IOException {
    file("space.yaml", ToySpace.FILE);
    file("cells.jsonl", ToySpace.CELLS);
  }

  /** One image along the only dimension, and cells whose products with it are the golden logits. */
  @TestFactory
  Stream<DynamicTest> everyMeasureIsThatOfNumpy() throws IOException {
    return stream(JSON.readTree(Resources.text("/math/disentanglement.json")))
        .filter(golden -> stream(golden.get("factors")).noneMatch(f -> f.get("values").size() == 1))
        .map(golden -> DynamicTest.dynamicTest(golden.get("name").asText(), () -> check(golden)));
  }

  private void check(JsonNode golden) throws IOException {
    file("space.yaml", GoldenSpace.file(golden));
    List<String> lines = new ArrayList<>();
    List<List<String>> cells = List.of(List.of());
    for (JsonNode factor : golden.get("factors")) {
      cells = longer(cells, stream(factor.get("values")).map(JsonNode::asText).toList());
    }
    for (int z = 0; z < cells.size(); z++) {
      String cell = JSON.writeValueAsString(cells.get(z));
      double logit = golden.get("logits").get(z).asDouble();
      lines.add("{\"cell\":%s,\"vector\":[%s,0]}".formatted(cell, logit / 2));
    }
    file("cells.jsonl", String.join("\n", lines));
    file("images.jsonl", "{\"vector\":[2,7]}");
    JsonNode said = tree(run("--logit-scale", "1"));
    assertEquals(1, said.get("images").asInt());
    assertEquals(
        golden.get("totalCorrelation").asDouble(), said.get("totalCorrelation").asDouble(), 1e-10);
    for (int i = 0; i < golden.get("factors").size(); i++) {
      JsonNode expected = golden.get("perFactor").get(i);
      JsonNode factor = said.get("factors").get(golden.get("factors").get(i).get("name").asText());
      assertEquals(expected.get("mode").asBoolean() ? 1 : 0, factor.get("mode").asDouble());
      assertEquals(expected.get("order").asBoolean() ? 1 : 0, factor.get("order").asDouble());
      assertEquals(
          expected.get("kendallTau").asDouble(), factor.get("kendallTau").asDouble(), 1e-12);
    }
  }

  private static List<List<String>> longer(List<List<String>> cells, List<String> values) {
    return cells.stream()
        .flatMap(
            cell -> values.stream().map(v -> Stream.concat(cell.stream(), Stream.of(v)).toList()))
        .toList();
  }

  @Test
  void sharesAreOverAllImages() throws IOException {
    // the second image finds blue better in a car and red better in a house
    file("images.jsonl", "{\"vector\":[1,1,0,0]}\n{\"vector\":[1,0,0,1]}\n");
    JsonNode said = tree(run());
    assertEquals(2, said.get("images").asInt());
    assertEquals(0.5, said.get("factors").get("color").get("mode").asDouble());
    assertTrue(said.get("totalCorrelation").asDouble() > 0);
  }

  @Test
  void withoutImagesNothingIsMadeUp() throws IOException {
    file("images.jsonl", "");
    assertEquals(
        "{\"images\":0,\"totalCorrelation\":null,\"factors\":{\"color\":null,\"object\":null}}\n",
        run().out());
  }

  @Test
  void missingCellsAndForeignVectorsAreRefusedWithTheReason() throws IOException {
    file("images.jsonl", "{\"vector\":[1,1]}\n");
    CommandRun run = run();
    assertEquals(1, run.code());
    assertTrue(
        run.err()
            .contains("line 1: field vector: image has dimension 2, the vectors of cells have 4"),
        run.err());
    file(
        "cells.jsonl", ToySpace.CELLS.lines().skip(1).reduce("", (all, line) -> all + line + "\n"));
    run = run();
    assertEquals(1, run.code());
    assertTrue(run.err().contains("1 of 4 are missing: (red, house)"), run.err());
  }

  @Test
  void picturesOfAFolderGoThroughTheModelAndABrokenOneIsNamed() throws IOException {
    Path pictures = Files.createDirectory(folder.resolve("pictures"));
    for (String name : List.of("000.jpg", "001.jpg")) {
      Files.write(pictures.resolve(name), Resources.bytes("/samples/pictures/" + name));
    }
    String[] arguments = {
      "words", "disentangle", "--space", "conf/spaces/birds.yaml", "--images", pictures.toString()
    };
    CommandRun whole = CommandRun.of(arguments);
    assertEquals(0, whole.code(), whole.err());
    assertTrue(whole.out().contains("images             2\n"), whole.out());
    Files.writeString(pictures.resolve("notes.txt"), "no picture");
    CommandRun beside = CommandRun.of(arguments);
    assertEquals(0, beside.code(), beside.err());
    assertTrue(beside.err().contains("1 file passed over:"), beside.err());
    byte[] cut = Arrays.copyOf(Resources.bytes("/samples/pictures/002.jpg"), 300);
    Files.write(pictures.resolve("002.jpg"), cut);
    CommandRun broken = CommandRun.of(arguments);
    assertEquals(1, broken.code());
    assertEquals(whole.out(), broken.out());
    assertTrue(broken.err().contains("002.jpg: "), broken.err());
  }

  private CommandRun run(String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "words",
                "disentangle",
                "--json",
                "--space",
                path("space.yaml"),
                "--cells",
                path("cells.jsonl"),
                "--vectors",
                path("images.jsonl")));
    arguments.addAll(List.of(options));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private static JsonNode tree(CommandRun run) throws IOException {
    assertEquals(0, run.code(), run.err());
    return JSON.readTree(run.out());
  }

  private void file(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
