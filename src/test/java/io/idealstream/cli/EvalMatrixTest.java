package io.idealstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.idealstream.fixtures.NumpyMatrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures and texts as vectors that a user brings; no model is opened. */
class EvalMatrixTest {

  private static final String ANIMALS =
      """
      space: animals
      templates: ["a {animal}"]
      plain: {animal: ["a {animal}"]}
      factors:
        animal: {role: label, values: {cat: ["cat"], dog: ["dog"], owl: ["night bird"]}}
      """;

  private static final String FARM =
      """
      space: farm
      templates: ["a {animal} {place}"]
      plain: {animal: ["a {animal}"]}
      factors:
        animal: {role: label, values: [cat, dog, cow]}
        place: {role: spurious, values: [inside, outside, stable]}
      """;

  @TempDir private Path folder;

  @BeforeEach
  void files() throws IOException {
    Files.writeString(folder.resolve("animals.yaml"), ANIMALS);
    Files.writeString(folder.resolve("texts.txt"), "a cat\na dog\na night bird\na cloud\n");
    // of no common length: vectors are scaled to length 1
    matrix("texts.npy", new double[][] {{2, 0, 0}, {0, 0.5, 0}, {0, 0, 1}, {1, 1, 1}});
    matrix(
        "pictures.npy",
        new double[][] {{1, 0.5, 0}, {0.5, 1, 0}, {0, 1, 0.5}, {0, 8, 0}, {0, 0.5, 1}});
    Files.writeString(folder.resolve("labels.txt"), "cat\ncat\ndog\ndog\nowl\n");
  }

  private void matrix(String name, double[][] rows) throws IOException {
    Files.write(folder.resolve(name), NumpyMatrix.of(rows));
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private CommandRun eval(String pictures, String labels, String texts, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "eval",
                "--data",
                path(pictures),
                "--labels",
                path(labels),
                "--texts",
                path(texts + ".npy"),
                "--text-lines",
                path(texts + ".txt"),
                "--space",
                path("animals.yaml")));
    all.addAll(List.of(more));
    return CommandRun.of(all.toArray(String[]::new));
  }

  private static JsonNode json(CommandRun run) throws IOException {
    assertEquals(0, run.code(), run.err());
    return new ObjectMapper().readTree(run.out());
  }

  @Test
  void picturesAreNamedByTheTextNextToThem() throws IOException {
    JsonNode tree = json(eval("pictures.npy", "labels.txt", "texts", "--json"));
    JsonNode plain = tree.get("groups").get(0).get("methods").get("plain");
    assertEquals(0.8, plain.get("average").get("value").asDouble());
    assertEquals(0.5, plain.get("worst").get("value").asDouble());
    assertEquals("cat", plain.get("worstGroup").asText());
    assertEquals(5, tree.get("data").get("reused").asInt());
    assertEquals(0, tree.get("data").get("embedded").asInt());
    assertTrue(tree.get("model").get("fingerprint").asText().startsWith("sha256:"));
  }

  @Test
  void aTableOfLabelsMayHaveMoreColumnsAndSplits() throws IOException {
    Files.writeString(
        folder.resolve("labels.csv"),
        "camera,animal,split\nA,cat,test\nA,cat,train\nB,dog,test\nB,hen,test\nB,owl,test\n");
    CommandRun run = eval("pictures.npy", "labels.csv", "texts", "--json");
    JsonNode tree = json(run);
    assertEquals(3, tree.get("data").get("asked").asInt());
    JsonNode plain = tree.get("groups").get(0).get("methods").get("plain");
    assertEquals(1, plain.get("average").get("value").asDouble());
    assertTrue(run.err().contains("1 picture with animal \"hen\", an unknown name"), run.err());
  }

  @Test
  void aRowThatIsNoVectorIsLeftOutWithItsReason() throws IOException {
    matrix(
        "pictures.npy",
        new double[][] {{1, 0.5, 0}, {Double.NaN, 1, 0}, {0, 1, 0.5}, {0, 0, 0}, {0, 0.5, 1}});
    CommandRun run = eval("pictures.npy", "labels.txt", "texts", "--json");
    JsonNode tree = json(run);
    assertEquals(2, tree.get("data").get("broken").asInt());
    assertEquals(3, tree.get("groups").get(0).get("pictures").asInt());
    assertTrue(run.err().contains("pictures.npy#2: "), run.err());
    assertTrue(run.err().contains("row 2: NaN at place 1"), run.err());
    assertTrue(run.err().contains("row 4: "), run.err());
  }

  @Test
  void whatDoesNotBelongTogetherIsRefusedWithAllReasons() throws IOException {
    Files.writeString(folder.resolve("few.txt"), "cat\ndog\n");
    CommandRun few = eval("pictures.npy", "few.txt", "texts");
    assertEquals(1, few.code());
    assertTrue(few.err().contains("5 rows, expected 2"), few.err());

    Files.writeString(folder.resolve("pairs.txt"), "cat,1\ncat\ndog\ndog\nowl,2\n");
    CommandRun pairs = eval("pictures.npy", "pairs.txt", "texts");
    assertEquals(1, pairs.code());
    assertTrue(pairs.err().contains("line 1: 2 values, expected one of each of [animal]"));
    assertTrue(pairs.err().contains("line 5: "), pairs.err());

    Files.writeString(folder.resolve("other.txt"), "a cat\na hound\na bird\na cloud\n");
    Files.copy(folder.resolve("texts.npy"), folder.resolve("other.npy"));
    CommandRun other = eval("pictures.npy", "labels.txt", "other");
    assertEquals(1, other.code());
    assertTrue(other.err().contains("no line has the text \"a dog\""), other.err());
    assertTrue(other.err().contains("no line has the text \"a night bird\""), other.err());

    Files.writeString(folder.resolve("twice.txt"), "a cat\na dog\na night bird\na cat\n");
    Files.copy(folder.resolve("texts.npy"), folder.resolve("twice.npy"));
    CommandRun twice = eval("pictures.npy", "labels.txt", "twice");
    assertEquals(1, twice.code());
    assertTrue(twice.err().contains("the text stands there twice: a cat"), twice.err());

    matrix("pictures.npy", new double[][] {{1, 0}, {1, 0}, {1, 0}, {1, 0}, {1, 0}});
    CommandRun narrow = eval("pictures.npy", "labels.txt", "texts");
    assertEquals(1, narrow.code());
    assertTrue(narrow.err().contains("2 numbers in a row, vectors of texts have 3"), narrow.err());
  }

  @Test
  void optionsThatDoNotGoTogetherAreWrongUsage() {
    String space = path("animals.yaml");
    assertEquals(2, CommandRun.of("eval", "--data", path("pictures.npy"), "--space", space).code());
    assertEquals(
        2, CommandRun.of("eval", "--data", "birds", "--labels", path("labels.txt")).code());
    CommandRun half =
        CommandRun.of(
            "eval",
            "--data",
            path("pictures.npy"),
            "--labels",
            path("labels.txt"),
            "--space",
            space,
            "--texts",
            path("texts.npy"));
    assertEquals(2, half.code());
    assertTrue(half.err().contains("--texts and --text-lines: expected both or neither"));
  }

  /** Cats and dogs inside and outside; all that is seen of cows stands in the stable. */
  @Test
  void wordsOfPicturesThatCannotBeComparedAreOfClassesOfTheirOwn() throws IOException {
    Files.writeString(folder.resolve("animals.yaml"), FARM);
    StringBuilder lines = new StringBuilder("a cat\na dog\na cow\n");
    List<double[]> texts =
        new ArrayList<>(
            List.of(new double[] {1, 0, 0}, new double[] {0, 1, 0}, new double[] {0, 0, 1}));
    for (String animal : List.of("cat", "dog", "cow")) {
      for (String place : List.of("inside", "outside", "stable")) {
        lines.append("a ").append(animal).append(' ').append(place).append('\n');
        texts.add(new double[] {animal.length(), texts.size(), 1});
      }
    }
    Files.writeString(folder.resolve("farm.txt"), lines.toString());
    matrix("farm.npy", texts.toArray(double[][]::new));
    Files.writeString(
        folder.resolve("labels.txt"),
        "cat,inside\ncat,outside\ndog,inside\ndog,outside\ncow,stable\n");
    CommandRun run = eval("pictures.npy", "labels.txt", "farm");
    assertEquals(0, run.code(), run.err());
    assertTrue(
        run.out()
            .contains(
                "These pictures do not compare all values of animal; words of different classes"
                    + " cannot be held against each other: 1 (cat, dog), 2 (cow)."),
        run.out());
    JsonNode words = json(eval("pictures.npy", "labels.txt", "farm", "--json")).get("words");
    List<String> classes = new ArrayList<>();
    words.forEach(word -> classes.add(word.get("value").asText() + word.get("valueClass")));
    assertEquals(List.of("cat1", "dog1", "cow2", "inside1", "outside1", "stable2"), classes);
    assertTrue(words.get(2).get("length").isNull(), "a cow is alone in its class");
  }
}
