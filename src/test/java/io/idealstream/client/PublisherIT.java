package io.idealstream.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.wire.Header;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.codec.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PublisherIT {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();

  @BeforeEach
  void createTopics() {
    kafka.createTopics(1);
  }

  @Test
  void keyValueHeadersAndTimeArriveAsSent() {
    String topic = kafka.name(Topic.IMAGES);
    Instant time = Instant.parse("2024-05-01T10:00:00.123Z");
    byte[] picture = {(byte) 0xFF, (byte) 0xD8, 0};
    List<Header> headers =
        List.of(Header.of("id", "i-1"), Header.of("id", "i-2"), new Header("empty", null));
    try (Publisher publisher = Publisher.to(kafka.connection(), List.of(topic))) {
      publisher.send(topic, new Outgoing("cam".getBytes(UTF_8), picture, headers), time);
      publisher.flush();
      TopicRecord record = read(topic).get(0);
      assertArrayEquals("cam".getBytes(UTF_8), record.key());
      assertArrayEquals(picture, record.value());
      assertEquals(headers, record.headers());
      assertEquals(time.toEpochMilli(), record.timestampMillis());
    }
  }

  @Test
  void aRecordWithoutValueRemovesAndOneWithoutTimeGetsTheTimeOfSending() {
    String topic = kafka.name(Topic.SPACES);
    Instant before = Instant.now();
    try (Publisher publisher = Publisher.to(kafka.connection(), List.of(topic))) {
      publisher.send(topic, new Outgoing("birds".getBytes(UTF_8), null, List.of()));
    }
    TopicRecord record = read(topic).get(0);
    assertNull(record.value());
    assertTrue(record.timestampMillis() >= before.toEpochMilli(), "the time of sending");
  }

  @Test
  void aRecordAboveTheTopicsLimitFailsTheNextFlushWithASentence() {
    String topic = kafka.name(Topic.CAPTIONS);
    Outgoing tooLarge = new Outgoing(null, new byte[2_000_000], List.of());
    try (Publisher publisher = Publisher.to(kafka.connection(), List.of(topic))) {
      publisher.send(topic, new Outgoing(null, new byte[2], List.of()));
      publisher.flush();
      publisher.send(topic, tooLarge);
      String message = assertThrows(KafkaAccessException.class, publisher::flush).getMessage();
      assertTrue(
          message.startsWith(
              "could not deliver a record of 2000000 bytes to topic "
                  + topic
                  + " (1 others arrived): Kafka at "),
          message);
      assertTrue(message.contains("larger than the max message size"), message);
    }
  }

  @Test
  void closingSurfacesWhatCouldNotBeDelivered() {
    String topic = kafka.name(Topic.CAPTIONS);
    Publisher publisher = Publisher.to(kafka.connection(), List.of(topic));
    publisher.send(topic, new Outgoing(null, new byte[2_000_000], List.of()));
    assertThrows(KafkaAccessException.class, publisher::close);
  }

  @Test
  void allMissingTopicsAreNamedBeforeAnythingIsSent() {
    List<String> topics = List.of("nowhere", kafka.name(Topic.HITS), "never");
    String message =
        assertThrows(KafkaAccessException.class, () -> Publisher.to(kafka.connection(), topics))
            .getMessage();
    assertEquals(
        "Kafka at "
            + kafka.bootstrapServers()
            + " does not have topics nowhere, never: create them first, or check the topic prefix",
        message);
  }

  private List<TopicRecord> read(String topic) {
    try (Tail tail =
        Tail.of(kafka.connection(), List.of(topic), Start.beginning(), Isolation.READ_COMMITTED)) {
      return tail.toEnd(LIMIT);
    }
  }
}
