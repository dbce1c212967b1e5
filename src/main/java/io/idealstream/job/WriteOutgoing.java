package io.idealstream.job;

import io.idealstream.wire.Outgoing;
import java.util.List;
import java.util.Optional;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Gives a message its topic. It names the topic to the sink as well: pooled transaction names need
 * to know it.
 */
record WriteOutgoing(String topic)
    implements KafkaRecordSerializationSchema<Addressed>, KafkaDatasetFacetProvider {
  private static final long serialVersionUID = 1L;

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      Addressed addressed, KafkaSinkContext context, Long timestamp) {
    Outgoing message = addressed.message();
    RecordHeaders headers = new RecordHeaders();
    message.headers().forEach(header -> headers.add(header.name(), header.value()));
    return new ProducerRecord<>(
        addressed.topic(), null, null, message.key(), message.value(), headers);
  }

  @Override
  public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
    return Optional.of(
        new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(List.of(topic))));
  }
}
