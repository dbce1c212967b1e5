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
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordsLearnTest {

  private static final Path FEEDS = Path.of("docs/examples/feedback");

  @TempDir private Path folder;

  /** The blend is near the better of prompts and feedback, and means learn the bias. */
  @Test
  void wordsLearnFromOneSidedFeedbackWhatMeansDoNot() throws IOException {
    Path picture = folder.resolve("curves.png");
    CommandRun run =
        run("unseen", "--orders", "2", "--at", "200", "--json", "--picture", picture.toString());
    assertEquals(0, run.code(), run.err());
    JsonNode tree = new ObjectMapper().readTree(run.out());
    assertEquals(4000, tree.get("feed").asInt());
    double plain = worst(tree, "plain", null);
    double prompts = worst(tree, "prompts", "cleared-words");
    double blend = worst(tree, "blend", "cleared-words");
    assertTrue(prompts > plain + 0.2, prompts + " against " + plain);
    assertTrue(blend > prompts - 0.03, blend + " against " + prompts);
    assertTrue(worst(tree, "means", null) < plain, "means are worse than no feedback");
    assertTrue(ImageIO.read(picture.toFile()).getWidth() > 900);
  }

  @Test
  void matricesTakeThePlaceOfLinesAndOfTheModel() throws IOException {
    Path space = folder.resolve("pets.yaml");
    Files.writeString(
        space,
        """
        space: pets
        templates: ["a {pet} {place}"]
        plain: {pet: ["a {pet}"]}
        factors:
          pet: {role: label, values: [cat, dog]}
          place: {role: spurious, values: [in, out]}
        """);
    Path texts = folder.resolve("texts.npy");
    Files.write(
        texts,
        NumpyMatrix.of(
            new double[][] {{1, 0, 0}, {0, 1, 0}, {1, 0, 1}, {1, 0, -1}, {0, 1, 1}, {0, 1, -1}}));
    Path lines = folder.resolve("texts.txt");
    Files.writeString(lines, "a cat\na dog\na cat in\na cat out\na dog in\na dog out\n");
    Path items = folder.resolve("items.npy");
    Files.write(
        items, NumpyMatrix.of(new double[][] {{2, 0, 1}, {2, 0, -1}, {0, 2, 1}, {0, 2, -1}}));
    Path labels = folder.resolve("labels.txt");
    Files.writeString(labels, "cat,in\ncat,out\ndog,in\ndog,out\n");
    CommandRun run =
        CommandRun.of(
            "words",
            "learn",
            "--space",
            space.toString(),
            "--feed",
            items.toString(),
            "--feed-labels",
            labels.toString(),
            "--test",
            items.toString(),
            "--test-labels",
            labels.toString(),
            "--texts",
            texts.toString(),
            "--text-lines",
            lines.toString(),
            "--orders",
            "1",
            "--at",
            "4",
            "--json");
    assertEquals(0, run.code(), run.err());
    JsonNode tree = new ObjectMapper().readTree(run.out());
    assertEquals(4, tree.get("feed").asInt());
    assertEquals(1, worst(tree, "plain", null));
  }

  private static double worst(JsonNode tree, String source, String method) {
    for (JsonNode curve : tree.get("curves")) {
      if (curve.get("source").asText().equals(source)
          && (method == null || curve.get("method").asText().equals(method))) {
        return curve.get("points").get(0).get("worst").get("mean").asDouble();
      }
    }
    throw new AssertionError("no curve of " + source);
  }

  @Test
  void itemsOfAnotherModelAndUnknownNamesAreRefused() throws IOException {
    Path feed = folder.resolve("feed.jsonl");
    Files.writeString(feed, "{\"cell\":[\"waterbird\",\"land\"],\"vector\":[1,2]}\n");
    CommandRun run = run("trained", "--feed", feed.toString());
    assertEquals(2, run.code(), "twice the same option");
    run = CommandRun.of(arguments(feed.toString(), FEEDS.resolve("trained-test.jsonl.gz")));
    assertEquals(1, run.code());
    assertTrue(
        run.err().contains("line 1: field vector: 2 numbers, the model gives 256"), run.err());
    assertEquals(2, run("trained", "--factor", "place").code(), "no label factor");
    run = run("trained", "--methods", "best");
    assertEquals(1, run.code());
    assertTrue(run.err().contains("no method 'best'"), run.err());
  }

  private static CommandRun run(String name, String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                arguments(
                    FEEDS.resolve(name + ".jsonl.gz").toString(),
                    FEEDS.resolve(name + "-test.jsonl.gz"))));
    arguments.addAll(List.of(options));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private static String[] arguments(String feed, Path test) {
    return new String[] {
      "words",
      "learn",
      "--space",
      "conf/spaces/birds.yaml",
      "--feed",
      feed,
      "--test",
      test.toString()
    };
  }
}
