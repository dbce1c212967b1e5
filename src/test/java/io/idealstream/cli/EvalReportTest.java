package io.idealstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.wire.codec.SpaceFile;
import io.idealstream.wire.space.SpaceDefinition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvalReportTest {

  private static final List<String> PICTURES =
      List.of(
          "groups-bird.png", "prism.png", "reliability-bird.png", "words.png", "wrong-bird.png");

  @TempDir private Path folder;

  private CommandRun eval(String... options) {
    String[] arguments = Arrays.copyOf(new String[] {"eval", "--cache"}, 3 + options.length);
    arguments[2] = folder.resolve("cache").toString();
    System.arraycopy(options, 0, arguments, 3, options.length);
    return CommandRun.of(arguments);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void picturesAndReportsShowWhatTheTablesSay() throws IOException {
    Path plots = folder.resolve("a/plots");
    Path markdown = folder.resolve("birds.md");
    CommandRun run =
        eval(
            "--data",
            "birds",
            "--plots",
            plots.toString(),
            "--report",
            markdown.toString(),
            "--answers",
            folder.resolve("answers.csv").toString());
    assertEquals(0, run.code(), run.err());
    assertEquals(PICTURES, names(plots));
    assertEquals(PICTURES, names(folder.resolve("birds-pictures")));
    for (String picture : PICTURES) {
      assertTrue(ImageIO.read(plots.resolve(picture).toFile()).getWidth() > 700, picture);
    }
    String text = Files.readString(markdown);
    assertTrue(text.contains("(birds-pictures/prism.png)"), text);
    String row = run.out().lines().filter(line -> line.contains("orth-proj")).findFirst().get();
    String worst = row.trim().split("  +")[1];
    assertTrue(text.contains("| orth-proj | " + worst + " |"), worst + " in " + text);
    assertTrue(text.contains("- Asked by the plain prompts, bird is answered rightly"), text);
    assertTrue(
        text.matches(
            "(?s).*\\(birds-pictures/wrong-bird.png\\)\n\nWhat .* takes bird for in its"
                + " worst group, [a-z/]+: .*"),
        text);
    assertTrue(text.contains("- Command: idealstream eval --cache "), text);
    assertTrue(text.contains("Z by idealstream 0."), text);
    assertAnswersAre(row(run, "plain"), "plain");
    SpaceDefinition space = SpaceFile.read(folder.resolve("birds-space.yaml"));
    assertTrue(run.out().contains("\"method: " + space.method().code() + "\""), run.out());
    assertEquals("birds", space.space());
  }

  private static String row(CommandRun run, String method) {
    return run.out().lines().filter(line -> line.contains(method)).findFirst().orElseThrow();
  }

  /** The share of right lines is the average of the table. */
  private void assertAnswersAre(String row, String method) throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve("answers.csv"));
    assertEquals("path,factor,truth,method,answer,probability,right", lines.get(0));
    assertEquals(1 + 9 * 320, lines.size());
    List<String> of = lines.stream().filter(line -> line.contains("," + method + ",")).toList();
    long right = of.stream().filter(line -> line.endsWith(",true")).count();
    assertEquals(320, of.size());
    String average = row.trim().split("  +")[2];
    assertTrue(average.startsWith("%.1f ".formatted(100.0 * right / 320)), right + " in " + row);
  }

  @Test
  void aReportInHtmlIsOneFileAndSpellsNamesSafely() throws IOException {
    Path data = Files.createDirectory(folder.resolve("a&b"));
    Files.copy(Path.of("src/main/resources/samples/pictures/000.jpg"), data.resolve("picture.jpg"));
    Files.writeString(data.resolve("manifest.csv"), "path,bird,place\npicture.jpg,landbird,land\n");
    Path space = folder.resolve("space.yaml");
    Files.writeString(
        space,
        """
        space: yard
        templates: ["a {bird} {place}"]
        plain: {bird: ["a {bird}"]}
        factors:
          bird: {role: label, values: [landbird, waterbird]}
          place: {role: spurious, values: {land: [on land], water: [on water]}}
        """);
    Path report = folder.resolve("report.html");
    CommandRun run =
        eval(
            "--data",
            data.toString(),
            "--space",
            space.toString(),
            "--report",
            report.toString(),
            "--json");
    assertEquals(0, run.code(), run.err());
    String html = Files.readString(report);
    assertTrue(html.contains("on a&amp;b<") && !html.contains("a&b"), "escaped");
    Matcher images = Pattern.compile("base64,([^\"]+)\"").matcher(html);
    int found = 0;
    while (images.find()) {
      byte[] png = Base64.getDecoder().decode(images.group(1));
      assertTrue(ImageIO.read(new ByteArrayInputStream(png)).getWidth() > 700);
      found++;
    }
    assertEquals(PICTURES.size() - 1, found, "nothing was answered wrongly");
  }

  @Test
  void aReportOfAnotherKindIsWrongUsage() {
    CommandRun run = eval("--data", "birds", "--report", folder.resolve("report.pdf").toString());
    assertEquals(2, run.code());
    assertTrue(run.err().contains("--report: expected a name that ends in .html or .md"));
  }
}
