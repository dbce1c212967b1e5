package io.idealstream.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.client.Isolation;
import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.FactorLabel;
import io.idealstream.wire.Header;
import io.idealstream.wire.Hit;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.Label;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.TextVector;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.config.Misconfigured;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The whole job without a model: every vector is somebody else's. */
@Tag("long")
class GivenVectorsIT {
  private static final String MODEL = "openai/clip";
  private static final String VECTORS =
      "{id: \"%s\", dimension: 4, logit-scale: 50, normalize: true}".formatted(MODEL);

  private static final Map<String, String> ATTRIBUTES = Map.of("author", "ann", "source", "cam");

  private static final Map<String, float[]> TEXTS =
      Map.of(
          "a cat", new float[] {1, 0, 0, 0},
          "a dog", new float[] {0, 1, 0, 0},
          "a cat inside", new float[] {1, 0, 1, 0},
          "a cat outside", new float[] {1, 0, -1, 0},
          "a dog inside", new float[] {0, 1, 1, 0},
          "a dog outside", new float[] {0, 1, -1, 0});

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();
  @TempDir Path folder;

  @Test
  void spacesAndQueriesWaitForTheirTextsAndThenAnswerThroughARestart() throws Exception {
    RunTopics topics = new RunTopics(kafka.connection(), kafka.prefix(), () -> "not started");
    topics.create();
    topics.send(Topic.SPACES, List.of(Pets.space()));
    topics.send(Topic.QUERIES, List.of(RunTopics.query("dogs", "a dog", null)));
    topics.send(Topic.TEXTS, List.of(text("a cat", MODEL), text("a cat inside", MODEL)));
    String savepoint;
    try (JobRun run = JobRun.beginGiven(kafka.connection(), kafka.prefix(), 2, VECTORS)) {
      List<Status> waiting = statuses(run.topics().await(Topic.STATUS, 2));
      assertEquals(
          List.of(StatusState.WAITING, StatusState.WAITING),
          waiting.stream().map(Status::state).toList());
      assertTrue(
          waiting.stream().anyMatch(one -> one.detail().contains("vectors of 4 texts")),
          waiting::toString);
      run.topics().send(Topic.TEXTS, List.of(text("a dog", MODEL)));
      run.topics()
          .await(Topic.STATUS, all -> states(all).contains(StatusState.ACTIVE)); // the query
      savepoint = run.stop(folder);
    }
    topics.send(
        Topic.TEXTS,
        List.of(
            text("a dog inside", MODEL),
            text("a dog outside", MODEL),
            text("a cat outside", MODEL)));
    try (JobRun run =
        JobRun.resumeGiven(kafka.connection(), kafka.prefix(), 1, VECTORS, savepoint)) {
      run.topics()
          .await(
              Topic.STATUS,
              all -> states(all).stream().filter(StatusState.ACTIVE::equals).count() == 2);
      run.topics().send(Topic.IMAGES, images());
      List<Label> labels = new ArrayList<>();
      for (TopicRecord record : run.topics().await(Topic.LABELS, 3)) {
        labels.add(Topic.LABELS.decode(record));
      }
      assertEquals(
          Map.of("array", "cat", "floats", "dog", "avro", "dog"),
          Map.of(
              labels.get(0).id(), pet(labels.get(0)),
              labels.get(1).id(), pet(labels.get(1)),
              labels.get(2).id(), pet(labels.get(2))));
      assertTrue(labels.stream().allMatch(label -> label.model().equals(MODEL)));
      for (Label label : labels) {
        boolean brought = label.id().equals("avro");
        assertEquals(brought ? "a dog" : null, label.caption());
        assertEquals(brought ? ATTRIBUTES : null, label.attributes());
      }
      List<String> hits = new ArrayList<>();
      for (TopicRecord record : run.topics().await(Topic.HITS, 2)) {
        Hit hit = Topic.HITS.decode(record);
        hits.add(hit.id());
      }
      assertEquals(List.of("avro", "floats"), hits.stream().sorted().toList());
      assertDeadLetters(run.topics().await(Topic.DEAD_LETTERS, 3));
    }
  }

  /** What shows a dog is called a cat once the vectors of the two are the other way round. */
  @Test
  void textsThatChangeGiveSpacesAndQueriesTheNextVersionAndARestartNoFurther() throws Exception {
    RunTopics topics = new RunTopics(kafka.connection(), kafka.prefix(), () -> "not started");
    topics.create();
    topics.send(Topic.SPACES, List.of(Pets.space()));
    topics.send(Topic.QUERIES, List.of(RunTopics.query("dogs", "a dog", null)));
    topics.send(Topic.TEXTS, TEXTS.keySet().stream().map(text -> text(text, MODEL)).toList());
    String savepoint;
    try (JobRun run = JobRun.beginGiven(kafka.connection(), kafka.prefix(), 2, VECTORS)) {
      awaitActive(run, 1);
      run.topics().send(Topic.IMAGES, List.of(dog("before")));
      run.topics().await(Topic.LABELS, 1);
      run.topics().send(Topic.TEXTS, TEXTS.keySet().stream().map(GivenVectorsIT::swapped).toList());
      awaitActive(run, 2);
      savepoint = run.stop(folder);
    }
    topics.send(Topic.IMAGES, List.of(dog("after")));
    try (JobRun run =
        JobRun.resumeGiven(kafka.connection(), kafka.prefix(), 1, VECTORS, savepoint)) {
      List<String> labels = new ArrayList<>();
      for (TopicRecord record : run.topics().await(Topic.LABELS, 2)) {
        Label label = Topic.LABELS.decode(record);
        labels.add("%s %s by %d".formatted(label.id(), pet(label), label.spaceVersion()));
      }
      assertEquals(List.of("after cat by 2", "before dog by 1"), labels.stream().sorted().toList());
      run.topics().send(Topic.TEXTS, List.of(swapped("a cat")));
      run.topics().send(Topic.IMAGES, List.of(json(image("cat", "[1,0,0,0]"))));
      List<String> hits = new ArrayList<>();
      for (TopicRecord record : run.topics().await(Topic.HITS, 2)) {
        Hit hit = Topic.HITS.decode(record);
        hits.add("%s by %d".formatted(hit.id(), hit.queryVersion()));
      }
      assertEquals(List.of("before by 1", "cat by 2"), hits.stream().sorted().toList());
      assertEquals(
          List.of(),
          statuses(run.topics().all(Topic.STATUS, Isolation.READ_COMMITTED)).stream()
              .filter(status -> status.version() > 2)
              .toList());
    }
  }

  /** What is pinned stays: no text that changes later has a say in it. */
  @Test
  void pinnedWordsLabelTheSameAgainWithoutAModel() throws Exception {
    RunTopics topics = new RunTopics(kafka.connection(), kafka.prefix(), () -> "not started");
    topics.create();
    topics.send(Topic.SPACES, List.of(Pets.space()));
    topics.send(Topic.TEXTS, TEXTS.keySet().stream().map(text -> text(text, MODEL)).toList());
    Path words = folder.resolve("words.json");
    Map<String, String> live;
    try (JobRun run = JobRun.beginGiven(kafka.connection(), kafka.prefix(), 1, VECTORS)) {
      run.topics().await(Topic.STATUS, all -> states(all).contains(StatusState.ACTIVE));
      run.topics().send(Topic.IMAGES, images());
      live = answers(run.topics().await(Topic.LABELS, 3));
      ReplayIT.export(run.topics(), words);
    }
    String prefix = kafka.prefix() + "pinned.";
    Misconfigured refused =
        assertThrows(
            Misconfigured.class,
            () ->
                JobRun.replayGiven(
                        kafka.connection(),
                        kafka.prefix(),
                        prefix,
                        VECTORS.replace(MODEL, "other/clip"),
                        words)
                    .close());
    assertEquals(
        List.of("pets: its words are of model %s, model.vectors is other/clip".formatted(MODEL)),
        refused.problems());
    try (JobRun run =
        JobRun.replayGiven(kafka.connection(), kafka.prefix(), prefix, VECTORS, words)) {
      assertEquals(live, answers(run.topics().await(Topic.LABELS, 3)));
      topics.send(Topic.TEXTS, TEXTS.keySet().stream().map(GivenVectorsIT::swapped).toList());
      run.topics().await(Topic.STATUS, all -> states(all).contains(StatusState.ACTIVE));
      Thread.sleep(2500); // what would be renewed is so within about a second
      topics.send(Topic.IMAGES, List.of(dog("later")));
      Map<String, String> all = answers(run.topics().await(Topic.LABELS, 4));
      assertTrue(all.get("later").startsWith("1 dog dog "), all::toString);
      assertEquals(
          List.of(StatusState.ACTIVE),
          states(run.topics().all(Topic.STATUS, Isolation.READ_COMMITTED)));
    }
  }

  /** Version of the space, label, raw label and probabilities, by item. */
  private static Map<String, String> answers(List<TopicRecord> labels) {
    Map<String, String> answers = new TreeMap<>();
    for (TopicRecord record : labels) {
      Label label = Read.of(Topic.LABELS, record);
      FactorLabel pet = label.factors().get("pet");
      answers.put(
          label.id(),
          "%d %s %s %s %s"
              .formatted(
                  label.spaceVersion(),
                  pet.label(),
                  pet.raw().label(),
                  pet.raw().probability(),
                  pet.probabilities()));
    }
    return answers;
  }

  /** Until space and query have a version in force. */
  private static void awaitActive(JobRun run, long version) {
    run.topics()
        .await(
            Topic.STATUS,
            all ->
                statuses(all).stream()
                        .filter(status -> status.state() == StatusState.ACTIVE)
                        .filter(status -> status.version() == version)
                        .count()
                    == 2);
  }

  private static Outgoing dog(String id) {
    return json(image(id, "[0,1,0,0]"));
  }

  private static String image(String id, String embedding) {
    return "{\"id\":\"%s\",\"embedding\":%s,\"model\":\"%s\"}".formatted(id, embedding, MODEL);
  }

  /** A text with the vector of its counterpart. */
  private static Outgoing swapped(String text) {
    String other = text.contains("cat") ? text.replace("cat", "dog") : text.replace("dog", "cat");
    return Topic.TEXTS.message(new TextVector(text, TEXTS.get(other), MODEL), Encoding.JSON);
  }

  private static void assertDeadLetters(List<TopicRecord> letters) {
    List<String> reasons =
        letters.stream().map(letter -> header(letter, "reason")).sorted().toList();
    assertEquals(List.of("no-vector", "wrong-dimension", "wrong-model"), reasons);
    TopicRecord other =
        letters.stream()
            .filter(letter -> header(letter, "reason").equals("wrong-model"))
            .findAny()
            .orElseThrow();
    String detail = header(other, "detail");
    assertTrue(detail.contains("other/clip") && detail.contains(MODEL), detail);
  }

  private static String header(TopicRecord letter, String name) {
    return new String(letter.header(name), UTF_8);
  }

  private static List<Outgoing> images() {
    float[] dog = {0, 2, 2, 0.1f};
    ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : dog) {
      bytes.putFloat(value);
    }
    String base64 = Base64.getEncoder().encodeToString(bytes.array());
    return List.of(
        json("{\"id\":\"array\",\"embedding\":[3,0,1,0],\"model\":\"%s\"}".formatted(MODEL)),
        json("{\"id\":\"floats\",\"embedding\":\"%s\",\"model\":\"%s\"}".formatted(base64, MODEL)),
        Topic.IMAGES.message(
            new ImageItem("avro", "pets", null, null, dog, MODEL, "a dog", null)
                .withAttributes(ATTRIBUTES),
            Encoding.AVRO),
        json("{\"id\":\"other\",\"embedding\":[3,0,1,0],\"model\":\"other/clip\"}"),
        json("{\"id\":\"short\",\"embedding\":[3,0,1],\"model\":\"%s\"}".formatted(MODEL)),
        json("{\"id\":\"picture\",\"image\":\"AAAA\"}"));
  }

  private static Outgoing json(String value) {
    return new Outgoing(
        "pets".getBytes(UTF_8),
        value.getBytes(UTF_8),
        List.of(Header.of(Header.CONTENT_TYPE, Encoding.JSON.contentType())));
  }

  private static Outgoing text(String text, String model) {
    return Topic.TEXTS.message(new TextVector(text, TEXTS.get(text), model), Encoding.JSON);
  }

  private static String pet(Label label) {
    return label.factors().get("pet").label();
  }

  private static List<StatusState> states(List<TopicRecord> records) {
    return statuses(records).stream().map(Status::state).toList();
  }

  private static List<Status> statuses(List<TopicRecord> records) {
    List<Status> statuses = new ArrayList<>();
    for (TopicRecord record : records) {
      try {
        statuses.add(Topic.STATUS.decode(record));
      } catch (Unreadable broken) {
        throw new AssertionError(broken);
      }
    }
    return statuses;
  }
}
