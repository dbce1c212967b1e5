package io.idealstream.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.client.Isolation;
import io.idealstream.client.KafkaConnection;
import io.idealstream.client.Publisher;
import io.idealstream.client.Start;
import io.idealstream.client.Tail;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Keys;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.TransactionMark;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.config.Count;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of records that are lost, and of nothing else.
 *
 * <p>Kafka refuses in the same words to commit what is committed already and what it has aborted.
 * The marks in the transactions tell the two apart.
 *
 * @param marks full name of topic transactions
 * @param statuses full name of topic status
 * @param topic that the sink writes
 * @param timeout of the transactions, for the sentence
 * @param stops whether the job ends when something is lost
 */
record LossAlarm(
    KafkaConnection connection,
    String marks,
    String statuses,
    Encoding encoding,
    Topic<?> topic,
    Duration timeout,
    boolean stops)
    implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(LossAlarm.class);

  /**
   * @param records how many; 0 where that is unknown
   */
  private record Loss(Status status, long records) {}

  /** Transactions of the same checkpoint are committed meanwhile, which takes moments. */
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /**
   * Finds out about transactions that were not committed now.
   *
   * @param transactions their ids
   * @param life of the job
   * @throws SuppressRestartsException when something was lost and the job is to stop then
   */
  void hear(Set<String> transactions, String life, MetricGroup metrics) {
    List<Loss> lost = new ArrayList<>();
    Fates.of(connection, marks, transactions, LIMIT)
        .forEach(
            (transaction, fate) -> {
              switch (fate.ending()) {
                case COMMITTED -> LOG.info("Committed already: {}", transaction);
                case ABORTED -> lost.add(lost(fate.mark()));
                case UNKNOWN -> lost.add(doubtful(transaction, life));
              }
            });
    tell(lost, metrics);
    if (stops && !lost.isEmpty()) {
      throw new SuppressRestartsException(
          new IllegalStateException(
              lost.get(0).status.detail() + "; the job stops, as delivery.on-loss: stop asks"));
    }
  }

  private Loss lost(TransactionMark mark) {
    return loss(
        mark.records(),
        mark.life() + "/" + mark.transaction(),
        mark.checkpoint(),
        ("%s lost: the checkpoint %d is complete, but Kafka aborted"
                + " transaction %s before it could be committed; the job was away for longer than"
                + " output.transaction-timeout (%d s) allows")
            .formatted(
                Count.of(
                    mark.records(),
                    "record of topic %s is".formatted(topic.code()),
                    "records of topic %s are".formatted(topic.code())),
                mark.checkpoint(),
                mark.transaction(),
                timeout.toSeconds()));
  }

  private Loss doubtful(String transaction, String life) {
    return loss(
        0,
        life + "/" + transaction,
        0,
        ("records of topic %s in transaction %s may be lost: Kafka does not commit it, and topic %s"
                + " does not say whether that was done before")
            .formatted(topic.code(), transaction, marks));
  }

  private static Loss loss(long records, String id, long checkpoint, String detail) {
    return new Loss(new Status(StatusKind.JOB, id, checkpoint, StatusState.LOST, detail), records);
  }

  /** A job that starts again from the same checkpoint finds the same: that is told once. */
  private void tell(List<Loss> lost, MetricGroup metrics) {
    Set<String> told = lost.isEmpty() ? Set.of() : told();
    lost.removeIf(loss -> !stops && told.contains(Keys.of(loss.status)));
    if (lost.isEmpty()) {
      return;
    }
    Counter counter = metrics.addGroup("topic", topic.code()).counter("lost");
    try (Publisher publisher = Publisher.to(connection, Set.of(statuses))) {
      for (Loss loss : lost) {
        LOG.error("{}", loss.status.detail());
        publisher.send(statuses, Topic.STATUS.message(loss.status, encoding));
        counter.inc(loss.records);
      }
    }
  }

  private Set<String> told() {
    Set<String> keys = new HashSet<>();
    try (Tail tail =
        Tail.of(connection, Set.of(statuses), Start.beginning(), Isolation.READ_UNCOMMITTED)) {
      tail.toEnd(
          connection.patience(),
          record -> {
            if (record.key() != null) {
              keys.add(new String(record.key(), UTF_8));
            }
          });
    }
    return keys;
  }
}
