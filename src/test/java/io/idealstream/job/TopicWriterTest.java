package io.idealstream.job;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.connector.kafka.sink.TwoPhaseCommittingStatefulSink.PrecommittingStatefulSinkWriter;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class TopicWriterTest {

  /** Of a broker that is away. */
  private static final class Away
      implements PrecommittingStatefulSinkWriter<Addressed, KafkaWriterState, KafkaCommittable> {

    @Override
    public void write(Addressed message, Context context) throws IOException {
      throw new IOException("away");
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
      throw new IOException("away");
    }

    @Override
    public Collection<KafkaCommittable> prepareCommit() throws IOException {
      throw new IOException("away");
    }

    @Override
    public List<KafkaWriterState> snapshotState(long checkpoint) throws IOException {
      throw new IOException("away");
    }

    @Override
    public void close() {
      throw new TimeoutException("Timeout expired while awaiting EndTxn(false)");
    }
  }

  /** An exception on closing a failed task would end the TaskManager, and the process with it. */
  @Test
  void aWriterClosesThoughItsBrokerIsAway() {
    TopicWriter writer = new TopicWriter(new Away(), "t", OneLife.Right.NONE, null);
    assertDoesNotThrow(writer::close);
  }

  @Test
  void whatFailsBeforeThatFailsTheJob() {
    TopicWriter writer = new TopicWriter(new Away(), "t", OneLife.Right.NONE, null);
    assertThrows(IOException.class, () -> writer.write(null, null));
    assertThrows(IOException.class, () -> writer.flush(false));
    assertThrows(IOException.class, writer::prepareCommit);
    assertThrows(IOException.class, () -> writer.snapshotState(1));
  }
}
