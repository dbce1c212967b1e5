package io.idealstream.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.codec.Topic;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever producers pack their records with is unpacked: each way has a library of its own. */
class CompressionIT {
  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();

  @ParameterizedTest
  @ValueSource(strings = {"none", "gzip", "snappy", "lz4", "zstd"})
  void whatWasPackedIsRead(String compression) {
    kafka.createTopics(1);
    String topic = kafka.name(Topic.CAPTIONS);
    byte[] value = new byte[200_000];
    new Random(1).nextBytes(value);
    Arrays.fill(value, 0, 100_000, (byte) 'a');
    KafkaConnection packing = kafka.connection().with(Map.of("compression.type", compression));
    try (Publisher publisher = Publisher.to(packing, List.of(topic))) {
      publisher.send(topic, new Outgoing(null, value, List.of()));
    }
    try (Tail tail =
        Tail.of(kafka.connection(), List.of(topic), Start.beginning(), Isolation.READ_COMMITTED)) {
      List<TopicRecord> read = tail.toEnd(Duration.ofMinutes(2));
      assertArrayEquals(value, read.get(0).value());
    }
  }
}
