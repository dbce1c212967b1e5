package io.idealstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.idealstream.client.Isolation;
import io.idealstream.client.KafkaConnection;
import io.idealstream.client.Start;
import io.idealstream.client.Tail;
import io.idealstream.fixtures.BrokerProcess;
import io.idealstream.fixtures.ChildJvm;
import io.idealstream.fixtures.Polling;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command in processes of its own, started as the launcher starts it. */
@Tag("long")
class BrokerCommandIT {

  private static final String TOPIC = "numbers";
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final long POLL_MILLIS = 20;

  @TempDir Path folder;

  @Test
  void aKillLosesNothingThatWasCommittedAndTheNextStartGoesOnFromThere() throws Exception {
    String address;
    try (BrokerProcess broker = BrokerProcess.start(folder)) {
      address = broker.bootstrapServers();
      createTopic(address);
      try (KafkaProducer<String, String> producer = transactional(address)) {
        commit(producer, 0, 200);
        producer.beginTransaction();
        producer.send(record("not committed")).get();
        broker.close();
        producer.close(Duration.ZERO); // which waits for the broker otherwise
      }
    }
    try (BrokerProcess broker = BrokerProcess.start(folder, port(address))) {
      try (KafkaProducer<String, String> producer = transactional(address)) {
        commit(producer, 200, 210);
      }
      assertEquals(numbers(0, 210), read(address));
      assertEquals(0, broker.terminate(), broker::output);
      assertTrue(
          broker.output().endsWith("\nStopping the broker; its data is kept in " + data() + "\n"),
          broker::output);
      assertEquals(4, broker.output().lines().count(), broker::output);
    }
  }

  @Test
  void aSecondBrokerOnAFolderIsRefusedBeforeItTouchesAnything() throws Exception {
    try (BrokerProcess broker = BrokerProcess.start(folder)) {
      createTopic(broker.bootstrapServers());
      try (ChildJvm second = BrokerProcess.launch(folder, "--port", "0")) {
        assertEquals(1, second.awaitEnd(), second::output);
        assertEquals(
            "idealstream: the Kafka broker cannot keep its data in "
                + data()
                + ": the broker of process "
                + broker.handle().pid()
                + " uses it; choose another folder\n",
            second.output());
      }
      try (KafkaProducer<String, String> producer = transactional(broker.bootstrapServers())) {
        commit(producer, 0, 10);
      }
      assertEquals(numbers(0, 10), read(broker.bootstrapServers()));
    }
  }

  @Test
  void aSignalThatComesWhileItStartsStopsItInGoodOrder() throws Exception {
    try (ChildJvm broker = BrokerProcess.launch(folder, "--port", "0")) {
      while (broker.isAlive() && !Files.exists(data().resolve("meta.properties"))) {
        Polling.pause(POLL_MILLIS);
      }
      broker.terminate();
      assertEquals(0, broker.awaitEnd(), broker::output);
      assertTrue(
          Files.exists(data().resolve(".kafka_cleanshutdown")), "nothing has to be recovered");
    }
  }

  @Test
  void aDiskThatTakesNoMoreEndsItWithTheReasonAndWithWhatWasAcknowledged() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/prlimit")), "prlimit is of util-linux");
    long acknowledged;
    try (BrokerProcess broker = BrokerProcess.start(folder)) {
      createTopic(broker.bootstrapServers());
      limitFiles(broker, 12 << 20);
      acknowledged = writeUntilItEnds(broker, 20 << 20);
      assertEquals(1, broker.awaitEnd(), broker::output);
      assertTrue(
          broker
              .output()
              .endsWith(
                  "\nidealstream: the Kafka broker gave up because "
                      + data()
                      + " cannot be written: File too large; what is there is kept, start it again"
                      + " once that is mended\n"),
          broker::output);
    }
    try (BrokerProcess broker = BrokerProcess.start(folder)) {
      assertEquals(acknowledged, read(broker.bootstrapServers()).size());
    }
  }

  /** The operating system refuses to make any file of the process larger, as on a full disk. */
  private static void limitFiles(BrokerProcess broker, int bytes) throws Exception {
    Process limit =
        new ProcessBuilder(
                "prlimit", "--pid", String.valueOf(broker.handle().pid()), "--fsize=" + bytes)
            .inheritIO()
            .start();
    assertEquals(0, limit.waitFor());
  }

  /** Returns how many records were acknowledged. */
  private static long writeUntilItEnds(BrokerProcess broker, int bytes) throws Exception {
    String large = "x".repeat(512 << 10);
    List<Future<?>> sent = new ArrayList<>();
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new StringSerializer(),
            new StringSerializer())) {
      for (int i = 0; i < bytes / large.length(); i++) {
        sent.add(producer.send(record(large)));
      }
      broker.awaitEnd();
      producer.close(Duration.ZERO);
    }
    return sent.stream().filter(BrokerCommandIT::succeeded).count();
  }

  private static boolean succeeded(Future<?> result) {
    try {
      result.get();
      return true;
    } catch (Exception failure) {
      return false;
    }
  }

  private static KafkaProducer<String, String> transactional(String address) {
    KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", address, "transactional.id", "test"),
            new StringSerializer(),
            new StringSerializer());
    producer.initTransactions();
    return producer;
  }

  private static void commit(KafkaProducer<String, String> producer, int from, int to) {
    producer.beginTransaction();
    numbers(from, to).forEach(number -> producer.send(record(number)));
    producer.commitTransaction();
  }

  private static ProducerRecord<String, String> record(String value) {
    return new ProducerRecord<>(TOPIC, value);
  }

  private static List<String> numbers(int from, int to) {
    return IntStream.range(from, to).mapToObj(String::valueOf).toList();
  }

  private static List<String> read(String address) {
    KafkaConnection connection = KafkaConnection.to(address);
    try (Tail tail =
        Tail.of(connection, List.of(TOPIC), Start.beginning(), Isolation.READ_COMMITTED)) {
      return tail.toEnd(PATIENCE).stream()
          .map(record -> new String(record.value(), StandardCharsets.UTF_8))
          .toList();
    }
  }

  private static void createTopic(String address) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
    }
  }

  private static int port(String address) {
    return Integer.parseInt(address.substring(address.indexOf(':') + 1));
  }

  private Path data() {
    return BrokerProcess.data(folder);
  }
}
