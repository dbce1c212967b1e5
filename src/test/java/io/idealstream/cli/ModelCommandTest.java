package io.idealstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.idealstream.fixtures.ModelFolder;
import io.idealstream.fixtures.Pictures;
import io.idealstream.fixtures.Resources;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ModelCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  @Test
  void checkFindsTheBundledModelInOrder() throws IOException {
    assertEquals(0, run("model", "check", "--json"));
    JsonNode check = JSON.readTree(out.toString());
    assertTrue(check.get("imageDifference").doubleValue() <= 1e-5);
    assertTrue(check.get("batchInvariant").booleanValue());
    assertEquals(256, check.get("model").get("dimension").intValue());
    for (int picture = 0; picture < 3; picture++) {
      JsonNode cosines = check.get("similarities").get(picture);
      for (int sentence = 0; sentence < 3; sentence++) {
        assertTrue(
            cosines.get(picture).doubleValue() >= cosines.get(sentence).doubleValue(),
            "picture " + picture + " is closest to its own sentence: " + cosines);
      }
    }
  }

  @Test
  void quantiseWritesGraphsAndSaysWhatTheyCost() throws IOException {
    ModelFolder.in(folder);
    Path pictures = Files.createDirectory(folder.resolve("pictures"));
    for (int i = 0; i < 3; i++) {
      Files.write(pictures.resolve(i + ".png"), Pictures.noise(i));
    }
    Files.writeString(pictures.resolve("notes.txt"), "no picture");
    Path texts = Files.writeString(folder.resolve("texts.txt"), "a cat\n\na dog\n");
    String[] command = {
      "model",
      "quantise",
      folder.toString(),
      "--pictures",
      pictures.toString(),
      "--texts",
      texts.toString(),
      "--json"
    };
    assertEquals(0, run(command), err.toString());
    JsonNode said = JSON.readTree(out.toString());
    assertEquals(1, said.at("/graphs/onnx~1vision_model_int8.onnx/converted").intValue());
    assertEquals(3, said.at("/pictures").intValue());
    assertEquals(2, said.at("/texts").intValue());
    assertTrue(said.at("/cosinesOfPictures/mean").doubleValue() > 0.99, out.toString());
    assertTrue(err.toString().contains("notes.txt"), err.toString());

    assertEquals(1, run(command), "graphs are there");
    assertTrue(err.toString().contains("--overwrite writes it again"), err.toString());
  }

  @Test
  void tokenizePrintsOneLineForEachText() throws IOException {
    assertEquals(0, run("model", "tokenize", "--json", "--", "a duck", "-a @duck"));
    String[] lines = out.toString().split("\n");
    assertEquals(2, lines.length);
    JsonNode first = JSON.readTree(lines[0]).get("ids");
    JsonNode second = JSON.readTree(lines[1]).get("ids");
    assertEquals(4, first.size(), "start, a, duck, end");
    assertEquals(6, second.size(), "start, -, a, @, duck, end");
  }

  @Test
  void tokenizeNeedsOnlyTheJsonFiles() throws IOException {
    Files.writeString(folder.resolve("config.json"), "{}");
    Files.writeString(
        folder.resolve("tokenizer.json"), Resources.text("/model/text/clip-excerpt.json"));
    assertEquals(
        0, run("model", "tokenize", "--model", folder.toString(), "--json", "--", "a cat"));
    assertEquals("{\"ids\":[49406,320,2368,49407]}", out.toString().strip());
  }

  @Test
  void embedPrintsUnitVectorsAndNamesWhatItCannotEmbed() throws IOException {
    Path picture = folder.resolve("duck.jpg");
    Path broken = folder.resolve("broken.jpg");
    Files.write(picture, Resources.bytes("/samples/pictures/005.jpg"));
    Files.writeString(broken, "no picture");
    assertEquals(
        1,
        run(
            "model",
            "embed",
            "--json",
            "--image",
            picture.toString(),
            "--image",
            broken.toString(),
            "--",
            "a duck on a lake"));
    String[] lines = out.toString().split("\n");
    assertEquals(2, lines.length);
    for (String line : lines) {
      JsonNode vector = JSON.readTree(line).get("vector");
      double squares = 0;
      for (JsonNode value : vector) {
        squares += value.doubleValue() * value.doubleValue();
      }
      assertEquals(256, vector.size());
      assertEquals(1, squares, 1e-5);
    }
    assertTrue(err.toString().contains("broken.jpg"), err.toString());
  }

  @Test
  void aFailureIsOneSentenceAndAWrongUsageIsTwo() {
    assertEquals(1, run("model", "show", "--model", folder.resolve("none").toString()));
    assertEquals(1, err.toString().lines().count(), err.toString());
    assertEquals(2, run("model", "embed"));
    assertEquals(2, run("model", "fetch", "no-such-model"));
    assertEquals(2, run("model"));
    assertEquals(2, run());
    assertEquals("", out.toString());
  }

  @Test
  void everyCommandHelps() {
    for (String command : new String[] {"show", "check", "tokenize", "embed", "fetch"}) {
      assertEquals(0, run("model", command, "--help"));
    }
    assertEquals("", err.toString());
  }

  private int run(String... arguments) {
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }
}
