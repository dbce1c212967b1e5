package io.idealstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordsFitTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @BeforeEach
  void writeToySpace() throws IOException {
    file("space.yaml", ToySpace.FILE);
    file("cells.jsonl", ToySpace.CELLS);
  }

  @Test
  void theOutputHasTheNamesNumbersAndOrderThatUsersLeanOn() {
    CommandRun run = fit("--weighting", "product", "--json");
    assertEquals(
        "{\"dimension\":4,\"weighting\":\"product\",\"u0\":[0.25,0.25,0.25,0.25],"
            + "\"words\":{\"color\":{\"blue\":[0.25,0.25,-0.25,-0.25],"
            + "\"red\":[-0.25,-0.25,0.25,0.25]},"
            + "\"object\":{\"car\":[0.25,-0.25,0.25,-0.25],\"house\":[-0.25,0.25,-0.25,0.25]}},"
            + "\"fit\":{\"rank\":3,\"estimable\":true,\"r2\":0.6666666666666666,"
            + "\"q2\":-4.333,\"predicted\":4},"
            + "\"scores\":{\"mode\":\"sq\",\"idealWords\":{\"mean\":0.25,\"sd\":0.0},"
            + "\"realWords\":null,\"average\":{\"mean\":2.0,\"sd\":0.0}},"
            + "\"accuracy\":{\"idealWords\":1.0,\"realWords\":null},"
            + "\"agreement\":{\"color\":1.0,\"object\":1.0},"
            + "\"orthogonality\":{\"largest\":0.0,\"mean\":0.0}}\n",
        run.out().replaceFirst("-4\\.333[0-9]+", "-4.333"));
    assertEquals("", run.err());
    assertEquals(0, run.code());
  }

  @Test
  void withoutAnOptionTheSpaceChoosesTheWeighting() throws IOException {
    assertEquals("cells", tree(fit("--json")).get("weighting").asText());
    file("space.yaml", ToySpace.FILE + "estimate: {weighting: counts}\n");
    assertEquals("counts", tree(fit("--json")).get("weighting").asText());
    assertEquals(
        "product", tree(fit("--weighting", "product", "--json")).get("weighting").asText());
  }

  @Test
  void vectorsThatTheUserBringsNeedNoModel() {
    assertEquals(0, fit("--model", folder.resolve("no-model").toString(), "--json").code());
    CommandRun prompted =
        CommandRun.of(
            "words",
            "fit",
            "--space",
            path("space.yaml"),
            "--model",
            folder.resolve("no-model").toString());
    assertEquals(1, prompted.code(), "while prompts do");
  }

  @Test
  void productWordsWithAMissingCellAreNullAndStandardErrorNamesIt() throws IOException {
    file("cells.jsonl", ToySpace.CELLS.lines().skip(1).toList());
    CommandRun run = fit("--weighting", "product", "--json");
    assertEquals(0, run.code());
    assertEquals(
        "idealstream: no words: weighting 'product' needs every cell; 1 of 4 are missing:"
            + " (red, house)\n",
        run.err());
    JsonNode tree = tree(run);
    assertEquals(
        "{\"color\":{\"blue\":null,\"red\":null},\"object\":{\"car\":null,\"house\":null}}",
        tree.get("words").toString());
    assertTrue(tree.get("u0").isNull());
    assertEquals(
        "{\"rank\":3,\"estimable\":false,\"r2\":null,\"q2\":null,\"predicted\":null}",
        tree.get("fit").toString());
    assertTrue(tree.get("scores").get("idealWords").isNull());
    assertEquals(2, tree.get("scores").get("average").get("mean").doubleValue(), 1e-12);
  }

  @Test
  void whatTheCellsLeaveOpenIsNullAndTheRestIsGiven() throws IOException {
    file(
        "cells.jsonl",
        "{\"cell\":[\"blue\",\"car\"],\"vector\":[1]}",
        "{\"cell\":[\"blue\",\"house\"],\"vector\":[3]}");
    CommandRun run = fit("--json");
    JsonNode tree = tree(run);
    assertEquals(0, run.code());
    assertEquals(2, tree.get("u0").get(0).doubleValue(), 1e-12);
    assertTrue(tree.get("words").get("color").get("blue").isNull());
    assertEquals("{\"blue\":1,\"red\":null}", tree.get("classes").get("color").toString());
    assertEquals(1, tree.get("centres").size());
    assertEquals(
        "the cells seen compare it with no other value of 'color'",
        tree.get("reasons").get("color").get("blue").textValue());
    assertTrue(tree.get("reasons").get("object").get("car").isNull());
    assertEquals(-1, tree.get("words").get("object").get("car").get(0).doubleValue(), 1e-12);
    assertEquals(1, tree.get("words").get("object").get("house").get(0).doubleValue(), 1e-12);
    assertEquals(2, tree.get("fit").get("rank").intValue());
    assertFalse(tree.get("fit").get("estimable").booleanValue());
    assertTrue(
        run.err().contains("no word of 'color' for red: no cell with this value"), run.err());
  }

  @Test
  void wordsOfSeveralClassesNameTheirClassAndEachCombinationItsCentre() throws IOException {
    file(
        "space.yaml",
        "space: things",
        "templates: ['a {color} {object}']",
        "plain: {object: ['{object}']}",
        "factors:",
        "  color: {role: spurious, values: {blue: [blue], red: [red], green: [green], grey: [grey]}}",
        "  object: {role: label, values: {car: [car], house: [house], cup: [cup]}}");
    file(
        "cells.jsonl",
        "{\"cell\":[\"blue\",\"car\"],\"vector\":[1]}",
        "{\"cell\":[\"red\",\"car\"],\"vector\":[3]}",
        "{\"cell\":[\"green\",\"house\"],\"vector\":[10]}",
        "{\"cell\":[\"green\",\"cup\"],\"vector\":[16]}");
    CommandRun run = fit("--json");
    JsonNode tree = tree(run);
    assertEquals(
        "{\"blue\":1,\"red\":1,\"green\":2,\"grey\":null}",
        tree.get("classes").get("color").toString());
    assertEquals(2, tree.get("centres").size());
    assertEquals(2, tree.get("centres").get(0).get("u0").get(0).doubleValue(), 1e-12);
    assertEquals(
        "{\"color\":2,\"object\":2}", tree.get("centres").get(1).get("classes").toString());
    assertEquals(13, tree.get("centres").get(1).get("u0").get(0).doubleValue(), 1e-12);
    assertEquals(-1, tree.get("words").get("color").get("blue").get(0).doubleValue(), 1e-12);
    assertEquals(3, tree.get("words").get("object").get("cup").get(0).doubleValue(), 1e-12);
    assertTrue(tree.get("words").get("object").get("car").isNull());
    assertTrue(tree.get("u0").isNull());
    assertEquals(0, run.code());
    String table = fit().out();
    assertTrue(table.contains("class 2"), table);
  }

  @Test
  void linesOfOneCellAreAveragedByWeightAndAddUpToItsCount() throws IOException {
    file(
        "cells.jsonl",
        "{\"cell\":[\"blue\",\"car\"],\"vector\":[1],\"weight\":1}",
        "{\"cell\":[\"blue\",\"car\"],\"vector\":[5],\"weight\":3}",
        "{\"cell\":[\"blue\",\"house\"],\"vector\":[0]}",
        "{\"cell\":[\"red\",\"car\"],\"vector\":[0]}",
        "{\"cell\":[\"red\",\"house\"],\"vector\":[0]}");
    // the cells (4, 0, 0, 0) leave the interaction 1; by counts the heavy cell is met more closely
    assertEquals(1, blue("cells"), 1e-12);
    // minimise 4 (4 - u - b - c)^2 + 2 (u + b - c)^2 + (u - b - c)^2, with b = c by symmetry
    assertEquals(16.0 / 13, blue("counts"), 1e-12);
  }

  private double blue(String weighting) {
    JsonNode words = tree(fit("--weighting", weighting, "--json")).get("words");
    return words.get("color").get("blue").get(0).doubleValue();
  }

  @Test
  void theOrderOfLinesChangesNothingButRounding() throws IOException {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "{\"cell\":[\"blue\",\"car\"],\"vector\":[0.1]}",
                "{\"cell\":[\"blue\",\"house\"],\"vector\":[-0.7],\"weight\":2.5}",
                "{\"cell\":[\"red\",\"car\"],\"vector\":[0.33]}",
                "{\"cell\":[\"blue\",\"car\"],\"vector\":[0.4],\"weight\":0.2}"));
    file("cells.jsonl", lines);
    double blue = blue("counts");
    Collections.reverse(lines);
    file("cells.jsonl", lines);
    assertEquals(blue, blue("counts"), 1e-12);
  }

  @Test
  void normalizeScalesEachVectorBeforeItIsAveraged() throws IOException {
    file(
        "cells.jsonl",
        "{\"cell\":[\"blue\",\"car\"],\"vector\":[3e200,4e200]}",
        "{\"cell\":[\"blue\",\"car\"],\"vector\":[-3e-200,4e-200]}",
        "{\"cell\":[\"blue\",\"house\"],\"vector\":[0,0.8]}",
        "{\"cell\":[\"red\",\"car\"],\"vector\":[0,7]}",
        "{\"cell\":[\"red\",\"house\"],\"vector\":[0,1]}");
    JsonNode tree = tree(fit("--normalize", "--json"));
    assertEquals(0, tree.get("u0").get(0).doubleValue(), 1e-12);
    assertEquals(0.95, tree.get("u0").get(1).doubleValue(), 1e-12);
  }

  @Test
  void singlesMakeTheScoreOfRealWords() throws IOException {
    file(
        "singles.jsonl",
        "{\"factor\":\"color\",\"value\":\"blue\",\"vector\":[2,2,0,0]}",
        "{\"factor\":\"color\",\"value\":\"blue\",\"vector\":[0,0,0,0]}",
        "{\"factor\":\"color\",\"value\":\"red\",\"vector\":[0,0,1,1]}",
        "{\"factor\":\"object\",\"value\":\"car\",\"vector\":[1,0,1,0]}",
        "{\"factor\":\"object\",\"value\":\"house\",\"vector\":[0,1,0,1]}");
    JsonNode tree = tree(fit("--singles", path("singles.jsonl"), "--scores", "paper", "--json"));
    // (blue + car) / 2 = (1, 0.5, 0.5, 0): the distance from (1, 0, 0, 0) is sqrt(0.5)
    assertEquals(
        Math.sqrt(0.5), tree.get("scores").get("realWords").get("mean").doubleValue(), 1e-12);
    assertEquals(1, tree.get("accuracy").get("realWords").doubleValue(), 0);
  }

  @Test
  void singlesThatLeaveOutAValueOfTheseCellsMakeNoScoreButASentence() throws IOException {
    file("singles.jsonl", "{\"factor\":\"color\",\"value\":\"blue\",\"vector\":[1,0,0,0]}");
    CommandRun run = fit("--singles", path("singles.jsonl"), "--json");
    assertEquals(0, run.code());
    assertTrue(tree(run).get("scores").get("realWords").isNull());
    assertEquals(
        "idealstream: no score of real words: no vector came of 3 of the values in these cells:"
            + " color/red, object/car, object/house\n",
        run.err());
  }

  @Test
  void promptsGoThroughTheBundledModel() {
    CommandRun run = CommandRun.of("words", "fit", "--space", path("space.yaml"), "--json");
    JsonNode tree = tree(run);
    assertEquals(256, tree.get("dimension").intValue());
    assertEquals(3, tree.get("fit").get("rank").intValue());
    assertTrue(tree.get("scores").get("realWords").get("mean").doubleValue() > 0);
    assertTrue(
        tree.get("scores").get("idealWords").get("mean").doubleValue()
            < tree.get("scores").get("realWords").get("mean").doubleValue());
    assertEquals("", run.err());
  }

  @Test
  void ofASpaceWithManyCellsOnlyASampleIsPromptedWhichDeterminesEveryWord() throws IOException {
    file("space.yaml", ManyValues.space(3, 8));
    CommandRun run =
        CommandRun.of(
            "words", "fit", "--space", path("space.yaml"), "--max-prompted", "30", "--json");
    JsonNode fit = tree(run).get("fit");
    assertEquals(1 + 3 * 7, fit.get("rank").intValue());
    assertTrue(fit.get("estimable").booleanValue());
    assertEquals("", run.err());
    CommandRun tooFew =
        CommandRun.of("words", "fit", "--space", path("space.yaml"), "--max-prompted", "21");
    assertEquals(2, tooFew.code());
    assertTrue(tooFew.err().contains("expected at least 22"), tooFew.err());
  }

  @Test
  void aTableForPeopleShowsEachWordOnce() {
    CommandRun run = fit();
    assertEquals(0, run.code());
    for (String name : List.of("color/blue", "color/red", "object/car", "object/house")) {
      assertEquals(1, run.out().lines().filter(line -> line.startsWith(name + " ")).count());
    }
    assertTrue(run.out().contains("rank          3 of 3"), run.out());
  }

  @Test
  void doublesComeBackAsTheyWere() throws IOException {
    file("space.yaml", ManyValues.space(1, 2));
    double odd = 0.1 + 0.2;
    file(
        "cells.jsonl",
        "{\"cell\":[\"v0\"],\"vector\":[" + odd + ",4.9e-300]}",
        "{\"cell\":[\"v1\"],\"vector\":[" + odd + ",4.9e-300]}");
    JsonNode centre = tree(fit("--json")).get("u0");
    assertEquals(odd, centre.get(0).doubleValue(), 0);
    assertEquals(4.9e-300, centre.get(1).doubleValue(), 0);
  }

  @Test
  void aTrillionCellsCostOnlyWhatWasSeen() throws IOException {
    file("space.yaml", ManyValues.space(6, 100));
    file("cells.jsonl", ManyValues.additiveCells(6, 100, 4000));
    CommandRun run = fit("--json");
    assertEquals(595, tree(run).get("fit").get("rank").intValue());
    assertEquals(1, tree(run).get("fit").get("r2").doubleValue(), 1e-9);
    JsonNode words = tree(run).get("words");
    // see ManyValues: value v of factor i adds v 100^-i
    assertEquals(
        1e-4 * 37,
        words.get("f2").get("v40").get(0).doubleValue()
            - words.get("f2").get("v3").get(0).doubleValue(),
        1e-9);
  }

  private CommandRun fit(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("words", "fit", "--space", path("space.yaml"), "--cells", path("cells.jsonl")));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private static JsonNode tree(CommandRun run) {
    try {
      return JSON.readTree(run.out());
    } catch (IOException e) {
      throw new AssertionError("no JSON: " + run, e);
    }
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private void file(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private void file(String name, String... lines) throws IOException {
    Files.write(folder.resolve(name), List.of(lines));
  }

  private void file(String name, List<String> lines) throws IOException {
    Files.write(folder.resolve(name), lines);
  }
}
