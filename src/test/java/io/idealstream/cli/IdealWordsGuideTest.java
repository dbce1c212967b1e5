package io.idealstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The guide shows what the commands print, and its picture the numbers of the data. */
class IdealWordsGuideTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path GUIDE = Path.of("docs/ideal-words.md");
  private static final Path CELLS = Path.of("docs/examples/waterbirds/additive.jsonl");

  /** A command, the JSON shown after it, and the sentence shown after that, if there is one. */
  private static final Pattern EXAMPLE =
      Pattern.compile(
          "```\n\\./idealstream (.*)\n```\n```json\n([^`]*)```\n(?:```\n((?:idealstream: .*\n)+)```)?");

  private static final double ROUNDING = 5.1e-5;

  @TestFactory
  Stream<DynamicTest> commandsPrintWhatTheGuideShows() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    Matcher example = EXAMPLE.matcher(Files.readString(GUIDE));
    while (example.find()) {
      String command = example.group(1);
      String shown = example.group(2);
      String sentence = example.group(3) == null ? "" : example.group(3);
      tests.add(DynamicTest.dynamicTest(command, () -> check(command, shown, sentence)));
    }
    assertEquals(6, tests.size());
    return tests.stream();
  }

  @Test
  void theLastCommandRunsToo() {
    CommandRun run = CommandRun.of("words", "fit", "--space", "conf/spaces/birds.yaml");
    assertEquals(0, run.code(), run.err());
  }

  /** On other hardware a picture in a hundred may fall to the other side. */
  @Test
  void imagesKeepFactorsApartAsTheGuideSays() throws IOException {
    Matcher example =
        Pattern.compile("```\n\\./idealstream (words disentangle .*)\n```\n```\n([^`]*)```")
            .matcher(Files.readString(GUIDE));
    assertTrue(example.find());
    CommandRun run = CommandRun.of(example.group(1).split(" "));
    assertEquals(0, run.code(), run.err());
    double[] shown = numbers(example.group(2));
    double[] printed = numbers(run.out());
    assertEquals(shown.length, printed.length);
    for (int i = 0; i < shown.length; i++) {
      assertEquals(shown[i], printed[i], 0.01 * shown[i]);
    }
  }

  private static double[] numbers(String text) {
    return Pattern.compile("[0-9.]+")
        .matcher(text)
        .results()
        .mapToDouble(number -> Double.parseDouble(number.group()))
        .toArray();
  }

  /** The share of waterbirds on water less that of landbirds on water: 1057/1113 - 184/3682. */
  @Test
  void thePictureAndTheTextShowWhatSliceMeansCarry() throws IOException {
    double[][] counts = new double[2][2];
    for (String line : Files.readAllLines(CELLS)) {
      JsonNode cell = JSON.readTree(line);
      int bird = cell.get("cell").get(0).asText().equals("waterbird") ? 1 : 0;
      int place = cell.get("cell").get(1).asText().equals("water") ? 1 : 0;
      counts[bird][place] = cell.get("weight").asDouble();
    }
    double carried =
        counts[1][1] / (counts[1][0] + counts[1][1]) - counts[0][1] / (counts[0][0] + counts[0][1]);
    assertEquals(0.8997, carried, 5e-5);
    String picture = Files.readString(Path.of("docs/pictures/ideal-words.svg"));
    assertTrue(picture.contains(">0.90</text>"));
    for (double count : new double[] {3498, 184, 56, 1057}) {
      assertTrue(picture.contains(">%,d ".formatted((long) count)));
      assertTrue(Files.readString(GUIDE).contains(" %,d ".formatted((long) count)));
    }
  }

  private static void check(String command, String shown, String sentence) throws IOException {
    CommandRun run = CommandRun.of(command.split(" "));
    assertEquals(0, run.code(), run.err());
    assertEquals(sentence, run.err());
    assertSame(JSON.readTree(shown), JSON.readTree(run.out()), "");
  }

  private static void assertSame(JsonNode shown, JsonNode printed, String place) {
    if (shown.isNumber()) {
      assertEquals(shown.asDouble(), printed.asDouble(), ROUNDING, place);
    } else if (shown.isContainerNode()) {
      assertEquals(shown.size(), printed.size(), place);
      Iterator<String> names = shown.fieldNames();
      while (names.hasNext()) {
        String name = names.next();
        assertSame(shown.get(name), printed.path(name), place + "/" + name);
      }
      for (int j = 0; shown.isArray() && j < shown.size(); j++) {
        assertSame(shown.get(j), printed.get(j), place + "/" + j);
      }
    } else {
      assertEquals(shown, printed, place);
    }
  }
}
