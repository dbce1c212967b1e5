package io.idealstream.job;

import io.idealstream.wire.Outgoing;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.connector.kafka.sink.TwoPhaseCommittingStatefulSink.PrecommittingStatefulSinkWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A writer of {@link TopicSink}: the connector's, which always closes, whose transactions have
 * marks, and with whose checkpoints the right to write is renewed.
 */
final class TopicWriter
    implements PrecommittingStatefulSinkWriter<Outgoing, KafkaWriterState, KafkaCommittable> {
  private static final Logger LOG = LoggerFactory.getLogger(TopicWriter.class);

  private final PrecommittingStatefulSinkWriter<Addressed, KafkaWriterState, KafkaCommittable>
      writer;
  private final String topic;
  private final OneLife.Right right;
  private final Marking.Pen pen;

  /**
   * @param topic full name
   * @param pen null where nothing is written in transactions
   */
  TopicWriter(
      PrecommittingStatefulSinkWriter<Addressed, KafkaWriterState, KafkaCommittable> writer,
      String topic,
      OneLife.Right right,
      Marking.Pen pen) {
    this.writer = writer;
    this.topic = topic;
    this.right = right;
    this.pen = pen;
  }

  @Override
  public void write(Outgoing message, Context context) throws IOException, InterruptedException {
    writer.write(new Addressed(topic, message), context);
    if (pen != null) {
      pen.count();
    }
  }

  @Override
  public void writeWatermark(Watermark watermark) throws IOException, InterruptedException {
    writer.writeWatermark(watermark);
  }

  /** Comes once before each checkpoint. */
  @Override
  public void flush(boolean endOfInput) throws IOException, InterruptedException {
    Addressed mark = pen == null ? null : pen.mark();
    if (mark != null) {
      writer.write(mark, new Timeless());
    }
    writer.flush(endOfInput);
    right.check();
  }

  @Override
  public Collection<KafkaCommittable> prepareCommit() throws IOException, InterruptedException {
    return writer.prepareCommit();
  }

  @Override
  public List<KafkaWriterState> snapshotState(long checkpoint) throws IOException {
    List<KafkaWriterState> state = writer.snapshotState(checkpoint);
    if (pen != null) {
      pen.next(checkpoint);
    }
    return state;
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

  /** Of a record that stands for no event. */
  private record Timeless() implements Context {

    @Override
    public long currentWatermark() {
      return Long.MIN_VALUE;
    }

    @Override
    public Long timestamp() {
      return null;
    }
  }
}
