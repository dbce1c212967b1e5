package io.idealstream.job;

import io.idealstream.wire.Outgoing;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.codec.Topic;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Topics of a real Kafka as sources and sinks. */
public final class KafkaEndpoints implements Sources, Sinks {
  private final JobSettings settings;
  private final String member;

  /**
   * @param member who holds the right to write to Kafka; null for the job's own id
   */
  KafkaEndpoints(JobSettings settings, String member) {
    this.settings = settings;
    this.member = member;
  }

  /** Control topics are read whole by every new job; data topics from the group's position. */
  @Override
  public SingleOutputStreamOperator<TopicRecord> of(
      StreamExecutionEnvironment environment, Topic<?> topic) {
    JobSettings.Kafka kafka = settings.kafka();
    Duration interval = Duration.ofMillis(environment.getConfig().getAutoWatermarkInterval());
    KafkaSourceBuilder<TopicRecord> source =
        KafkaSource.<TopicRecord>builder()
            .setBootstrapServers(kafka.bootstrapServers())
            .setTopics(kafka.name(topic))
            .setGroupId(kafka.group())
            .setClientIdPrefix(kafka.group() + "-" + topic.code())
            .setStartingOffsets(start(topic))
            .setDeserializer(new ReadTopicRecord())
            .setProperties(properties())
            .setProperty("isolation.level", "read_committed")
            .setProperty("partition.discovery.interval.ms", "60000");
    settings.input().past().ifPresent(range -> source.setBounded(end(topic, range)));
    return environment
        .fromSource(source.build(), partitions(topic, interval), "read " + topic.code())
        .uid("read-" + topic.code());
  }

  /** Items have times: of them it is said when all partitions that are not silent were heard of. */
  private WatermarkStrategy<TopicRecord> partitions(Topic<?> topic, Duration interval) {
    Duration idleAfter = settings.input().idleAfter();
    return topic.isControl()
        ? WatermarkStrategy.noWatermarks()
        : WatermarkStrategy.forGenerator(
            context -> new Heard(idleAfter, context.getInputActivityClock(), interval));
  }

  @Override
  public void attach(DataStream<Outgoing> messages, Topic<?> topic) {
    JobSettings.Output output = settings.output();
    Delivery delivery = output.delivery(topic);
    KafkaSinkBuilder<Addressed> sink =
        KafkaSink.<Addressed>builder()
            .setBootstrapServers(settings.kafka().bootstrapServers())
            .setRecordSerializer(new WriteOutgoing(settings.kafka().name(topic)))
            .setDeliveryGuarantee(delivery.guarantee())
            .setKafkaProducerConfig(properties())
            .setProperty(
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(largestRequest(topic)))
            .setProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    if (delivery == Delivery.EXACTLY_ONCE) {
      sink.setTransactionalIdPrefix(transactionalId(topic))
          .setTransactionNamingStrategy(TransactionNamingStrategy.INCREMENTING)
          .setProperty(
              ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
              Long.toString(output.transactionTimeout().toMillis()));
    }
    DataStreamSink<Outgoing> written =
        messages.sinkTo(
            new TopicSink(
                sink.build(),
                settings.kafka().name(topic),
                life(topic),
                delivery == Delivery.EXACTLY_ONCE ? marking(topic) : null,
                alarm(topic)));
    written.name("write " + topic.code()).uid("write-" + topic.code());
    if (Few.are(topic)) {
      written.setParallelism(Few.SUBTASKS);
    }
  }

  /** Every job has statuses: the first of their writers holds the right for all. */
  private OneLife life(Topic<?> topic) {
    return new OneLife(settings.lease(), member, topic == Topic.STATUS);
  }

  private String transactionalId(Topic<?> topic) {
    return settings.output().transactionalId() + "-" + topic.code();
  }

  private Marking marking(Topic<?> topic) {
    return new Marking(
        settings.kafka().name(Topic.TRANSACTIONS),
        transactionalId(topic),
        topic,
        settings.output().encoding(Topic.TRANSACTIONS));
  }

  private LossAlarm alarm(Topic<?> topic) {
    return new LossAlarm(
        settings.kafka().connection(),
        settings.kafka().name(Topic.TRANSACTIONS),
        settings.kafka().name(Topic.STATUS),
        settings.output().encoding(Topic.STATUS),
        topic,
        settings.output().transactionTimeout(),
        settings.output().onLoss() == JobSettings.OnLoss.STOP);
  }

  private OffsetsInitializer start(Topic<?> topic) {
    if (topic.isControl()) {
      return OffsetsInitializer.earliest();
    }
    Optional<PastRange> past = settings.input().past();
    if (past.isPresent()) {
      return OffsetsInitializer.timestamp(past.get().from().toEpochMilli());
    }
    return OffsetsInitializer.committedOffsets(
        settings.input().start() == JobSettings.Start.EARLIEST
            ? OffsetResetStrategy.EARLIEST
            : OffsetResetStrategy.LATEST);
  }

  /** What is defined now is what a past range is worked off by. */
  private static OffsetsInitializer end(Topic<?> topic, PastRange range) {
    return topic.isControl()
        ? OffsetsInitializer.latest()
        : OffsetsInitializer.timestamp(range.to().toEpochMilli());
  }

  /** The limit is held by the operator before the sink; the client's must lie above it. */
  private int largestRequest(Topic<?> topic) {
    int limit =
        topic == Topic.DEAD_LETTERS
            ? settings.output().deadLetters().sinkLimit()
            : settings.output().maxBytes();
    return limit + (1 << 16);
  }

  private Properties properties() {
    Properties properties = new Properties();
    properties.putAll(settings.kafka().connection().forClients());
    return properties;
  }
}
