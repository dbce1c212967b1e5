package io.idealstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.idealstream.client.Publisher;
import io.idealstream.client.Topics;
import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.fixtures.Pictures;
import io.idealstream.wire.ConceptExample;
import io.idealstream.wire.ConceptRole;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.codec.Topic;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TailCommandIT {

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();

  @BeforeEach
  void topics() {
    try (Topics topics = Topics.on(kafka.connection(), kafka.prefix())) {
      topics.createMissing(1);
    }
  }

  @Test
  void conceptsAreShownWithTheLengthOfTheirPictures() {
    byte[] picture = Pictures.plain(8, 8, 0x336699);
    send(
        new ConceptExample("my-dog", ConceptRole.EXAMPLE, picture, null, null),
        new ConceptExample("my-dog", ConceptRole.CLASS, null, new float[] {0.5f, 1}, "sha256:ab"));

    CommandRun run = CommandRun.of(arguments("concepts", "--max", "2"));

    assertEquals(
        List.of(
            "{\"concept\":\"my-dog\",\"role\":\"example\",\"bytes\":" + picture.length + "}",
            "{\"concept\":\"my-dog\",\"role\":\"class\",\"embedding\":[0.5,1.0],"
                + "\"model\":\"sha256:ab\"}"),
        run.out().lines().toList());
  }

  @Test
  void anEnvelopeShowsWhatItHoldsAndAPictureItsLength() {
    byte[] picture = Pictures.plain(8, 8, 0x336699);
    Instant noon = Instant.parse("2026-01-02T12:00:00Z");
    Map<String, List<String>> values = Map.of("bird", List.of("owl"));
    ImageItem item = new ImageItem("i", "cam", noon, picture, null, null, "an owl", values);
    float[] vector = {0.5f, 1};
    ImageItem embedded = new ImageItem("j", "cam", noon, null, vector, "sha256:ab", null, null);
    String topic = Topic.IMAGES.under(kafka.prefix());
    try (Publisher publisher = Publisher.to(kafka.connection(), List.of(topic))) {
      for (Encoding encoding : Encoding.values()) {
        publisher.send(topic, Topic.IMAGES.message(item, encoding));
      }
      publisher.send(topic, Topic.IMAGES.message(embedded, Encoding.JSON));
      publisher.send(topic, io.idealstream.wire.codec.Pictures.message(item, "image/png"));
    }

    CommandRun run = CommandRun.of(arguments("images", "--max", "4"));

    String shown =
        "{\"id\":\"i\",\"feed\":\"cam\",\"time\":\"2026-01-02T12:00:00Z\",\"caption\":\"an owl\","
            + "\"values\":{\"bird\":\"owl\"},\"bytes\":%d}".formatted(picture.length);
    assertEquals(
        List.of(
            shown,
            shown,
            "{\"id\":\"j\",\"feed\":\"cam\",\"time\":\"2026-01-02T12:00:00Z\",\"embedding\":[0.5,1.0],"
                + "\"model\":\"sha256:ab\"}",
            "{\"key\":\"cam\",\"content-type\":\"image/png\",\"id\":\"i\",\"feed\":\"cam\","
                + "\"time\":\"2026-01-02T12:00:00Z\",\"caption\":\"an owl\",\"values\":\"{\\\"bird\\\":\\\"owl\\\"}\","
                + "\"bytes\":%d}".formatted(picture.length)),
        run.out().lines().toList());
  }

  @Test
  void itEndsQuietlyWhenNobodyReadsAnyMore() throws IOException {
    send(new ConceptExample("my-dog", ConceptRole.EXAMPLE, new byte[] {1}, null, null));
    PipedInputStream reader = new PipedInputStream();
    PipedOutputStream pipe = new PipedOutputStream(reader);
    reader.close();

    int code =
        assertTimeoutPreemptively(
            Duration.ofSeconds(60),
            () ->
                Main.commandLine()
                    .setOut(StandardOutput.over(pipe))
                    .execute(arguments("concepts")));

    assertEquals(0, code);
  }

  private void send(ConceptExample... examples) {
    String topic = Topic.CONCEPTS.under(kafka.prefix());
    try (Publisher publisher = Publisher.to(kafka.connection(), List.of(topic))) {
      for (ConceptExample example : examples) {
        publisher.send(topic, Topic.CONCEPTS.message(example, Encoding.JSON));
      }
    }
  }

  private String[] arguments(String topic, String... options) {
    List<String> all = new ArrayList<>(List.of("tail", topic, "--from-beginning"));
    all.addAll(List.of(options));
    all.addAll(
        List.of("--kafka", kafka.connection().bootstrapServers(), "--prefix", kafka.prefix()));
    return all.toArray(String[]::new);
  }
}
