package io.idealstream.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.wire.codec.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OffsetsIT {

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();

  private String images;
  private Partition one;
  private Partition two;

  @BeforeEach
  void createTopics() {
    kafka.createTopics(2);
    images = kafka.name(Topic.IMAGES);
    one = new Partition(images, 0);
    two = new Partition(images, 1);
  }

  @Test
  void itFindsWhereTopicsBeginAndEndAndWhatTheGroupHasCommitted() throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = producer(Map.of());
        Admin admin = Admin.create(kafka.connection().forAdmin())) {
      send(producer, 0, 5);
      send(producer, 1, 3);
      producer.flush();
      TopicPartition first = new TopicPartition(images, 0);
      admin.deleteRecords(Map.of(first, RecordsToDelete.beforeOffset(2))).all().get();
      admin
          .alterConsumerGroupOffsets(kafka.prefix(), Map.of(first, new OffsetAndMetadata(4)))
          .all()
          .get();
    }
    Offsets.Found found = look(images);
    assertEquals(Map.of(one, 2L, two, 0L), found.begins());
    assertEquals(Map.of(one, 5L, two, 3L), found.ends());
    assertEquals(Map.of(one, 4L), found.committed());
  }

  @Test
  void recordsOfAnOpenTransactionAreNotThereYet() throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        producer(Map.of("transactional.id", kafka.prefix()))) {
      producer.initTransactions();
      producer.beginTransaction();
      send(producer, 0, 2);
      producer.flush();
      assertEquals(0L, look(images).ends().get(one));
      producer.commitTransaction();
    }
    try (KafkaProducer<byte[], byte[]> next =
        producer(Map.of("transactional.id", kafka.prefix()))) {
      next.initTransactions(); // waits for the mark, which a commit does not
    }
    assertEquals(3L, look(images).ends().get(one), "with the mark of the commit");
  }

  @Test
  void aTopicThatDoesNotExistIsPassedOver() throws Exception {
    assertEquals(Map.of(one, 0L, two, 0L), look("no." + images, images).ends());
  }

  @Test
  void whereNobodyListensTheReasonIsThatOfAPlainConnection() {
    KafkaConnection nowhere =
        KafkaConnection.to("127.0.0.1:1")
            .with(Map.of("request.timeout.ms", "60000", "default.api.timeout.ms", "60000"))
            .within(Duration.ofMillis(500));
    try (Offsets offsets = Offsets.of(nowhere, "group")) {
      assertEquals(
          "127.0.0.1:1: Connection refused",
          assertThrows(NoAnswerException.class, () -> offsets.look(List.of(images))).getMessage());
    }
  }

  private Offsets.Found look(String... topics) throws NoAnswerException {
    try (Offsets offsets = Offsets.of(kafka.connection(), kafka.prefix())) {
      return offsets.look(List.of(topics));
    }
  }

  private KafkaProducer<byte[], byte[]> producer(Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(kafka.connection().forProducer());
    all.putAll(settings);
    return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the flush waits
  private void send(KafkaProducer<byte[], byte[]> producer, int partition, int records) {
    for (int i = 0; i < records; i++) {
      producer.send(new ProducerRecord<>(images, partition, null, new byte[1]));
    }
  }
}
