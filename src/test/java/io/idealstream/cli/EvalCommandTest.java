package io.idealstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvalCommandTest {

  private static final Path SAMPLES = Path.of("src/main/resources/samples/pictures");
  private static final String SPACE = "conf/spaces/birds.yaml";

  @TempDir private Path folder;

  /** Some bundled pictures as a folder of one's own: by the list's first column, its values. */
  private void folder(String... lines) throws IOException {
    Files.write(folder.resolve("manifest.csv"), List.of(lines));
    for (String line : lines) {
      String name = line.substring(0, line.indexOf(','));
      if (Files.exists(SAMPLES.resolve(name))) {
        Files.copy(SAMPLES.resolve(name), folder.resolve(name));
      }
    }
  }

  private CommandRun run(String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "eval",
                "--data",
                folder.toString(),
                "--cache",
                folder.resolve("cache").toString()));
    arguments.addAll(List.of(options));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private static JsonNode json(CommandRun run) throws IOException {
    assertEquals(0, run.code(), run.err());
    return new ObjectMapper().readTree(run.out());
  }

  @Test
  void brokenPicturesAreReportedAndLeftOut() throws IOException {
    folder(
        "path,bird,place",
        "000.jpg,landbird,land",
        "001.jpg,landbird,water",
        "002.jpg,waterbird,land",
        "gone.jpg,waterbird,water",
        "text.jpg,waterbird,water",
        "cut.jpg,waterbird,water",
        "003.jpg,penguin,water",
        "004.jpg,waterbird,");
    Files.writeString(folder.resolve("text.jpg"), "no picture");
    byte[] whole = Files.readAllBytes(SAMPLES.resolve("005.jpg"));
    Files.write(folder.resolve("cut.jpg"), java.util.Arrays.copyOf(whole, 90));
    CommandRun run = run("--space", SPACE, "--json");
    JsonNode tree = json(run);
    JsonNode data = tree.get("data");
    assertEquals(8, data.get("pictures").asInt());
    assertEquals(7, data.get("asked").asInt(), "a penguin is no value of the space");
    assertEquals(3, data.get("broken").asInt());
    assertEquals(4, data.get("embedded").asInt());
    assertTrue(run.err().contains("gone.jpg: there is no such file"), run.err());
    assertTrue(run.err().contains("text.jpg: ") && run.err().contains("cut.jpg: "), run.err());
    JsonNode groups = tree.get("groups").get(0);
    assertEquals(4, groups.get("pictures").asInt());
    JsonNode plain = groups.get("methods").get("plain");
    assertEquals(
        List.of("landbird/land", "landbird/water", "waterbird/land", "waterbird/water"),
        names(plain.get("groups")));
    assertEquals(0, plain.get("groups").get("waterbird/water").get("pictures").asInt());
    assertTrue(plain.get("groups").get("waterbird/water").get("value").isNull());
    assertEquals(8, groups.get("methods").size(), "every method");
  }

  private static List<String> names(JsonNode tree) {
    List<String> names = new ArrayList<>();
    tree.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void aSecondRunEmbedsNothingAndSaysTheSame() throws IOException {
    folder("path,bird,place", "000.jpg,landbird,land", "001.jpg,waterbird,water");
    JsonNode first = json(run("--space", SPACE, "--json"));
    JsonNode second = json(run("--space", SPACE, "--json"));
    assertEquals(2, first.get("data").get("embedded").asInt());
    assertEquals(0, second.get("data").get("embedded").asInt());
    assertEquals(2, second.get("data").get("reused").asInt());
    assertEquals(first.get("groups"), second.get("groups"));
    Files.copy(
        SAMPLES.resolve("002.jpg"),
        folder.resolve("001.jpg"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertEquals(
        1,
        json(run("--space", SPACE, "--json")).get("data").get("embedded").asInt(),
        "another picture under the same name");
    assertEquals(
        2, json(run("--space", SPACE, "--json", "--no-cache")).get("data").get("embedded").asInt());
  }

  @Test
  void theTestSplitIsAnsweredWhereThereIsOne() throws IOException {
    folder(
        "path,bird,place,split",
        "000.jpg,landbird,land,train",
        "001.jpg,waterbird,water,test",
        "002.jpg,waterbird,water,val");
    assertEquals(1, json(run("--space", SPACE, "--json")).get("data").get("asked").asInt());
    JsonNode all = json(run("--space", SPACE, "--json", "--split", "all"));
    assertEquals(3, all.get("data").get("asked").asInt());
    JsonNode train = json(run("--space", SPACE, "--json", "--split", "train"));
    assertEquals("train", train.get("data").get("split").asText());
    assertEquals(2, run("--space", SPACE, "--split", "half").code());
  }

  @Test
  void tablesForPeopleNameTheirMethodsAndWhatIsMissing() throws IOException {
    folder("path,bird,place", "000.jpg,landbird,land", "001.jpg,waterbird,water");
    CommandRun run = run("--space", SPACE, "--methods", "plain,cleared-words");
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("Groups: bird"), run.out());
    assertTrue(run.out().contains("cleared-words"), run.out());
    assertTrue(run.out().contains("Not measured: combinations: need a space"), run.out());
    assertEquals(-1, run.out().indexOf("orth-proj"));
  }

  @Test
  void whatCannotBeMeasuredIsRefusedWithASentence() throws IOException {
    CommandRun nowhere = CommandRun.of("eval", "--data", folder.resolve("gone").toString());
    assertEquals(1, nowhere.code());
    assertTrue(nowhere.err().contains("expected a folder, a list of pictures"), nowhere.err());
    folder("path,bird", "gone.jpg,landbird");
    CommandRun unread = run("--space", SPACE);
    assertEquals(1, unread.code());
    assertTrue(unread.err().contains("none of 1 pictures can be read"), unread.err());
    CommandRun spaceless = run();
    assertEquals(1, spaceless.code());
    assertTrue(spaceless.err().contains("none of 1 pictures has values"), spaceless.err());
    CommandRun method = run("--space", SPACE, "--methods", "best");
    assertEquals(1, method.code());
    assertTrue(method.err().contains("no method 'best'"), method.err());
    assertEquals(2, run("--space", SPACE, "--seeds", "0").code());
    assertNotEquals(0, CommandRun.of("eval").code());
  }
}
