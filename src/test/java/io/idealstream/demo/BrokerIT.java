package io.idealstream.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.fixtures.BrokerProcess;
import io.idealstream.fixtures.Threads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerIT {

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
    try (Broker broker = Broker.start(0, Map.of(), temporary);
        Admin admin =
            Admin.create(
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()))) {
      publish(broker.bootstrapServers());
      String topic = admin.listTopics().names().get().iterator().next();
      ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
      var settings = admin.describeConfigs(List.of(resource)).all().get().get(resource);
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
      int free = freePort();
      Map<String, String> settings = takenListener(holder.getLocalPort(), freePort());
      IOException refusal =
          assertThrows(IOException.class, () -> Broker.start(free, settings, temporary));
      assertTrue(refusal.getMessage().contains("Address already in use"), refusal::getMessage);
    }
    assertTrue(isEmpty(temporary), "nothing stays behind");
    assertEquals(Set.of(), threads.since());
  }

  @Test
  void theMainServesInItsOwnJvmAndCleansUpOnATerminationSignal() throws Exception {
    try (BrokerProcess broker = BrokerProcess.start(temporary)) {
      publish(broker.bootstrapServers());
      assertFalse(isEmpty(temporary.resolve("broker-tmp")), "the data lies there");
      broker.terminate();
      assertTrue(isEmpty(temporary.resolve("broker-tmp")), "the data is gone");
    }
  }

  private static void publish(String address) throws Exception {
    Map<String, Object> connection = Map.of("bootstrap.servers", address);
    try (Admin admin = Admin.create(connection);
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(connection, new ByteArraySerializer(), new ByteArraySerializer())) {
      admin.createTopics(List.of(new NewTopic("numbers", 1, (short) 1))).all().get();
      producer.send(new ProducerRecord<>("numbers", new byte[] {1})).get();
    }
  }

  /** Passes by the look at the port, as a program would that takes it a moment later. */
  private static Map<String, String> takenListener(int taken, int controller) {
    String local = "//127.0.0.1:";
    return Map.of(
        "listeners", "PLAINTEXT:" + local + taken + ",CONTROLLER:" + local + controller,
        "advertised.listeners", "PLAINTEXT:" + local + taken,
        "controller.quorum.voters", "1@127.0.0.1:" + controller);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }
}
