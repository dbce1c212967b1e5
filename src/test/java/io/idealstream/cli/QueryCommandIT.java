package io.idealstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.client.Isolation;
import io.idealstream.client.Publisher;
import io.idealstream.client.Start;
import io.idealstream.client.Tail;
import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.fixtures.Pictures;
import io.idealstream.fixtures.Resources;
import io.idealstream.model.ClipModel;
import io.idealstream.model.Embedding;
import io.idealstream.model.ModelFiles;
import io.idealstream.model.ModelSettings;
import io.idealstream.wire.ConceptRole;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Source;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Word;
import io.idealstream.wire.WordsHead;
import io.idealstream.wire.codec.ConceptReader;
import io.idealstream.wire.codec.Json;
import io.idealstream.wire.codec.ReadingLimits;
import io.idealstream.wire.codec.SpaceFile;
import io.idealstream.wire.codec.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class QueryCommandIT {

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();
  @TempDir private Path folder;

  @BeforeEach
  void createTopics() {
    kafka.createTopics(2);
  }

  @Test
  void whatIsAddedIsListedWithWhatTheJobSaysOfItUntilItIsRemoved() {
    assertEquals(
        0,
        run(
                "query",
                "add",
                "ducks",
                "--text",
                "a duck",
                "--plus",
                "concept:my duck@1.5",
                "--minus",
                "text:a toy",
                "--threshold",
                "0.3",
                "--feed",
                "pond",
                "--k",
                "3",
                "--window",
                "1m",
                "--explain",
                "--distinct",
                "10s",
                "--similarity",
                "0.98")
            .code());
    assertEquals(
        List.of(
            "ducks: nothing was said of it yet",
            "  text:a duck + concept:my duck@1.5 - text:a toy; from 0.3; best 3 in 1m; feeds pond;"
                + " distinct within 10s"),
        run("query", "list").out().lines().toList());
    say(new Status(StatusKind.QUERY, "ducks", 1, StatusState.DISABLED, "waits for it"));
    say(new Status(StatusKind.SPACE, "ducks", 7, StatusState.ACTIVE, null));
    assertEquals(
        "ducks: version 1 disabled, waits for it",
        run("query", "list").out().lines().findFirst().orElseThrow());
    assertTrue(
        run("query", "list", "--json")
            .out()
            .startsWith(
                "{\"id\":\"ducks\",\"state\":\"disabled\",\"version\":1,\"detail\":\"waits for it\","
                    + "\"query\":{\"id\":\"ducks\",\"text\":\"a duck\""));
    assertEquals(
        "duks is not on topic %s: nothing is removed; did you mean ducks?\n"
            .formatted(kafka.name(Topic.QUERIES)),
        run("query", "remove", "duks").err());
    assertEquals(new CommandRun(0, "", ""), run("query", "remove", "ducks"));
    assertEquals("", run("query", "list").out());
  }

  @Test
  void waitingEndsWithTheAcknowledgementOfThatQuery() throws Exception {
    Future<CommandRun> waiting =
        CompletableFuture.supplyAsync(
            () ->
                run("query", "add", "q", "--text", "a duck", "--threshold", "0.3", "--wait", "60"));
    awaitOne(Topic.QUERIES);
    say(new Status(StatusKind.QUERY, "other", 1, StatusState.ACTIVE, null));
    say(new Status(StatusKind.QUERY, "q", 1, StatusState.DISABLED, "waits for a word"));
    say(new Status(StatusKind.QUERY, "q", 1, StatusState.ACTIVE, null));
    CommandRun run = waiting.get();
    assertEquals(0, run.code(), run.err());
    assertEquals("q: version 1 disabled, waits for a word\nq: version 1 active\n", run.err());
  }

  @Test
  void aWaitThatHearsNothingFails() {
    CommandRun run =
        run("query", "add", "q", "--text", "a duck", "--threshold", "0.3", "--wait", "0");
    assertEquals(1, run.code());
    assertEquals(
        "idealstream: q: topic status did not say that the query is active within 0 s; does the job"
            + " run?\n",
        run.err());
  }

  @Test
  void whatIsInForceOrWasNeverThereIsNotWaitedFor() {
    String[] query = {
      "publish", "queries", "--id", "q", "--text", "a duck", "--threshold", "0.3", "--wait", "60"
    };
    assertEquals(0, run(java.util.Arrays.copyOf(query, 8)).code());
    say(new Status(StatusKind.QUERY, "q", 2, StatusState.ACTIVE, null));
    assertEquals(new CommandRun(0, "", "q: version 2 active; nothing has changed\n"), run(query));
    assertEquals(0, run("query", "remove", "duck", "--wait", "60").code());
  }

  @Test
  void whatCannotBeUnderstoodIsNotSent() {
    assertEquals(2, run("query", "add", "q", "--threshold", "0.3").code());
    CommandRun wrong = run("query", "add", "q", "--plus", "shirt", "--threshold", "0.3");
    assertEquals(2, wrong.code());
    assertTrue(wrong.err().startsWith("--plus: expected text:"), wrong.err());
    assertEquals("", run("query", "list").out());
  }

  @Test
  void contributionsOfTheTermsAddUpToTheScoreOfThePicture() throws Exception {
    Path picture = folder.resolve("duck.jpg");
    Files.write(picture, Resources.bytes("/samples/pictures/000.jpg"));
    assertEquals(
        0,
        run(
                "publish",
                "concepts",
                "mine",
                "--example",
                picture.toString(),
                "--class",
                picture.toString())
            .code());
    assertEquals(0, run("publish", "concepts", "kept", "--example", picture.toString()).code());
    run(
        "query",
        "add",
        "q",
        "--text",
        "a photo of a duck",
        "--plus",
        "concept(kept):kept@0.5",
        "--minus",
        "text:a photo",
        "--threshold",
        "0.3");
    CommandRun run = run("query", "explain", "q", picture.toString(), "--json");
    assertEquals(0, run.code(), run.err());
    List<Map<String, Object>> lines = new ArrayList<>();
    for (String line : run.out().lines().toList()) {
      lines.add(Json.object(line.getBytes(UTF_8)));
    }
    assertEquals(1, (double) lines.get(0).get("score"), 1e-6);
    assertEquals(score(picture), (double) lines.get(1).get("score"), 1e-5);
    List<?> terms = (List<?>) lines.get(1).get("terms");
    double sum = 0;
    for (Object term : terms) {
      sum += (double) ((Map<?, ?>) term).get("contribution");
    }
    assertEquals((double) lines.get(1).get("score"), sum, 1e-9);
    assertEquals("concept(kept):kept", ((Map<?, ?>) terms.get(1)).get("term"));
  }

  /** By the prompts while images leave the owl open, and by images once prompts complete them. */
  @Test
  void aWordIsThatOfTheSourceThatLabels() throws Exception {
    Path picture = folder.resolve("duck.jpg");
    Files.write(picture, Resources.bytes("/samples/pictures/000.jpg"));
    String space =
        """
        space: birds
        templates: ["a {bird}"]
        plain: {bird: ["a {bird}"]}
        factors: {bird: {role: label, values: {duck: [duck], owl: [owl]}}}
        estimate: {label-source: images}
        """;
    say(Topic.SPACES, SpaceFile.read("test", space.getBytes(UTF_8)));
    run("query", "add", "q", "--plus", "word:birds/bird/duck", "--threshold", "0.3");
    try (ClipModel clip = ClipModel.open(ModelFiles.bundled(), ModelSettings.defaults())) {
      String model = clip.description().fingerprint();
      float[] seen = values(clip.embedImages(List.of(Files.readAllBytes(picture))).get(0));
      say(Topic.WORDS, word(Source.PROMPTS, "duck", seen, 1, model));
      say(Topic.WORDS, word(Source.PROMPTS, "owl", seen, 1, model));
      say(Topic.WORDS, word(Source.IMAGES, "duck", seen, -1, model));
      say(Topic.WORDS, new WordsHead("birds", 1, 1, model, null, Map.of(), null, null));
      assertEquals(1, explained(picture), 1e-5);
      say(Topic.WORDS, word(Source.COMPLETED, "duck", seen, -1, model));
      say(Topic.WORDS, word(Source.COMPLETED, "owl", seen, 1, model));
      assertEquals(-1, explained(picture), 1e-5);
    }
  }

  private static Word word(Source source, String value, float[] vector, int sign, String model) {
    double[] numbers = new double[vector.length];
    for (int j = 0; j < numbers.length; j++) {
      numbers[j] = sign * vector[j];
    }
    return new Word(
        "birds", 1, "*", source, "bird", value, 1, numbers, 1, 0.0, model, false, null, null);
  }

  private double explained(Path picture) throws Exception {
    CommandRun run = run("query", "explain", "q", picture.toString(), "--json");
    assertEquals(0, run.code(), run.err());
    String ofPicture = run.out().lines().toList().get(1); // the first is of the query itself
    return (double) Json.object(ofPicture.getBytes(UTF_8)).get("score");
  }

  @Test
  void picturesOfAConceptAreSentWithTheirRolesAndThenRemoved() throws Exception {
    Path class1 = Files.createDirectory(folder.resolve("class"));
    Files.write(class1.resolve("a.png"), Pictures.plain(4, 4, 1));
    Files.write(class1.resolve("b.png"), Pictures.plain(4, 4, 2));
    Path example = Files.write(folder.resolve("mine.png"), Pictures.plain(4, 4, 3));
    CommandRun run =
        run(
            "publish",
            "concepts",
            "mine",
            "--example",
            example.toString(),
            "--class",
            class1.toString());
    assertEquals("1 example and 2 of the class sent\n", run.err());
    CommandRun wrong = run("publish", "concepts", "nine", "--remove");
    assertTrue(wrong.err().endsWith("nothing is removed; did you mean mine?\n"), wrong.err());
    assertEquals("mine removed\n", run("publish", "concepts", "mine", "--remove").err());
    assertEquals(2, run("publish", "concepts", "mine").code());
    ConceptReader reader = new ConceptReader(ReadingLimits.DEFAULT);
    List<TopicRecord> sent = all(Topic.CONCEPTS);
    assertEquals(5, sent.size(), "a removal of nothing as well: the job may know more");
    assertEquals(ConceptRole.EXAMPLE, reader.read(sent.get(0)).example().role());
    assertEquals(ConceptRole.CLASS, reader.read(sent.get(2)).example().role());
    assertEquals(null, reader.read(sent.get(4)).example());
  }

  /** (t + 0.5 m - p) / |t + 0.5 m - p| . m, with m the picture itself. */
  private static double score(Path picture) throws Exception {
    try (ClipModel clip = ClipModel.open(ModelFiles.bundled(), ModelSettings.defaults())) {
      float[] duck = values(clip.embedTexts(List.of("a photo of a duck")).get(0));
      float[] photo = values(clip.embedTexts(List.of("a photo")).get(0));
      float[] mine = values(clip.embedImages(List.of(Files.readAllBytes(picture))).get(0));
      double length = 0;
      double score = 0;
      for (int j = 0; j < mine.length; j++) {
        double q = duck[j] + 0.5 * mine[j] - photo[j];
        length += q * q;
        score += q * mine[j];
      }
      return score / Math.sqrt(length);
    }
  }

  private static float[] values(Embedding embedding) {
    return ((Embedding.Vector) embedding).values();
  }

  private void say(Status status) {
    say(Topic.STATUS, status);
  }

  private <T> void say(Topic<T> topic, T record) {
    String name = kafka.name(topic);
    try (Publisher publisher = Publisher.to(kafka.connection(), List.of(name))) {
      publisher.send(name, topic.message(record, Encoding.JSON));
    }
  }

  private void awaitOne(Topic<?> topic) {
    try (Tail tail = tail(topic)) {
      while (tail.next(Duration.ofMillis(100)).isEmpty()) {
        // the command has not sent it yet
      }
    }
  }

  private List<TopicRecord> all(Topic<?> topic) {
    try (Tail tail = tail(topic)) {
      return tail.toEnd(Duration.ofSeconds(60));
    }
  }

  private Tail tail(Topic<?> topic) {
    return Tail.of(
        kafka.connection(),
        List.of(kafka.name(topic)),
        Start.beginning(),
        Isolation.READ_COMMITTED);
  }

  private CommandRun run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(
        List.of("--kafka", kafka.connection().bootstrapServers(), "--prefix", kafka.prefix()));
    return CommandRun.of(all.toArray(String[]::new));
  }
}
