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

  /** A space of birds without plain prompts of the place. */
  private String yard(String bird, String place) throws IOException {
    Path file = folder.resolve("yard.yaml");
    Files.writeString(
        file,
        """
        space: yard
        templates: ["a photo of a {bird} {place}"]
        plain: {bird: ["a photo of a {bird}"]}
        factors:
          bird: {role: label, %s values: {landbird: ["landbird"], waterbird: ["waterbird"]}}
          place: {%s values: {land: ["on land"], water: ["on water"]}}
        """
            .formatted(bird, place));
    return file.toString();
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
    assertEquals(9, groups.get("methods").size(), "every method");
  }

  /** The truth of the land birds is hidden by their capital: 0 of 2 right must not read as 100. */
  @Test
  void namesThatDoNotMatchAreCountedAndVanishedGroupsWarnedOf() throws IOException {
    folder(
        "path,bird,place",
        "000.jpg,Landbird,land",
        "001.jpg,Landbird,water",
        "002.jpg,waterbird,land",
        "003.jpg,waterbird,water");
    Path report = folder.resolve("report.md");
    CommandRun run = run("--space", SPACE, "--json", "--report", report.toString());
    JsonNode tree = json(run);
    String problem = "2 pictures with bird \"Landbird\", an unknown name; did you mean landbird?";
    assertEquals(problem, tree.get("data").get("problems").get(0).asText());
    assertTrue(run.err().contains("idealstream: " + problem), run.err());
    String gone = "2 of 4 groups without a picture: landbird/land, landbird/water";
    assertTrue(tree.get("emptyGroups").asText().startsWith(gone), tree.toString());
    String text = Files.readString(report);
    assertTrue(text.contains("## Problems\n\n- " + problem), text);
    assertTrue(text.contains("- Warning: " + gone), text);
  }

  /** What happened to a group is known only once its pictures were read. */
  @Test
  void aGroupWhosePicturesAreAllBrokenIsWarnedOf() throws IOException {
    folder("path,bird,place", "000.jpg,landbird,land", "gone.jpg,waterbird,land");
    JsonNode tree = json(run("--space", SPACE, "--json"));
    assertTrue(tree.get("emptyGroups").asText().startsWith("3 of 4 groups"), tree.toString());
  }

  @Test
  void aListWithoutAWantedColumnIsToldWhatWasFoundAndWhatWasMeant() throws IOException {
    folder("path,Bird,place", "000.jpg,landbird,land");
    CommandRun column = run("--space", SPACE);
    assertEquals(1, column.code());
    assertTrue(
        column.err().contains("found those of Bird, place; did you mean Bird?"), column.err());
    CommandRun spaceless = run();
    assertTrue(
        spaceless
            .err()
            .contains(
                "there is no space that says what to ask of pictures; name one by --space;"
                    + " they have values of Bird, place"),
        spaceless.err());
    CommandRun split = run("--space", SPACE, "--split", "train");
    assertTrue(
        split.err().contains("no picture is of split train; there are none (1)"), split.err());
  }

  @Test
  void whereEveryLineIsRefusedTheReasonsAreShown() throws IOException {
    folder("path,bird,split", "000.jpg,landbird,later", "001.jpg,landbird,never");
    CommandRun run = run("--space", SPACE);
    assertEquals(1, run.code());
    assertTrue(
        run.err().contains("line 2: expected split train, validation or test, found later"),
        run.err());
    assertTrue(run.err().contains("line 3: "), run.err());
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
    assertTrue(run.out().contains("Not measured: side effects: need method plain"), run.out());
  }

  @Test
  void methodsThatThePromptsDoNotSufficeForAreLeftOutWithTheReason() throws IOException {
    folder("path,bird,place", "000.jpg,landbird,land", "001.jpg,waterbird,water");
    Path report = folder.resolve("report.html");
    CommandRun run =
        run(
            "--space",
            yard("", "role: spurious,"),
            "--methods",
            "orth-proj",
            "--report",
            report.toString());
    assertEquals(0, run.code(), run.err());
    String reason =
        "groups of bird: the space's prompts do not suffice for orth-proj; plain prompts of place"
            + " are missing";
    assertTrue(run.out().contains("Not measured: " + reason), run.out());
    assertTrue(run.out().contains("Prompts as sums of words"), run.out());
    assertTrue(Files.readString(report).contains("Not measured"));
  }

  @Test
  void aSpaceThatAsksNothingOfPicturesStillHasItsSumsOfWords() throws IOException {
    folder("path,bird,place", "000.jpg,landbird,land");
    Path space = folder.resolve("alone.yaml");
    Files.writeString(
        space,
        """
        space: alone
        templates: ["a photo of a {bird}"]
        plain: {bird: ["a {bird}"]}
        factors:
          bird: {role: label, kind: many, values: {landbird: ["landbird"], waterbird: ["waterbird"]}}
        """);
    JsonNode tree = json(run("--space", space.toString(), "--json"));
    assertEquals(0, tree.get("data").get("asked").asInt());
    assertEquals(2, tree.get("decomposition").get("cells").asInt());
    assertTrue(tree.get("leftOut").get(0).asText().startsWith("groups: need a space with"));
  }

  /** Answers at twice the temperature ask for half of it on top: the product stays. */
  @Test
  void theTemperatureToSetDoesNotHangOnTheOneThatIsSet() throws IOException {
    JsonNode one = methods(yard("", "role: spurious,"));
    JsonNode two = methods(yard("temperature: 2,", "role: spurious,"));
    assertEquals(temperature(one, "plain"), temperature(two, "plain"));
    double best = temperature(one, "ideal-words");
    assertEquals(best, temperature(two, "ideal-words"), 0.1 * best);
  }

  private JsonNode methods(String space) throws IOException {
    CommandRun run =
        CommandRun.of(
            "eval",
            "--data",
            "birds",
            "--cache",
            folder.resolve("cache").toString(),
            "--space",
            space,
            "--methods",
            "plain,ideal-words",
            "--json");
    return json(run).get("groups").get(0).get("methods");
  }

  private static double temperature(JsonNode methods, String method) {
    return methods.get(method).get("calibration").get("temperature").asDouble();
  }

  @Test
  void personalConceptsAreSoughtInTheAskedSplitAlone() throws IOException {
    folder(
        "path,concept,class,caption,split",
        "000.jpg,one,bird,,train",
        "001.jpg,two,bird,,train",
        "002.jpg,one,bird,a bird on a lake,val",
        "003.jpg,two,bird,a bird in a wood,val",
        "004.jpg,two,bird,a bird at night,val",
        "005.jpg,one,bird,a bird in fog,test",
        "006.jpg,two,bird,a bird on land,test");
    assertEquals(List.of(4, 2, 2), gallery(run("--json")));
    assertEquals(List.of(5, 3, 3), gallery(run("--json", "--split", "validation")));
    assertEquals(List.of(7, 5, 5), gallery(run("--json", "--split", "all")));
    JsonNode train = json(run("--json", "--split", "train"));
    assertTrue(train.get("retrieval").isNull());
    assertTrue(train.get("leftOut").toString().contains("split train are those to learn from"));
  }

  @Test
  void captionsOfConceptsThatNobodyTaughtAreCounted() throws IOException {
    folder(
        "path,concept,class,caption,split",
        "000.jpg,one,bird,,train",
        "001.jpg,One,bird,a bird on a lake,test",
        "002.jpg,one,bird,a bird in a wood,test");
    JsonNode tree = json(run("--json"));
    assertEquals(1, tree.get("retrieval").get("captions").asInt());
    assertEquals(
        "1 caption with concept to learn \"One\", an unknown name; did you mean one?",
        tree.get("data").get("problems").get(0).asText());
  }

  /** Pictures asked, size of the gallery, captions. */
  private static List<Integer> gallery(CommandRun run) throws IOException {
    JsonNode tree = json(run);
    JsonNode retrieval = tree.get("retrieval");
    return List.of(
        tree.get("data").get("asked").asInt(),
        retrieval.get("gallery").asInt(),
        retrieval.get("captions").asInt());
  }

  @Test
  void whatCannotBeMeasuredIsRefusedWithASentence() throws IOException {
    CommandRun nowhere = CommandRun.of("eval", "--data", folder.resolve("gone").toString());
    assertEquals(1, nowhere.code());
    assertTrue(nowhere.err().contains("expected a folder, a list of pictures"), nowhere.err());
    folder("path,bird", "gone.jpg,landbird");
    CommandRun unread = run("--space", SPACE);
    assertEquals(1, unread.code());
    assertTrue(unread.err().contains("none of 1 picture can be read"), unread.err());
    CommandRun spaceless = run();
    assertEquals(1, spaceless.code());
    assertTrue(spaceless.err().contains("none of 1 picture has values"), spaceless.err());
    CommandRun method = run("--space", SPACE, "--methods", "best");
    assertEquals(1, method.code());
    assertTrue(method.err().contains("no method 'best'"), method.err());
    assertEquals(2, run("--space", SPACE, "--seeds", "0").code());
    assertNotEquals(0, CommandRun.of("eval").code());
  }
}
