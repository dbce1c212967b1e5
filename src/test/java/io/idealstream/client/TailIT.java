package io.idealstream.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.codec.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TailIT {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();

  private String topic;

  @BeforeEach
  void createTopics() {
    kafka.createTopics(2);
    topic = kafka.name(Topic.LABELS);
  }

  @Test
  void fromTheBeginningItReadsWhatIsThere() {
    publish("a", "b", "c");
    assertEquals(List.of("a", "b", "c"), read(Start.beginning(), Isolation.READ_COMMITTED));
  }

  @Test
  void fromTheEndItReadsOnlyWhatComesAfterItsOpening() {
    publish("before");
    try (Tail tail = tail(Start.end(), Isolation.READ_COMMITTED)) {
      publish("after");
      assertEquals(List.of("after"), texts(tail.toEnd(LIMIT)));
    }
  }

  @Test
  void fromItsOffsetsItGoesOnWhereAnEarlierOneStopped() {
    publish("a", "b");
    Map<Partition, Long> positions;
    try (Tail tail = tail(Start.beginning(), Isolation.READ_COMMITTED)) {
      tail.toEnd(LIMIT);
      positions = tail.positions();
    }
    publish("c");
    assertEquals(List.of("c"), read(Start.at(positions), Isolation.READ_COMMITTED));
  }

  @Test
  void anOffsetThatDoesNotExistIsAnErrorNotASilentJump() {
    Map<Partition, Long> beyond = Map.of(new Partition(topic, 0), 7L);
    try (Tail tail = tail(Start.at(beyond), Isolation.READ_COMMITTED)) {
      String message =
          assertThrows(KafkaAccessException.class, () -> tail.next(LIMIT)).getMessage();
      assertTrue(message.contains(topic) && message.contains("7"), message);
    }
  }

  @Test
  void anAbortedTransactionIsSeenOnlyByThoseWhoReadUncommitted() throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = transactional()) {
      transaction(producer, "kept");
      producer.commitTransaction();
      transaction(producer, "dropped");
      producer.abortTransaction();
      transaction(producer, "kept too");
      producer.commitTransaction();
    }
    awaitEnded();
    assertEquals(List.of("kept", "kept too"), read(Start.beginning(), Isolation.READ_COMMITTED));
    assertEquals(
        List.of("dropped", "kept", "kept too"),
        read(Start.beginning(), Isolation.READ_UNCOMMITTED));
  }

  @Test
  void anOpenTransactionHidesItselfAndWhatFollowsUntilItIsCommitted() throws Exception {
    topic = kafka.name(Topic.DRIFT);
    try (KafkaProducer<byte[], byte[]> producer = transactional()) {
      transaction(producer, "open");
      publish("behind");
      assertEquals(List.of(), read(Start.beginning(), Isolation.READ_COMMITTED));
      assertEquals(List.of("behind", "open"), read(Start.beginning(), Isolation.READ_UNCOMMITTED));
      producer.commitTransaction();
    }
    awaitEnded();
    assertEquals(List.of("behind", "open"), read(Start.beginning(), Isolation.READ_COMMITTED));
  }

  @Test
  void aProducerThatDiesLeavesNothingForThoseWhoReadCommitted() throws Exception {
    try (KafkaProducer<byte[], byte[]> dead = transactional()) {
      transaction(dead, "unfinished");
      try (KafkaProducer<byte[], byte[]> successor = transactional()) {
        transaction(successor, "finished");
        successor.commitTransaction();
      }
      assertThrows(RuntimeException.class, dead::commitTransaction, "it is fenced");
    }
    awaitEnded();
    assertEquals(List.of("finished"), read(Start.beginning(), Isolation.READ_COMMITTED));
  }

  @Test
  void itReadsUntilItIsStoppedFromAnotherThread() throws Exception {
    ExecutorService other = Executors.newSingleThreadExecutor();
    CountDownLatch seen = new CountDownLatch(2);
    try (Tail tail = tail(Start.end(), Isolation.READ_COMMITTED)) {
      Future<?> reading = other.submit(() -> tail.untilStopped(record -> seen.countDown()));
      publish("a", "b");
      assertTrue(seen.await(120, TimeUnit.SECONDS), "both records arrive");
      assertFalse(reading.isDone(), "it goes on reading");
      tail.stop();
      reading.get(120, TimeUnit.SECONDS);
    } finally {
      other.shutdownNow();
    }
  }

  @Test
  void aWaitForTheNextRecordsIsBounded() {
    try (Tail tail = tail(Start.end(), Isolation.READ_COMMITTED)) {
      assertEquals(List.of(), tail.next(Duration.ofMillis(1)));
    }
  }

  @Test
  void anEndThatIsNotReachedInTimeIsAnErrorThatSaysHowFarItCame() {
    publish("a");
    try (Tail tail = tail(Start.beginning(), Isolation.READ_COMMITTED)) {
      String message =
          assertThrows(KafkaAccessException.class, () -> tail.toEnd(Duration.ZERO)).getMessage();
      assertTrue(message.contains("nothing came for 0 s, reached offsets {"), message);
    }
  }

  @Test
  void whoReadsSlowlyReachesTheEndAllTheSame() {
    publish(IntStream.range(0, 1_500).mapToObj(String::valueOf).toArray(String[]::new));
    List<TopicRecord> records = new ArrayList<>();
    try (Tail tail = tail(Start.beginning(), Isolation.READ_COMMITTED)) {
      tail.toEnd(
          Duration.ofMillis(300),
          record -> {
            records.add(record);
            LockSupport.parkNanos(1_000_000);
          });
    }
    assertEquals(1_500, records.size());
  }

  private Tail tail(Start start, Isolation isolation) {
    return Tail.of(kafka.connection(), List.of(topic), start, isolation);
  }

  /** Sorted, because partitions have no order among each other. */
  private List<String> read(Start start, Isolation isolation) {
    try (Tail tail = tail(start, isolation)) {
      return texts(tail.toEnd(LIMIT));
    }
  }

  private static List<String> texts(List<TopicRecord> records) {
    return records.stream().map(record -> new String(record.value(), UTF_8)).sorted().toList();
  }

  private void publish(String... texts) {
    try (Publisher publisher = Publisher.to(kafka.connection(), List.of(topic))) {
      for (String text : texts) {
        publisher.send(topic, new Outgoing(null, text.getBytes(UTF_8), List.of()));
      }
    }
  }

  private KafkaProducer<byte[], byte[]> transactional() {
    Map<String, Object> settings = new HashMap<>(kafka.connection().forProducer());
    settings.put("transactional.id", kafka.prefix() + "writer");
    var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    producer.initTransactions();
    return producer;
  }

  /**
   * A commit returns before its mark is in the topic; who comes next under the name waits for it.
   */
  private void awaitEnded() {
    transactional().close();
  }

  /** Returns when the record is on the broker: an abort drops what never left the producer. */
  private void transaction(KafkaProducer<byte[], byte[]> producer, String text) throws Exception {
    producer.beginTransaction();
    producer.send(new ProducerRecord<>(topic, text.getBytes(UTF_8))).get();
  }
}
