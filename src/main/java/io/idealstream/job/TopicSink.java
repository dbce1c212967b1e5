package io.idealstream.job;

import io.idealstream.wire.Outgoing;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connector's sink, whose writers always close, and whose committers pass over what Kafka has
 * forgotten ({@link TopicCommitter}).
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
  private static final Logger LOG = LoggerFactory.getLogger(TopicSink.class);

  private final KafkaSink<Outgoing> sink;
  private final OneLife life;

  /**
   * @param life whose writers wait for the right to write before they open: a writer that opens
   *     ends the transactions of its name
   */
  TopicSink(KafkaSink<Outgoing> sink, OneLife life) {
    this.sink = sink;
    this.life = life;
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
      return new Writer(
          ((TwoPhaseCommittingStatefulSink<Outgoing, KafkaWriterState, KafkaCommittable>) sink)
              .restoreWriter(context, state),
          right);
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
    return new TopicCommitter(sink.createCommitter(context));
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

  /** Hands everything on, but for failures to close; a checkpoint takes the right to write. */
  record Writer(
      PrecommittingStatefulSinkWriter<Outgoing, KafkaWriterState, KafkaCommittable> writer,
      OneLife.Right right)
      implements PrecommittingStatefulSinkWriter<Outgoing, KafkaWriterState, KafkaCommittable> {

    @Override
    public void write(Outgoing message, Context context) throws IOException, InterruptedException {
      writer.write(message, context);
    }

    @Override
    public void writeWatermark(Watermark watermark) throws IOException, InterruptedException {
      writer.writeWatermark(watermark);
    }

    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
      writer.flush(endOfInput);
      right.check();
    }

    @Override
    public Collection<KafkaCommittable> prepareCommit() throws IOException, InterruptedException {
      return writer.prepareCommit();
    }

    @Override
    public List<KafkaWriterState> snapshotState(long checkpoint) throws IOException {
      return writer.snapshotState(checkpoint);
    }

    @Override
    public void close() {
      try {
        writer.close();
      } catch (Exception failure) {
        // the writer's own failure is the reason of the restart already, or the clean-up of one
        LOG.info("A writer could not close in good order: {}", failure.toString(), failure);
      }
      right.close();
    }
  }
}
