package io.idealstream.client;

import io.idealstream.wire.Header;
import io.idealstream.wire.Outgoing;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes records to topics. Records travel in batches behind the caller's back; the first that
 * cannot be delivered makes the next call fail, at the latest {@link #flush()} or {@link #close()}.
 */
public final class Publisher implements AutoCloseable {

  private final KafkaConnection connection;
  private final KafkaProducer<byte[], byte[]> producer;
  private final long maxBytes;
  private final AtomicReference<Undelivered> firstFailure = new AtomicReference<>();
  private final AtomicLong arrived = new AtomicLong();

  /** Hears of a record that is too large for its topic; called by another thread. */
  @FunctionalInterface
  public interface TooLarge {
    void because(String reason);
  }

  private record Undelivered(ProducerRecord<byte[], byte[]> message, Exception failure) {}

  private Publisher(
      KafkaConnection connection, KafkaProducer<byte[], byte[]> producer, long maxBytes) {
    this.connection = connection;
    this.producer = producer;
    this.maxBytes = maxBytes;
  }

  /**
   * Opens a publisher.
   *
   * @param topics full names of the topics that will be written to
   * @throws KafkaAccessException when Kafka does not answer or a topic does not exist
   */
  public static Publisher to(KafkaConnection connection, Collection<String> topics) {
    Topics.partitions(connection, topics);
    try {
      Map<String, Object> settings = connection.forProducer();
      return new Publisher(
          connection,
          new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()),
          Long.parseLong(settings.get(ProducerConfig.MAX_REQUEST_SIZE_CONFIG).toString()));
    } catch (KafkaException failure) {
      throw Failure.of(connection, "could not connect", failure);
    }
  }

  /** Sends with the time of sending as Kafka timestamp. */
  public void send(String topic, Outgoing record) {
    send(topic, record, null);
  }

  /**
   * Sends with a time of the caller's.
   *
   * @param time the record's Kafka timestamp, null for the time of sending
   * @throws KafkaAccessException when this or an earlier record cannot be delivered
   */
  public void send(String topic, Outgoing record, Instant time) {
    send(topic, record, time, null);
  }

  /**
   * Sends with the time of sending as Kafka timestamp, and goes on where the record is too large.
   *
   * @throws KafkaAccessException when this or an earlier record cannot be delivered for another
   *     reason
   */
  public void sendIfFits(String topic, Outgoing record, TooLarge tooLarge) {
    send(topic, record, null, tooLarge);
  }

  /** Bytes of the largest record that this publisher takes; the topic may take less. */
  public long maxBytes() {
    return maxBytes;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of every failure
  private void send(String topic, Outgoing record, Instant time, TooLarge tooLarge) {
    throwFirstFailure();
    Long timestamp = time == null ? null : time.toEpochMilli();
    var message =
        new ProducerRecord<>(
            topic, null, timestamp, record.key(), record.value(), headers(record.headers()));
    try {
      producer.send(
          message,
          (delivered, failure) -> {
            if (failure instanceof RecordTooLargeException && tooLarge != null) {
              tooLarge.because(failure.getMessage());
            } else if (failure != null) {
              firstFailure.compareAndSet(null, new Undelivered(message, failure));
            } else {
              arrived.incrementAndGet();
            }
          });
    } catch (KafkaException failure) {
      throw sentence(new Undelivered(message, failure));
    }
  }

  /**
   * Returns when every record sent so far has arrived.
   *
   * @throws KafkaAccessException when one of them cannot be delivered
   */
  public void flush() {
    producer.flush();
    throwFirstFailure();
  }

  /** Delivers what is on the way, then lets go of Kafka. */
  @Override
  public void close() {
    producer.close();
    throwFirstFailure();
  }

  private void throwFirstFailure() {
    Undelivered undelivered = firstFailure.getAndSet(null);
    if (undelivered != null) {
      throw sentence(undelivered);
    }
  }

  private KafkaAccessException sentence(Undelivered undelivered) {
    byte[] value = undelivered.message.value();
    return Failure.of(
        connection,
        "could not deliver a record of "
            + (value == null ? 0 : value.length)
            + " bytes to topic "
            + undelivered.message.topic()
            + " ("
            + arrived
            + " others arrived)",
        undelivered.failure);
  }

  private static List<org.apache.kafka.common.header.Header> headers(List<Header> headers) {
    return headers.stream()
        .<org.apache.kafka.common.header.Header>map(
            header -> new RecordHeader(header.name(), header.value()))
        .toList();
  }
}
