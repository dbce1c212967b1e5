package io.idealstream.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Where topics begin and end, and how far a consumer group has committed that it read them. */
public final class Offsets implements AutoCloseable {

  private final KafkaConnection connection;
  private final String group;
  private final Admin admin;

  /**
   * What was found; what Kafka did not say is missing.
   *
   * @param begins offset of the first record of each partition
   * @param ends offset behind the last record that a read_committed reader sees
   * @param committed offset that the group reads next
   */
  public record Found(
      Map<Partition, Long> begins, Map<Partition, Long> ends, Map<Partition, Long> committed) {}

  private Offsets(KafkaConnection connection, String group, Admin admin) {
    this.connection = connection;
    this.group = group;
    this.admin = admin;
  }

  /**
   * Opens a client, which does not yet reach for Kafka.
   *
   * @throws KafkaAccessException when the settings are wrong
   */
  public static Offsets of(KafkaConnection connection, String group) {
    try {
      return new Offsets(connection, group, Admin.create(connection.forWatching()));
    } catch (KafkaException failure) {
      throw Failure.of(connection, "could not connect", failure);
    }
  }

  /**
   * Looks at topics, each question within the connection's patience.
   *
   * @param topics full names; one that does not exist is passed over
   * @throws NoAnswerException when no server says anything at all
   */
  public Found look(Collection<String> topics) throws NoAnswerException {
    List<TopicPartition> partitions = partitions(topics);
    return new Found(
        offsets(partitions, OffsetSpec.earliest()),
        offsets(partitions, OffsetSpec.latest()),
        committedIfSaid());
  }

  /**
   * The first offset of each partition whose Kafka timestamp is not before a time; behind the last
   * record that a read_committed reader sees where there is none.
   *
   * @param topics full names
   * @throws NoAnswerException when no server says anything at all
   */
  public Map<Partition, Long> since(Collection<String> topics, Instant time)
      throws NoAnswerException {
    List<TopicPartition> partitions = partitions(topics);
    ListOffsetsResult ends = ask(partitions, OffsetSpec.latest());
    ListOffsetsResult firsts =
        ask(partitions, OffsetSpec.forTimestamp(Math.max(0, time.toEpochMilli())));
    Map<Partition, Long> found = new HashMap<>();
    for (TopicPartition partition : partitions) {
      long first = must(firsts.partitionResult(partition)).offset();
      found.put(
          Partition.of(partition),
          first < 0 ? must(ends.partitionResult(partition)).offset() : first);
    }
    return found;
  }

  /**
   * The offset that the group reads next, of each partition that it has read; unlike {@link #look}
   * it does not pass over a refusal.
   *
   * @throws KafkaAccessException when Kafka does not say
   */
  public Map<Partition, Long> committed() {
    return byPartition(must(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata()));
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }

  private List<TopicPartition> partitions(Collection<String> topics) throws NoAnswerException {
    List<TopicPartition> partitions = new ArrayList<>();
    for (var topic : admin.describeTopics(topics).topicNameValues().values()) {
      try {
        TopicDescription found = topic.get();
        found
            .partitions()
            .forEach(part -> partitions.add(new TopicPartition(found.name(), part.partition())));
      } catch (ExecutionException failure) {
        if (failure.getCause() instanceof TimeoutException) {
          throw new NoAnswerException(Reach.of(connection), failure.getCause());
        }
      } catch (InterruptedException interruption) {
        throw Failure.of(connection, "could not look up topics", interruption);
      }
    }
    return partitions;
  }

  private Map<Partition, Long> offsets(List<TopicPartition> partitions, OffsetSpec where) {
    ListOffsetsResult result = ask(partitions, where);
    Map<Partition, Long> offsets = new HashMap<>();
    for (TopicPartition partition : partitions) {
      said(result.partitionResult(partition))
          .ifPresent(found -> offsets.put(Partition.of(partition), found.offset()));
    }
    return offsets;
  }

  private ListOffsetsResult ask(List<TopicPartition> partitions, OffsetSpec where) {
    return admin.listOffsets(
        partitions.stream().collect(Collectors.toMap(Function.identity(), part -> where)),
        new ListOffsetsOptions(IsolationLevel.READ_COMMITTED));
  }

  private Map<Partition, Long> committedIfSaid() {
    return byPartition(
        said(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
            .orElse(Map.of()));
  }

  private static Map<Partition, Long> byPartition(Map<TopicPartition, OffsetAndMetadata> offsets) {
    Map<Partition, Long> committed = new HashMap<>();
    offsets.forEach(
        (partition, offset) -> {
          if (offset != null) {
            committed.put(Partition.of(partition), offset.offset());
          }
        });
    return committed;
  }

  private <T> T must(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException | InterruptedException failure) {
      throw Failure.of(connection, "could not look up offsets of group " + group, failure);
    }
  }

  /** What Kafka says; nothing where it says that it cannot, such as for want of a permission. */
  private <T> Optional<T> said(KafkaFuture<T> future) {
    try {
      return Optional.of(future.get());
    } catch (ExecutionException failure) {
      return Optional.empty();
    } catch (InterruptedException interruption) {
      throw Failure.of(connection, "could not look up offsets", interruption);
    }
  }
}
