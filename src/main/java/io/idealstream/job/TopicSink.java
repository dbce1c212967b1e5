package io.idealstream.job;

import io.idealstream.wire.Outgoing;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.connector.kafka.sink.TwoPhaseCommittingStatefulSink;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPostCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.lineage.LineageVertex;
import org.apache.flink.streaming.api.lineage.LineageVertexProvider;

/**
 * The connector's sink, whose writers always close and mark their transactions ({@link
 * TopicWriter}), and whose committers find out what became of a transaction that Kafka does not
 * commit ({@link TopicCommitter}).
 *
 * <p>A writer aborts its open transaction when it closes. While Kafka is away that fails, and Flink
 * takes an exception in the clean-up of a failed task for the end of the whole TaskManager: an
 * outage that could be waited out would end the process. The abort is made up for: the next writer
 * of the same transactional id does it before it begins, and the broker's time limit does.
 */
final class TopicSink
    implements TwoPhaseCommittingStatefulSink<Outgoing, KafkaWriterState, KafkaCommittable>,
        SupportsPostCommitTopology<KafkaCommittable>,
        LineageVertexProvider {
  private static final long serialVersionUID = 1L;
  private final KafkaSink<Addressed> sink;
  private final String topic;
  private final OneLife life;
  private final Marking marking;
  private final LossAlarm alarm;

  /**
   * @param topic full name
   * @param life whose writers wait for the right to write before they open: a writer that opens
   *     ends the transactions of its name
   * @param marking of transactions; null where nothing is written in any
   * @param alarm for transactions that cannot be committed
   */
  TopicSink(
      KafkaSink<Addressed> sink, String topic, OneLife life, Marking marking, LossAlarm alarm) {
    this.sink = sink;
    this.topic = topic;
    this.life = life;
    this.marking = marking;
    this.alarm = alarm;
  }

  @Override
  public PrecommittingStatefulSinkWriter<Outgoing, KafkaWriterState, KafkaCommittable> createWriter(
      WriterInitContext context) throws IOException {
    return restoreWriter(context, List.of());
  }

  @Override
  public PrecommittingStatefulSinkWriter<Outgoing, KafkaWriterState, KafkaCommittable>
      restoreWriter(WriterInitContext context, Collection<KafkaWriterState> state)
          throws IOException {
    OneLife.Right right = life.await(context);
    try {
      return new TopicWriter(
          ((TwoPhaseCommittingStatefulSink<Addressed, KafkaWriterState, KafkaCommittable>) sink)
              .restoreWriter(context, state),
          topic,
          right,
          marking == null ? null : marking.new Pen(context));
    } catch (IOException | RuntimeException failure) {
      right.close();
      throw failure;
    }
  }

  @Override
  public SimpleVersionedSerializer<KafkaWriterState> getWriterStateSerializer() {
    return sink.getWriterStateSerializer();
  }

  @Override
  public Committer<KafkaCommittable> createCommitter(CommitterInitContext context)
      throws IOException {
    String job = context.getJobInfo().getJobId().toHexString();
    return new TopicCommitter(
        sink.createCommitter(context),
        transactions -> alarm.hear(transactions, job, context.metricGroup()));
  }

  @Override
  public SimpleVersionedSerializer<KafkaCommittable> getCommittableSerializer() {
    return sink.getCommittableSerializer();
  }

  @Override
  public void addPostCommitTopology(DataStream<CommittableMessage<KafkaCommittable>> committer) {
    sink.addPostCommitTopology(committer);
  }

  @Override
  public LineageVertex getLineageVertex() {
    return sink.getLineageVertex();
  }
}
