package io.idealstream.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.idealstream.client.Publisher;
import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.fixtures.Pictures;
import io.idealstream.fixtures.Polling;
import io.idealstream.job.SettingsReader;
import io.idealstream.model.ClipModel;
import io.idealstream.model.Embedding;
import io.idealstream.model.ModelFiles;
import io.idealstream.model.ModelSettings;
import io.idealstream.web.board.BoardRecords;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Header;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.codec.Topic;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Queries that are tried on the items on show. */
class TriesIT {

  private static final long PATIENCE_NANOS = 180_000_000_000L;

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();

  @TempDir Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private LivePage page;

  @AfterEach
  void close() {
    if (page != null) {
      page.close();
    }
  }

  @Test
  void givenVectorsAreScoredAgainstTextsAndWords() throws Exception {
    Path texts = folder.resolve("texts.jsonl");
    Files.writeString(texts, "{\"text\": \"east\", \"vector\": [1, 0]}\n");
    open(
        "model: {vectors: {id: \"sha256:m\", dimension: 2, texts: \"%s\", normalize: true}}"
            .formatted(texts));
    try (Publisher publisher = publisher()) {
      send(publisher, item("east", "sha256:m", 2, 0));
      send(publisher, item("between", "sha256:m", 3, 4));
      send(publisher, item("foreign", "another", 1, 0));
      send(publisher, Topic.WORDS, BoardRecords.word("birds", "waterbird", 1, 0, 3));
      send(publisher, Topic.WORDS, BoardRecords.head("birds", 1));
    }
    awaitItems(3);
    JsonNode byText = tried("{\"text\":\"east\",\"threshold\":0.7}");
    assertEquals(2, byText.get("scored").intValue(), byText::toString);
    assertEquals(1, byText.get("without").intValue());
    assertEquals("east", byText.get("hits").get(0).get("id").textValue());
    assertEquals(1, byText.get("hits").get(0).get("score").doubleValue(), 1e-6);
    assertEquals(1, byText.get("hits").size());
    assertEquals(2, sum(byText.get("histogram").get("counts")));
    assertTrue(byText.get("problem").isNull());

    JsonNode byWord =
        tried("{\"plus\":[{\"word\":\"birds/bird/waterbird\",\"weight\":2}],\"minus\":[]}");
    assertEquals("between", byWord.get("hits").get(0).get("id").textValue());
    assertEquals(0.8, byWord.get("hits").get(0).get("score").doubleValue(), 1e-6);
    assertEquals(0, byWord.get("hits").get(1).get("score").doubleValue(), 1e-6);

    JsonNode nearest =
        tree(get("/api/nearest?space=birds&factor=bird&value=waterbird&source=prompts"));
    assertEquals("between", nearest.get(0).get("id").textValue());
    assertEquals(404, get("/api/nearest?space=birds&factor=bird&value=none").statusCode());
    assertEquals(400, get("/api/nearest?space=birds&factor=bird&value=x&source=none").statusCode());

    assertEquals(
        "its terms cancel each other: nothing is left to find",
        tried("{\"text\":\"east\",\"minus\":[{\"text\":\"east\"}]}").get("problem").textValue());
    assertTrue(tried("{\"text\":\"west\"}").get("problem").textValue().contains("\"west\""));
    assertTrue(
        tried("{\"plus\":[{\"word\":\"birds/bird/owl\"}]}")
            .get("problem")
            .textValue()
            .contains("topic words has none of that name now"));
    assertTrue(
        tried("{\"plus\":[{\"concept\":\"mine\"}]}")
            .get("problem")
            .textValue()
            .contains("topic concepts holds 0 examples"));
    assertEquals(400, post("/api/try", "{\"text\":7}").statusCode());
  }

  @Test
  void picturesAreEmbeddedByTheJobsModelOnceSomebodyAsks() throws Exception {
    open("");
    byte[] red = Pictures.plain(64, 64, 0xff0000);
    byte[] noise = Pictures.noise(3);
    try (Publisher publisher = publisher()) {
      picture(publisher, "red", red);
      picture(publisher, "noise", noise);
    }
    awaitItems(2);
    String query = "{\"text\":\"a red shirt\"}";
    JsonNode found = tried(query);
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (found.get("without").intValue() > 0 && System.nanoTime() - end < 0) {
      found = tried(query);
    }
    assertEquals(2, found.get("scored").intValue(), found::toString);
    try (ClipModel model = ClipModel.open(ModelFiles.bundled(), ModelSettings.defaults())) {
      float[] text = vector(model.embedTexts(List.of("a red shirt")).get(0));
      for (JsonNode hit : found.get("hits")) {
        byte[] encoded = hit.get("id").textValue().equals("red") ? red : noise;
        float[] image = vector(model.embedImages(List.of(encoded)).get(0));
        double cosine = 0;
        for (int j = 0; j < text.length; j++) {
          cosine += (double) text[j] * image[j];
        }
        assertEquals(cosine, hit.get("score").doubleValue(), 1e-5);
      }
    }
  }

  private static float[] vector(Embedding embedding) {
    return ((Embedding.Vector) embedding).values();
  }

  private static int sum(JsonNode counts) {
    int sum = 0;
    for (JsonNode count : counts) {
      sum += count.intValue();
    }
    return sum;
  }

  private static ImageItem item(String id, String model, float... vector) {
    return new ImageItem(id, "cam", null, null, vector, model, null, null);
  }

  private void open(String model) throws Exception {
    kafka.createTopics(1);
    Path file =
        Files.writeString(
            folder.resolve("job.yaml"),
            """
            kafka: {bootstrap-servers: "%s", group: page}
            topics: {prefix: "%s"}
            %s
            """
                .formatted(kafka.bootstrapServers(), kafka.prefix(), model));
    page =
        LivePage.open(WebSettings.local("test").at(OptionalInt.of(0)), SettingsReader.read(file));
  }

  private Publisher publisher() {
    return Publisher.to(kafka.connection(), List.of(kafka.name(Topic.IMAGES)));
  }

  private void send(Publisher publisher, ImageItem item) {
    send(publisher, Topic.IMAGES, item);
  }

  private <T> void send(Publisher publisher, Topic<T> topic, T value) {
    publisher.send(kafka.name(topic), topic.message(value, Encoding.JSON));
  }

  private void picture(Publisher publisher, String id, byte[] encoded) {
    publisher.send(
        kafka.name(Topic.IMAGES),
        new Outgoing(
            "cam".getBytes(StandardCharsets.UTF_8),
            encoded,
            List.of(Header.of(Header.CONTENT_TYPE, "image/png"), Header.of("id", id))));
  }

  private void awaitItems(int number) throws Exception {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (System.nanoTime() - end < 0) {
      JsonNode state = tree(get("/api/state"));
      if (state.get("items").size() == number
          && state.get("now").get("reading").path("words").asInt(-1) == 0) {
        return;
      }
      Polling.pause(50);
    }
    throw new AssertionError(get("/api/state").body());
  }

  private JsonNode tried(String query) throws Exception {
    Polling.pause(250); // five a second
    HttpResponse<String> answer = post("/api/try", query);
    assertEquals(200, answer.statusCode(), answer::body);
    return tree(answer);
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(page.address() + path))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(page.address() + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static JsonNode tree(HttpResponse<String> answer) throws Exception {
    return new ObjectMapper().readTree(answer.body());
  }
}
