package io.idealstream.job;

import io.idealstream.client.Isolation;
import io.idealstream.client.KafkaConnection;
import io.idealstream.client.Partition;
import io.idealstream.client.Start;
import io.idealstream.client.Tail;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.TransactionMark;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What became of transactions: the marks inside them, read with what was aborted and without it.
 */
final class Fates {
  private static final Duration LATELY = Duration.ofHours(1);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

  /** How one ended. */
  enum Ending {
    COMMITTED,
    ABORTED,
    /** No mark of it is left, or a transaction before it is still open. */
    UNKNOWN
  }

  /**
   * @param mark null where it is unknown what the transaction held
   */
  record Fate(Ending ending, TransactionMark mark) {}

  private record Found(Partition partition, long offset, TransactionMark mark) {}

  private final KafkaConnection connection;
  private final String topic;
  private final Map<String, Found> found = new HashMap<>();

  private Fates(KafkaConnection connection, String topic) {
    this.connection = connection;
    this.topic = topic;
  }

  /**
   * Looks transactions up.
   *
   * @param topic full name of topic transactions
   * @param asked transactional ids
   * @param limit for transactions that are still open to end
   */
  static Map<String, Fate> of(
      KafkaConnection connection, String topic, Set<String> asked, Duration limit) {
    Fates fates = new Fates(connection, topic);
    fates.find(Start.since(Instant.now().minus(LATELY)), asked);
    if (!fates.found.keySet().containsAll(asked)) {
      fates.find(Start.beginning(), asked);
    }
    Map<String, Ending> endings = fates.endings(limit);
    Map<String, Fate> answers = new HashMap<>();
    for (String transaction : asked) {
      answers.put(
          transaction,
          new Fate(
              endings.getOrDefault(transaction, Ending.UNKNOWN),
              Optional.ofNullable(fates.found.get(transaction)).map(Found::mark).orElse(null)));
    }
    return answers;
  }

  /** An id may be used again after a failure: the last mark is that of the last attempt. */
  private void find(Start start, Set<String> asked) {
    try (Tail tail = tail(start, Isolation.READ_UNCOMMITTED)) {
      tail.toEnd(
          connection.patience(),
          record ->
              mark(record)
                  .filter(mark -> asked.contains(mark.transaction()))
                  .ifPresent(
                      mark ->
                          found.put(
                              mark.transaction(),
                              new Found(
                                  new Partition(record.topic(), record.partition()),
                                  record.offset(),
                                  mark))));
    }
  }

  private Map<String, Ending> endings(Duration limit) {
    Map<String, Ending> endings = new HashMap<>();
    Map<Partition, Long> first = new HashMap<>();
    found.values().forEach(mark -> first.merge(mark.partition, mark.offset, Math::min));
    if (first.isEmpty()) {
      return endings;
    }
    long deadline = System.nanoTime() + limit.toNanos();
    Set<String> committed = new HashSet<>();
    try (Tail tail = tail(Start.at(first), Isolation.READ_COMMITTED)) {
      while (endings.size() < found.size() && System.nanoTime() < deadline) {
        for (TopicRecord record : tail.next(LOOK_AGAIN)) {
          mark(record)
              .map(mark -> found.get(mark.transaction()))
              .filter(mark -> mark != null && mark.offset == record.offset())
              .ifPresent(mark -> committed.add(mark.mark.transaction()));
        }
        Map<Partition, Long> reached = tail.positions();
        found.forEach(
            (transaction, mark) -> {
              if (reached.get(mark.partition) > mark.offset) {
                endings.put(
                    transaction,
                    committed.contains(transaction) ? Ending.COMMITTED : Ending.ABORTED);
              }
            });
      }
    }
    return endings;
  }

  private Tail tail(Start start, Isolation isolation) {
    return Tail.of(connection, Set.of(topic), start, isolation);
  }

  private static Optional<TransactionMark> mark(TopicRecord record) {
    try {
      return Optional.of(Topic.TRANSACTIONS.decode(record));
    } catch (Unreadable foreign) {
      return Optional.empty();
    }
  }
}
