package io.idealstream.client;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Where in each partition a {@link Tail} begins. */
public final class Start {

  private interface Seek {
    void apply(Consumer<?, ?> consumer, Collection<TopicPartition> partitions);
  }

  private final Seek seek;

  private Start(Seek seek) {
    this.seek = seek;
  }

  /** With the oldest record that Kafka still has. */
  public static Start beginning() {
    return new Start(Consumer::seekToBeginning);
  }

  /** With the first record written after the tail was opened. */
  public static Start end() {
    return new Start(Consumer::seekToEnd);
  }

  /** With the given offsets; a partition without one is read from its beginning. */
  public static Start at(Map<Partition, Long> offsets) {
    Map<Partition, Long> wanted = Map.copyOf(offsets);
    return new Start(
        (consumer, partitions) -> {
          consumer.seekToBeginning(partitions);
          for (TopicPartition partition : partitions) {
            Long offset = wanted.get(Partition.of(partition));
            if (offset != null) {
              consumer.seek(partition, offset);
            }
          }
        });
  }

  /** With the first record of each partition whose Kafka timestamp is not before a time. */
  public static Start since(Instant time) {
    return new Start(
        (consumer, partitions) -> {
          consumer.seekToEnd(partitions);
          consumer
              .offsetsForTimes(
                  partitions.stream()
                      .collect(
                          Collectors.toMap(one -> one, one -> Math.max(0, time.toEpochMilli()))))
              .forEach(
                  (partition, found) -> {
                    if (found != null) {
                      consumer.seek(partition, found.offset());
                    }
                  });
        });
  }

  /** Each topic as a function of its full name says. */
  public static Start each(Function<String, Start> ofTopic) {
    return new Start(
        (consumer, partitions) ->
            partitions.stream()
                .collect(Collectors.groupingBy(TopicPartition::topic))
                .forEach((topic, parts) -> ofTopic.apply(topic).seek.apply(consumer, parts)));
  }

  void seek(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    seek.apply(consumer, partitions);
    // seeks are lazy: without this, "end" would be where the first poll finds it
    partitions.forEach(consumer::position);
  }
}
