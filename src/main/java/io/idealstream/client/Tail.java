package io.idealstream.client;

import io.idealstream.wire.Header;
import io.idealstream.wire.TopicRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads all partitions of some topics, as a group of its own that leaves no trace on the broker.
 *
 * <p>Records of one partition come in their order. One thread reads; {@link #stop()} may come from
 * any other.
 */
public final class Tail implements AutoCloseable {

  private static final Duration LOOK_UP = Duration.ofMillis(200);

  private final KafkaConnection connection;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private volatile boolean stopped;

  private Tail(KafkaConnection connection, KafkaConsumer<byte[], byte[]> consumer) {
    this.connection = connection;
    this.consumer = consumer;
  }

  /**
   * Opens a tail on all partitions of the topics.
   *
   * @param topics full names
   * @throws KafkaAccessException when Kafka does not answer or a topic does not exist
   */
  public static Tail of(
      KafkaConnection connection, Collection<String> topics, Start start, Isolation isolation) {
    List<TopicPartition> partitions = new ArrayList<>();
    Topics.partitions(connection, topics)
        .forEach(
            (topic, count) ->
                IntStream.range(0, count)
                    .forEach(number -> partitions.add(new TopicPartition(topic, number))));
    KafkaConsumer<byte[], byte[]> consumer = null;
    try {
      consumer =
          new KafkaConsumer<>(
              connection.forConsumer(isolation),
              new ByteArrayDeserializer(),
              new ByteArrayDeserializer());
      consumer.assign(partitions);
      start.seek(consumer, partitions);
      return new Tail(connection, consumer);
    } catch (KafkaException failure) {
      if (consumer != null) {
        close(consumer);
      }
      throw Failure.of(connection, "could not read " + topics, failure);
    }
  }

  /** The next records, waiting for the first at most this long; empty when none came. */
  public List<TopicRecord> next(Duration wait) {
    try {
      return StreamSupport.stream(consumer.poll(wait).spliterator(), false)
          .map(Tail::record)
          .toList();
    } catch (WakeupException stopping) {
      return List.of();
    } catch (KafkaException failure) {
      throw Failure.of(connection, "could not read " + topics(), failure);
    }
  }

  /**
   * Hands over every record up to the present end of each partition (with {@link
   * Isolation#READ_COMMITTED} up to the first open transaction), then returns. Records that arrive
   * meanwhile may be handed over too.
   *
   * @param limit of silence: a topic that takes long to read may take long
   * @throws KafkaAccessException when nothing comes for the limit before the end is reached
   */
  public void toEnd(Duration limit, Consumer<? super TopicRecord> reader) {
    try {
      read(byPartition(consumer.endOffsets(consumer.assignment())), limit, reader);
    } catch (WakeupException stopping) {
      // stop() is how a reader asks for this
    } catch (KafkaException failure) {
      throw Failure.of(connection, "could not read " + topics(), failure);
    }
  }

  /**
   * Hands over the records before the given offsets and none behind them, then returns.
   *
   * @param ends an offset for each partition
   * @param limit of silence, as of {@link #toEnd}
   * @throws KafkaAccessException when nothing comes for the limit before they are reached
   */
  public void upTo(
      Map<Partition, Long> ends, Duration limit, Consumer<? super TopicRecord> reader) {
    try {
      read(
          ends,
          limit,
          record -> {
            if (record.offset() < ends.get(new Partition(record.topic(), record.partition()))) {
              reader.accept(record);
            }
          });
    } catch (WakeupException stopping) {
      // as above
    } catch (KafkaException failure) {
      throw Failure.of(connection, "could not read " + topics(), failure);
    }
  }

  private void read(
      Map<Partition, Long> ends, Duration limit, Consumer<? super TopicRecord> reader) {
    Map<Partition, Long> at = positions();
    long silentSince = System.nanoTime();
    while (!stopped && !reached(ends, at)) {
      if (System.nanoTime() - silentSince > limit.toNanos()) {
        throw unread(ends, limit);
      }
      pauseReached(ends, at);
      next(LOOK_UP).forEach(reader);
      Map<Partition, Long> before = at;
      at = positions();
      silentSince = at.equals(before) ? silentSince : System.nanoTime();
    }
    consumer.resume(consumer.assignment());
  }

  /** What is behind an end need not travel. */
  private void pauseReached(Map<Partition, Long> ends, Map<Partition, Long> at) {
    for (TopicPartition partition : consumer.assignment()) {
      Partition one = Partition.of(partition);
      if (at.get(one) >= ends.get(one)) {
        consumer.pause(List.of(partition));
      } else {
        consumer.resume(List.of(partition));
      }
    }
  }

  /** As {@link #toEnd(Duration, Consumer)}, all records at once. */
  public List<TopicRecord> toEnd(Duration limit) {
    List<TopicRecord> records = new ArrayList<>();
    toEnd(limit, records::add);
    return records;
  }

  /**
   * Hands over records as they come, until {@link #stop()}. Should Kafka go away meanwhile, waits
   * for it to come back.
   */
  public void untilStopped(Consumer<? super TopicRecord> reader) {
    while (!stopped) {
      next(LOOK_UP).forEach(reader);
    }
  }

  /** Ends a read that is under way, and every later one. */
  public void stop() {
    stopped = true;
    consumer.wakeup();
  }

  /** The offset behind the last record read, per partition: where {@link Start#at} goes on. */
  public Map<Partition, Long> positions() {
    Map<Partition, Long> positions = new TreeMap<>();
    for (TopicPartition partition : consumer.assignment()) {
      positions.put(Partition.of(partition), consumer.position(partition));
    }
    return positions;
  }

  /**
   * Records between the last one read and the end that this reader sees, by topic; without the
   * topics of which Kafka has not yet said where they end. For the thread that reads.
   */
  public Map<String, Long> behind() {
    Map<String, Long> behind = new TreeMap<>();
    Set<String> unknown = new TreeSet<>();
    for (TopicPartition partition : consumer.assignment()) {
      OptionalLong lag = consumer.currentLag(partition);
      if (lag.isPresent()) {
        behind.merge(partition.topic(), lag.getAsLong(), Long::sum);
      } else {
        unknown.add(partition.topic());
      }
    }
    behind.keySet().removeAll(unknown);
    return behind;
  }

  @Override
  public void close() {
    close(consumer);
  }

  /** There is no place in a group to give back; waiting would be for records that nobody reads. */
  private static void close(KafkaConsumer<?, ?> consumer) {
    consumer.close(CloseOptions.timeout(Duration.ZERO));
  }

  private static boolean reached(Map<Partition, Long> ends, Map<Partition, Long> positions) {
    return ends.entrySet().stream().allMatch(end -> positions.get(end.getKey()) >= end.getValue());
  }

  private KafkaAccessException unread(Map<Partition, Long> ends, Duration limit) {
    return new KafkaAccessException(
        "could not read "
            + topics()
            + " to the end: nothing came for "
            + Failure.seconds(limit)
            + ", reached offsets "
            + positions()
            + " of "
            + ends,
        null);
  }

  private static Map<Partition, Long> byPartition(Map<TopicPartition, Long> offsets) {
    Map<Partition, Long> ordered = new TreeMap<>();
    offsets.forEach((partition, offset) -> ordered.put(Partition.of(partition), offset));
    return ordered;
  }

  private String topics() {
    return String.join(
        ", ",
        consumer.assignment().stream().map(TopicPartition::topic).distinct().sorted().toList());
  }

  private static TopicRecord record(ConsumerRecord<byte[], byte[]> message) {
    List<Header> headers =
        StreamSupport.stream(message.headers().spliterator(), false)
            .map(header -> new Header(header.key(), header.value()))
            .toList();
    return new TopicRecord(
        message.topic(),
        message.partition(),
        message.offset(),
        message.timestamp(),
        message.key(),
        message.value(),
        headers);
  }
}
