package io.idealstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.fixtures.AccessRules;
import io.idealstream.fixtures.DocPage;
import io.idealstream.fixtures.SecuredKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Guides that go over several steps, from their first line to their last, as a reader types them
 * and with what a reader does in between. The slow profile has it.
 */
@Tag("long")
class GuidesAsTypedIT extends TypedPages {

  @Test
  void evaluation() throws Exception {
    List<String> rows = new ArrayList<>(List.of("path,bird,place"));
    for (String line : samples()) {
      String name = field(line, "file").replace("pictures/", "");
      copy(SAMPLES + "pictures/" + name, "yard/" + name);
      rows.add(name + "," + field(line, "bird") + "," + field(line, "place"));
    }
    typist.has("yard/manifest.csv", String.join("\n", rows) + "\n");
    DocPage page = DocPage.of("docs/evaluation.md");
    for (DocPage.Block block : page.blocks()) {
      if (block.text().equals("method: cleared-words\n")) {
        Path space = typist.desk().resolve("yard.yaml");
        Files.writeString(space, Files.readString(space) + block.text());
        broker("job.yaml");
      }
      if (types(block, "tail quality")) {
        typist.follows(block);
        typist.await("./idealstream tail quality --from-beginning --seconds 5", "\"items\":320.0");
      } else {
        typist.follows(block);
      }
    }
    left(page);
    String quality = typist.said("./idealstream tail quality");
    assertTrue(typist.said("./idealstream eval --data yard").contains("cleared-words"), quality);
  }

  @Test
  void yourClip() throws Exception {
    pictures();
    broker("conf/job.yaml");
    whole("docs/your-clip.md");
    assertTrue(Files.exists(typist.desk().resolve("my-clip/onnx/text_model_int8.onnx")));
  }

  @Test
  void secondModel() throws Exception {
    Path bundled = Path.of("src/main/resources/models/starter").toAbsolutePath();
    job("conf/job.yaml");
    birds();
    typist.types("cp -rL " + bundled + " my-clip");
    typist.types("./idealstream model quantise my-clip --pictures " + SAMPLES + "pictures");
    DocPage page = DocPage.of("docs/second-model.md");
    typist.follows(page.before("Compare"));
    typist.types("./idealstream publish images " + SAMPLES + "pictures");
    typist.await(
        "./idealstream tail labels --from-beginning --seconds 5 --config second.yaml", "599.jpg");
    typist.await("./idealstream tail labels --from-beginning --seconds 5", "599.jpg");
    typist.follows(page.section("Compare"));
    assertTrue(typist.said("join").contains("600 compared"), () -> typist.said("join"));
    for (DocPage.Block block : page.section("Switch over").blocks()) {
      if (types(block, "stop --config second.yaml")) {
        typist.types(DocCommand.typedLines(block).get(0));
        typist.with("SAVEPOINT", savepoint(typist.said("./idealstream savepoint")));
        typist.types(DocCommand.typedLines(block).get(1));
        model("my-clip");
        typist.types(DocCommand.typedLines(block).get(2));
        typist.types(DocCommand.typedLines(block).get(3));
      } else if (types(block, "SAVEPOINT")) {
        typist.types(DocCommand.typedLines(block).get(0));
        model("bundled");
        typist.types(DocCommand.typedLines(block).get(1));
      } else {
        typist.follows(block);
      }
    }
    left(page);
  }

  @Test
  void yourDrift() throws Exception {
    pictures();
    typist.types("./idealstream broker");
    DocPage page = DocPage.of("docs/your-drift.md");
    typist.follows(page.before("3. Something changes"));
    String list = "./idealstream drift list --config my-drift.yaml";
    typist.await(list, "active");
    typist.stops("while");
    String loop =
        page.section("2. A feed").blocks().stream()
            .flatMap(block -> DocCommand.typedLines(block).stream())
            .filter(line -> line.startsWith("while"))
            .findFirst()
            .orElseThrow();
    typist.types(loop.replace("all.txt", "water.txt"));
    typist.await(list, "place");
    typist.follows(page.section("3. Something changes"));
    assertTrue(
        typist.said("./idealstream tail drift").contains("\"place\""),
        () -> typist.said("./idealstream tail drift"));
    typist.follows(page.section("4. What is it?"));
    assertTrue(Files.size(typist.desk().resolve("my-drift.png")) > 1_000);
    assertTrue(
        typist.said("./idealstream drift explain").contains("`place/water`"),
        () -> typist.said("./idealstream drift explain"));
    typist.follows(page.section("5. Is it wanted?"));
    left(page);
    typist.await("./idealstream drift list --all --config my-drift.yaml", "recovered");
  }

  @Test
  void yourKafka() throws Exception {
    List<String> users = List.of("ops", "idealstream", "cameras", "reviewers");
    Path secrets = folder.resolve("secrets");
    try (SecuredKafka kafka = SecuredKafka.start(secrets, users.toArray(String[]::new));
        AccessRules rules = new AccessRules(kafka)) {
      DocPage page = DocPage.of("docs/your-kafka.md");
      typist
          .with("broker-1:9093,broker-2:9093", kafka.bootstrapServers())
          .with("/run/secrets/kafka-password", kafka.passwordFile("idealstream"))
          .with("/etc/idealstream/ca.pem", secrets.resolve("trusted.pem"))
          .with("SCRAM-SHA-512", "PLAIN")
          .with("scram.ScramLoginModule", "plain.PlainLoginModule")
          .with("--partitions 8", "--partitions 2");
      typist.follows(page.before("3. The topics"));
      for (String role : List.of("setup", "job", "publish", "reader")) {
        for (String line : typist.said(roleLine(page, role)).split("\n")) {
          rules.allow(AccessRules.read(line));
        }
      }
      for (String user : List.of("ops", "cameras", "reviewers")) {
        login(user);
      }
      typist.follows(page.after("2. The rights"));
      assertEquals(5, typist.said("./idealstream tail labels").lines().count());
      left(page);
    }
  }

  private static String roleLine(DocPage page, String role) {
    return page.section("2. The rights").blocks().stream()
        .flatMap(block -> DocCommand.typedLines(block).stream())
        .filter(line -> line.contains("--role " + role + " "))
        .findFirst()
        .orElseThrow();
  }

  /** The file of settings with another login. */
  private void login(String user) throws IOException {
    String job = Files.readString(typist.desk().resolve("my-job.yaml"));
    typist.has(
        "my-" + user + ".yaml",
        job.replace("username=\"idealstream\"", "username=\"" + user + "\"")
            .replace("/idealstream.password", "/" + user + ".password"));
  }

  private void model(String name) throws IOException {
    Path job = typist.desk().resolve("conf/job.yaml");
    Files.writeString(
        job, Files.readString(job).replaceFirst("folder: (bundled|my-clip)", "folder: " + name));
  }

  private static String savepoint(String said) {
    return said.replaceFirst("(?s).*?((file:)?/\\S*savepoint\\S*[0-9a-f]).*", "$1");
  }
}
