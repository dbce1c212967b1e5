package io.idealstream.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.fixtures.FreePort;
import io.idealstream.wire.codec.Topic;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Kafka cannot be reached, in the ways that happen to people. */
class ReachTest {

  private static final Duration PATIENCE = Duration.ofMillis(500);

  @Test
  void aClosedPortIsNamedWithTheReason() throws IOException {
    String server = "127.0.0.1:" + FreePort.next();
    assertEquals(
        "could not look up topics: Kafka at "
            + server
            + " did not answer within 0.5 s ("
            + server
            + ": Connection refused)",
        failureOfTopics(server));
  }

  @Test
  void theLimitThatIsToldIsTheOneThatHeld() throws IOException {
    KafkaConnection nobody =
        KafkaConnection.to("127.0.0.1:" + FreePort.next())
            .with(Map.of("default.api.timeout.ms", "400", "request.timeout.ms", "300"));
    try (Topics topics = Topics.on(nobody, "p.")) {
      List<Topic<?>> images = List.of(Topic.IMAGES);
      String message =
          assertThrows(KafkaAccessException.class, () -> topics.problems(images)).getMessage();
      assertTrue(message.contains(" did not answer within 0.4 s ("), message);
    }
  }

  @Test
  void publishersAndTailsSayTheSame() throws IOException {
    KafkaConnection nobody = KafkaConnection.to("127.0.0.1:" + FreePort.next()).within(PATIENCE);
    List<String> topics = List.of("numbers");
    String publisher =
        assertThrows(KafkaAccessException.class, () -> Publisher.to(nobody, topics)).getMessage();
    String tail =
        assertThrows(
                KafkaAccessException.class,
                () -> Tail.of(nobody, topics, Start.beginning(), Isolation.READ_COMMITTED))
            .getMessage();
    assertTrue(publisher.contains(nobody.bootstrapServers() + ": Connection refused"), publisher);
    assertEquals(publisher, tail);
  }

  @Test
  void aServerThatIsNotKafkaIsToldFromAClosedPort() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String message = failureOfTopics("127.0.0.1:" + silent.getLocalPort());
      assertTrue(message.contains("takes connections but does not answer as Kafka"), message);
    }
  }

  @Test
  void anAddressWithoutPortIsRefusedAtOnce() {
    String message = failureOfTopics("localhost");
    assertEquals(
        "could not connect: the settings for Kafka at localhost are wrong: Invalid url in"
            + " bootstrap.servers: localhost",
        message);
  }

  @Test
  void aWrongPassedThroughPropertyIsNamed() {
    KafkaConnection wrong =
        KafkaConnection.to("127.0.0.1:9").with(Map.of("security.protocol", "SASSL"));
    String message =
        assertThrows(KafkaAccessException.class, () -> Topics.on(wrong, "p.")).getMessage();
    assertTrue(message.contains("SASSL"), message);
  }

  private static String failureOfTopics(String server) {
    KafkaConnection connection = KafkaConnection.to(server).within(PATIENCE);
    return assertThrows(
            KafkaAccessException.class,
            () -> {
              try (Topics topics = Topics.on(connection, "p.")) {
                topics.problems(List.of(Topic.IMAGES));
              }
            })
        .getMessage();
  }
}
