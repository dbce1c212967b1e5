package io.idealstream.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.client.Isolation;
import io.idealstream.client.KafkaConnection;
import io.idealstream.client.Start;
import io.idealstream.client.Tail;
import io.idealstream.fixtures.FreePort;
import io.idealstream.fixtures.Threads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerIT {

  private static final ConfigResource NODE = new ConfigResource(ConfigResource.Type.BROKER, "1");
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir Path temporary;

  @Test
  void takesRecordsWhileItLivesAndLeavesNeitherThreadsNorFilesWhenClosed() throws Exception {
    Threads threads = Threads.now();
    try (Broker broker = Broker.start(0, Map.of(), temporary)) {
      publish(broker.bootstrapServers());
      assertFalse(isEmpty(temporary), "the data lies in the temporary folder");
    }
    assertTrue(isEmpty(temporary), "the data is gone");
    assertEquals(Set.of(), threads.since());
  }

  @Test
  void recordsOfLongAgoAreKept() throws Exception {
    try (Broker broker = Broker.start(0, Map.of(), temporary)) {
      publish(broker.bootstrapServers());
      Config settings = settings(broker, new ConfigResource(ConfigResource.Type.TOPIC, "numbers"));
      assertEquals("-1", settings.get(TopicConfig.RETENTION_MS_CONFIG).value());
    }
  }

  @Test
  void aTakenPortIsReportedInOneSentence() throws Exception {
    try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = holder.getLocalPort();
      IOException refusal =
          assertThrows(IOException.class, () -> Broker.start(port, Map.of(), temporary));
      assertEquals(
          "the Kafka broker cannot listen on 127.0.0.1:"
              + port
              + ": Address already in use; stop the program that holds the port or choose another"
              + " port",
          refusal.getMessage());
    }
    assertTrue(isEmpty(temporary), "nothing stays behind");
  }

  @Test
  void aRefusedSettingIsReportedInOneSentenceAndLeavesNothingBehind() throws Exception {
    Map<String, String> settings = Map.of("num.io.threads", "plenty");
    IOException refusal =
        assertThrows(IOException.class, () -> Broker.start(0, settings, temporary));
    assertTrue(refusal.getMessage().contains("did not start"), refusal::getMessage);
    assertTrue(refusal.getMessage().contains("num.io.threads"), refusal::getMessage);
    assertTrue(isEmpty(temporary), "nothing stays behind");
  }

  @Test
  void aBrokerThatFailsHalfWayLeavesNothingBehind() throws Exception {
    Threads threads = Threads.now();
    try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      isRefusedFor(listeners(holder.getLocalPort(), FreePort.next()));
    }
    assertTrue(isEmpty(temporary), "nothing stays behind");
    assertEquals(Set.of(), threads.since());
  }

  @Test
  void aTakenPortOfItsControllerDoesNotEndTheProcess() throws Exception {
    Threads threads = Threads.now();
    try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      isRefusedFor(listeners(FreePort.next(), holder.getLocalPort()));
    }
    assertTrue(isEmpty(temporary), "nothing stays behind");
    assertEquals(Set.of(), threads.since());
  }

  @Test
  void dataThatIsKeptIsThereAgainOnAnotherPortInTheSameCluster() throws Exception {
    Threads threads = Threads.now();
    String cluster;
    try (Broker broker = Broker.keeping(temporary, 0)) {
      publish(broker.bootstrapServers());
      cluster = cluster(broker);
    }
    int port = FreePort.next();
    try (Broker broker = Broker.keeping(temporary, port)) {
      assertEquals("127.0.0.1:" + port, broker.bootstrapServers());
      assertEquals(cluster, cluster(broker));
      assertEquals(1, records(broker, "numbers"));
    }
    assertEquals(Set.of(), threads.since());
  }

  @Test
  void whatIsKeptIsBoundByBytesAndNotByAgeAndTransactionsMayLastAnHour() throws Exception {
    try (Broker broker = Broker.keeping(temporary, 0)) {
      Config settings = settings(broker, NODE);
      Map.of(
              "log.retention.ms", "-1",
              "log.retention.bytes", "4294967296",
              "transaction.max.timeout.ms", "3600000",
              "producer.id.expiration.ms", "7200000",
              "offsets.retention.minutes", "525600")
          .forEach((name, value) -> assertEquals(value, settings.get(name).value(), name));
    }
  }

  @Test
  void everyListenerIsOnTheLoopbackAddress() throws Exception {
    try (Broker broker = Broker.keeping(temporary, 0)) {
      String listeners = settings(broker, NODE).get("listeners").value();
      assertTrue(
          listeners.matches("PLAINTEXT://127.0.0.1:\\d+,CONTROLLER://127.0.0.1:\\d+"), listeners);
    }
  }

  private static Config settings(Broker broker, ConfigResource resource) throws Exception {
    try (Admin admin = Admin.create(connection(broker.bootstrapServers()))) {
      return admin.describeConfigs(List.of(resource)).all().get().get(resource);
    }
  }

  private static String cluster(Broker broker) throws Exception {
    try (Admin admin = Admin.create(connection(broker.bootstrapServers()))) {
      return admin.describeCluster().clusterId().get();
    }
  }

  private static int records(Broker broker, String topic) {
    try (Tail tail =
        Tail.of(
            KafkaConnection.to(broker.bootstrapServers()),
            List.of(topic),
            Start.beginning(),
            Isolation.READ_COMMITTED)) {
      return tail.toEnd(PATIENCE).size();
    }
  }

  private static Map<String, Object> connection(String address) {
    return Map.of("bootstrap.servers", address);
  }

  private static void publish(String address) throws Exception {
    Map<String, Object> connection = connection(address);
    try (Admin admin = Admin.create(connection);
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(connection, new ByteArraySerializer(), new ByteArraySerializer())) {
      admin.createTopics(List.of(new NewTopic("numbers", 1, (short) 1))).all().get();
      producer.send(new ProducerRecord<>("numbers", new byte[] {1})).get();
    }
  }

  /** Passes by the look at the port, as a program would that takes it a moment later. */
  private void isRefusedFor(Map<String, String> listeners) throws IOException {
    int free = FreePort.next();
    IOException refusal =
        assertThrows(IOException.class, () -> Broker.start(free, listeners, temporary));
    assertTrue(refusal.getMessage().contains("Address already in use"), refusal::getMessage);
  }

  private static Map<String, String> listeners(int broker, int controller) {
    String local = "//127.0.0.1:";
    return Map.of(
        "listeners", "PLAINTEXT:" + local + broker + ",CONTROLLER:" + local + controller,
        "advertised.listeners", "PLAINTEXT:" + local + broker,
        "controller.quorum.voters", "1@127.0.0.1:" + controller);
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }
}
