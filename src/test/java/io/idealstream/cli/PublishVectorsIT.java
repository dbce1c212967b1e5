package io.idealstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.client.Topics;
import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.fixtures.NumpyMatrix;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Vectors of images and texts, from files to topics. */
class PublishVectorsIT {

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();
  @TempDir Path folder;

  @BeforeEach
  void topics() {
    try (Topics topics = Topics.on(kafka.connection(), kafka.prefix())) {
      topics.createMissing(1);
    }
  }

  @Test
  void rowsBecomeImagesWithTheirIdsAndValues() throws Exception {
    matrix("pictures.npy", new double[][] {{1, 0.5}, {0.25, 1}});
    write("ids.txt", "cam/1\ncam/2\n");
    write("values.csv", "pet,place\ncat,\n\"dog\",in\n");
    CommandRun sent =
        run(
            "publish",
            "vectors",
            "--npy",
            path("pictures.npy"),
            "--ids",
            path("ids.txt"),
            "--feed",
            "pets",
            "--model",
            "openai/clip",
            "--values",
            path("values.csv"));
    assertEquals("2 vectors sent", sent.err().strip());
    assertEquals(
        List.of(
            "{\"id\":\"cam/1\",\"feed\":\"pets\",\"embedding\":[1.0,0.5],\"model\":\"openai/clip\","
                + "\"values\":{\"pet\":\"cat\"}}",
            "{\"id\":\"cam/2\",\"feed\":\"pets\",\"embedding\":[0.25,1.0],\"model\":\"openai/clip\","
                + "\"values\":{\"pet\":\"dog\",\"place\":\"in\"}}"),
        run("tail", "images", "--from-beginning", "--max", "2").out().lines().toList());
  }

  @Test
  void rowsOfAnotherNumberAreRefusedBeforeAnythingIsSent() throws Exception {
    matrix("pictures.npy", new double[][] {{1, 0.5}, {0.25, 1}});
    write("ids.txt", "1\n2\n3\n");
    CommandRun refused =
        run(
            "publish",
            "vectors",
            "--npy",
            path("pictures.npy"),
            "--ids",
            path("ids.txt"),
            "--model",
            "m");
    assertEquals(1, refused.code());
    assertTrue(refused.err().contains("2"), refused.err());
  }

  @Test
  void whatNoJobCouldUseIsNamedAndTheRestIsSent() throws Exception {
    matrix("pictures.npy", new double[][] {{3, 4}, {Double.NaN, 1}, {0, 0}, {1, 1e39}, {0, -2}});
    write("ids.txt", "1\n2\n3\n4\n5\n");
    CommandRun sent =
        run(
            "publish",
            "vectors",
            "--npy",
            path("pictures.npy"),
            "--ids",
            path("ids.txt"),
            "--model",
            "m");
    assertEquals(1, sent.code());
    String file = "not sent: " + path("pictures.npy");
    assertEquals(
        List.of(
            file + ": row 2: NaN at place 1, expected a finite number",
            file + ": row 3: expected a number other than 0, found zeros only",
            file + ": row 4: 1.0E39 at place 2, expected a number that four bytes can hold",
            "2 vectors sent"),
        sent.err().lines().toList());
    run(
        "publish",
        "vectors",
        "--normalize",
        "--npy",
        path("pictures.npy"),
        "--ids",
        path("ids.txt"),
        "--model",
        "m");
    List<String> images =
        run("tail", "images", "--from-beginning", "--max", "5").out().lines().toList();
    assertTrue(images.get(0).contains("\"embedding\":[3.0,4.0]"), images::toString);
    assertTrue(images.get(2).contains("\"embedding\":[0.6,0.8]"), images::toString);
    assertTrue(images.get(4).contains("\"embedding\":[0.0,-1.0]"), images::toString);
    CommandRun noMatrix =
        run(
            "publish",
            "vectors",
            "--npy",
            path("ids.txt"),
            "--ids",
            path("ids.txt"),
            "--model",
            "m");
    assertEquals(1, noMatrix.code());
    assertTrue(noMatrix.err().contains("ends with .npy or .npz"), noMatrix.err());
  }

  @Test
  void aFileOfTextsIsSentWholeOrNotAtAllAndOtherModelsArePassedOver() throws Exception {
    write(
        "texts.jsonl",
        """
        {"text":"a dog","vector":[3,4]}
        {"text":" ","vector":[1,0]}
        {"text":"a cat","vector":[0,0]}
        {"text":"a cow","vector":[1,0,0]}
        {"text":"a dog","vector":[1,0]}
        """);
    CommandRun refused = run("publish", "texts", path("texts.jsonl"), "--model", "m");
    assertEquals(1, refused.code());
    List<String> said = refused.err().lines().toList();
    assertTrue(said.get(1).endsWith("line 2: field text: expected a text, found a blank one"));
    assertTrue(said.get(2).endsWith("line 3: expected a number other than 0, found zeros only"));
    assertTrue(
        said.get(3)
            .endsWith(
                "line 4: field vector: 3 numbers, the vector before has 2; made by another model?"));
    assertTrue(said.get(4).endsWith("line 5: the text stands there twice: a dog"));
    write(
        "texts.jsonl",
        """
        {"text":"a dog","vector":[3,4]}
        {"text":"a dog","vector":[1,0,0],"model":"other"}
        """);
    CommandRun sent = run("publish", "texts", path("texts.jsonl"), "--model", "m", "--normalize");
    assertEquals(
        List.of("1 line of other models passed over", "1 text sent"), sent.err().lines().toList());
    assertEquals(
        "{\"text\":\"a dog\",\"vector\":[0.6,0.8],\"model\":\"m\"}",
        run("tail", "texts", "--from-beginning", "--max", "1").out().strip());
  }

  @Test
  void textsThatAreInTheFileOrOnTheTopicAreNotMissing() throws Exception {
    write(
        "pets.yaml",
        """
        space: pets
        templates: ["a {pet}"]
        plain: {pet: ["a {pet}"]}
        factors:
          pet: {role: label, values: [cat, Dog, owl]}
        """);
    write("file.jsonl", "{\"text\":\"a cat\",\"vector\":[1,0]}\n");
    matrix("more.npy", new double[][] {{0, 1}});
    write("more.txt", "a Dog\n");
    write(
        "job.yaml",
        """
        kafka: {bootstrap-servers: "%s"}
        topics: {prefix: "%s"}
        model: {vectors: {id: openai/clip, dimension: 2, texts: "%s"}}
        """
            .formatted(kafka.connection().bootstrapServers(), kafka.prefix(), path("file.jsonl")));
    assertEquals(
        "1 text sent",
        run("publish", "texts", path("more.npy"), "--model", "openai/clip").err().strip());
    CommandRun missing =
        CommandRun.of(
            "texts",
            "missing",
            "--space",
            path("pets.yaml"),
            "--query",
            "a cloud",
            "a dog",
            "--config",
            path("job.yaml"));
    assertEquals(List.of("a owl", "a cloud", "a dog"), missing.out().lines().toList());
    assertEquals("3 of 5 texts missing", missing.err().strip());
  }

  private CommandRun run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(
        List.of("--kafka", kafka.connection().bootstrapServers(), "--prefix", kafka.prefix()));
    return CommandRun.of(all.toArray(String[]::new));
  }

  private void matrix(String name, double[][] rows) throws Exception {
    Files.write(folder.resolve(name), NumpyMatrix.of(rows));
  }

  private void write(String name, String text) throws Exception {
    Files.writeString(folder.resolve(name), text);
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }
}
