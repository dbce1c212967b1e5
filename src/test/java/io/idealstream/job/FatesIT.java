package io.idealstream.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.client.Isolation;
import io.idealstream.client.Start;
import io.idealstream.client.Tail;
import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.TransactionMark;
import io.idealstream.wire.codec.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FatesIT {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();

  private String marks;

  @BeforeEach
  void createTopics() {
    kafka.createTopics(1);
    marks = kafka.name(Topic.TRANSACTIONS);
  }

  @Test
  void aMarkSaysWhetherItsTransactionWasCommittedAndWhatWasInIt() {
    try (KafkaProducer<byte[], byte[]> committed = begun("committed", 7);
        KafkaProducer<byte[], byte[]> aborted = begun("aborted", 130)) {
      committed.commitTransaction();
      aborted.abortTransaction();
    }
    Map<String, Fates.Fate> fates = fates(LIMIT, "committed", "aborted");
    assertEquals(Fates.Ending.COMMITTED, fates.get("committed").ending());
    assertEquals(7, fates.get("committed").mark().records());
    assertEquals(Fates.Ending.ABORTED, fates.get("aborted").ending());
    assertEquals(130, fates.get("aborted").mark().records());
    assertEquals(
        new Fates.Fate(Fates.Ending.UNKNOWN, null),
        fates(Duration.ofMillis(500), "never").get("never"));
  }

  @Test
  void ofAnIdThatWasUsedAgainTheLastAttemptCounts() {
    try (KafkaProducer<byte[], byte[]> first = begun("again", 1)) {
      first.commitTransaction();
    }
    try (KafkaProducer<byte[], byte[]> second = begun("again", 2)) {
      second.abortTransaction();
    }
    Fates.Fate fate = fates(LIMIT, "again").get("again");
    assertEquals(Fates.Ending.ABORTED, fate.ending());
    assertEquals(2, fate.mark().records());
  }

  /** Another one, still open, hides from readers of committed records what comes behind it. */
  @Test
  void behindAnOpenTransactionNothingIsTakenForLost() throws Exception {
    try (KafkaProducer<byte[], byte[]> open = begun("open", 1);
        KafkaProducer<byte[], byte[]> behind = begun("behind", 2)) {
      behind.commitTransaction();
      assertEquals(
          Fates.Ending.UNKNOWN, fates(Duration.ofMillis(500), "behind").get("behind").ending());
      Thread ending = new Thread(open::commitTransaction);
      ending.start();
      assertEquals(Fates.Ending.COMMITTED, fates(LIMIT, "behind").get("behind").ending());
      ending.join();
    }
  }

  @Test
  void whatIsLostIsToldOnceAndWhatWasCommittedIsNot() {
    try (KafkaProducer<byte[], byte[]> committed = begun("committed", 7);
        KafkaProducer<byte[], byte[]> aborted = begun("aborted", 130)) {
      committed.commitTransaction();
      aborted.abortTransaction();
    }
    for (int start = 0; start < 2; start++) {
      hear(alarm(false), "committed", "aborted");
    }
    List<Status> told = told();
    assertEquals(1, told.size());
    Status status = told.get(0);
    assertEquals(StatusKind.JOB, status.kind());
    assertEquals("life-1/aborted", status.id());
    assertEquals(41, status.version());
    assertEquals(StatusState.LOST, status.state());
    assertTrue(status.detail().startsWith("130 records of topic labels are lost"), status::detail);
  }

  @Test
  void aJobThatIsToStopStopsAsLongAsItIs() {
    try (KafkaProducer<byte[], byte[]> aborted = begun("aborted", 130)) {
      aborted.abortTransaction();
    }
    for (int start = 0; start < 2; start++) {
      assertThrows(SuppressRestartsException.class, () -> hear(alarm(true), "aborted"));
    }
    hear(alarm(false), "aborted");
  }

  private LossAlarm alarm(boolean stops) {
    return new LossAlarm(
        kafka.connection(),
        marks,
        kafka.name(Topic.STATUS),
        Encoding.JSON,
        Topic.LABELS,
        Duration.ofSeconds(60),
        stops);
  }

  private static void hear(LossAlarm alarm, String... transactions) {
    alarm.hear(Set.of(transactions), "life-2", new UnregisteredMetricsGroup());
  }

  private List<Status> told() {
    try (Tail tail =
        Tail.of(
            kafka.connection(),
            List.of(kafka.name(Topic.STATUS)),
            Start.beginning(),
            Isolation.READ_COMMITTED)) {
      return tail.toEnd(LIMIT).stream().map(record -> Said.read(record, Topic.STATUS)).toList();
    }
  }

  private Map<String, Fates.Fate> fates(Duration limit, String... transactions) {
    return Fates.of(kafka.connection(), marks, Set.of(transactions), limit);
  }

  /** A transaction with its mark, neither committed nor aborted. */
  private KafkaProducer<byte[], byte[]> begun(String transaction, long records) {
    var producer =
        new KafkaProducer<>(
            Map.<String, Object>of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "transactional.id",
                kafka.prefix() + transaction),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
    producer.beginTransaction();
    Outgoing mark =
        Topic.TRANSACTIONS.message(
            new TransactionMark(transaction, "life-1", "labels", 0, 41, records), Encoding.JSON);
    producer.send(new ProducerRecord<>(marks, mark.key(), mark.value()));
    producer.flush();
    return producer;
  }
}
