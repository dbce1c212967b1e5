package io.idealstream.client;

import java.util.Comparator;
import org.apache.kafka.common.TopicPartition;

/** One partition of a topic, by the topic's full name. */
public record Partition(String topic, int number) implements Comparable<Partition> {

  private static final Comparator<Partition> BY_NAME =
      Comparator.comparing(Partition::topic).thenComparingInt(Partition::number);

  static Partition of(TopicPartition partition) {
    return new Partition(partition.topic(), partition.partition());
  }

  @Override
  public int compareTo(Partition other) {
    return BY_NAME.compare(this, other);
  }

  @Override
  public String toString() {
    return topic + "-" + number;
  }
}
