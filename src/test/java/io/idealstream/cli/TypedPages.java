package io.idealstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.idealstream.fixtures.DocPage;
import io.idealstream.fixtures.Programs;
import io.idealstream.job.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A reader at a terminal with an archive of a release, and what readers have beside it: a broker at
 * its own port, a job, pictures, feedback.
 */
abstract class TypedPages {

  static final Set<String> PAGES =
      Stream.of(
              "audit",
              "broker",
              "clients",
              "dead-letters",
              "delivery",
              "drift",
              "evaluation",
              "feedback",
              "metrics",
              "models",
              "operating",
              "page",
              "policies",
              "queries",
              "second-model",
              "sizing",
              "spaces",
              "trial",
              "vectors",
              "your-clip",
              "your-drift",
              "your-kafka")
          .map(name -> "docs/" + name + ".md")
          .collect(Collectors.toSet());

  static final String SAMPLES = "src/main/resources/samples/";

  @TempDir static Path archive;
  private static Path home;

  @TempDir Path folder;
  Typist typist;

  @BeforeAll
  static void unpack() throws Exception {
    assumeTrue(Boolean.getBoolean("guides.typed"), "asked for by -Dguides.typed=true");
    String name = "idealstream-" + Version.NUMBER;
    Path packed = Path.of("target", name + ".tar.gz").toAbsolutePath();
    Process tar =
        new ProcessBuilder("tar", "xzf", packed.toString(), "-C", archive.toString()).start();
    assertEquals(0, tar.waitFor(), packed + " cannot be unpacked");
    home = archive.resolve(name);
  }

  @BeforeEach
  void sitDown() throws IOException {
    typist = new Typist(home, folder);
  }

  @AfterEach
  void leave() throws IOException {
    typist.close();
  }

  static boolean types(DocPage.Block block, String part) {
    return DocCommand.typedLines(block).stream().anyMatch(line -> line.contains(part));
  }

  void whole(String file) throws Exception {
    DocPage page = DocPage.of(file);
    typist.follows(page);
    left(page);
  }

  void left(DocPage page) {
    assertTrue(PAGES.contains(page.file().toString()), page.file().toString());
    assertEquals(List.of(), typist.left(page), page.file().toString());
  }

  void broker(String config) throws Exception {
    typist.types("./idealstream broker");
    typist.types("./idealstream topics create");
    if (!Files.exists(typist.desk().resolve(config))) {
      typist.has(config, "kafka: {bootstrap-servers: \"localhost:9092\"}\n");
    }
  }

  void job(String config) throws Exception {
    broker(config);
    typist.types("./idealstream run --config " + config);
  }

  void birds() throws Exception {
    typist.types("./idealstream publish spaces conf/spaces/birds.yaml --wait");
  }

  /** The folder and the space of the guide to one's own pictures. */
  void pictures() throws Exception {
    DocPage page = DocPage.of("docs/your-pictures.md");
    typist.follows(page.section("1. A list")).follows(page.section("2. A space"));
  }

  void copy(String from, String to) throws IOException {
    Path target = typist.desk().resolve(to);
    Files.createDirectories(target.getParent());
    Files.copy(Path.of(from), target);
  }

  static String truth(String folder, String feed) throws IOException {
    return samples().stream()
        .map(
            line ->
                "{\"id\":\"%s%s\",\"feed\":\"%s\",\"values\":{\"bird\":\"%s\",\"place\":\"%s\"}}\n"
                    .formatted(
                        folder,
                        field(line, "file").replace("pictures/", ""),
                        feed,
                        field(line, "bird"),
                        field(line, "place")))
        .collect(Collectors.joining());
  }

  static List<String> samples() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of(SAMPLES + "samples.jsonl"))) {
      return lines.filter(line -> line.contains("\"bird\"")).toList();
    }
  }

  static String field(String line, String name) {
    return line.replaceFirst(".*\"" + name + "\": \"([^\"]*)\".*", "$1");
  }

  void python(String module) throws IOException {
    Optional<Path> python = Programs.python(module);
    assumeTrue(python.isPresent(), "no python3 with " + module);
    typist.finds("python3", python.get());
  }
}
