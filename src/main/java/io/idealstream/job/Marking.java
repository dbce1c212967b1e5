package io.idealstream.job;

import io.idealstream.wire.Encoding;
import io.idealstream.wire.TransactionMark;
import io.idealstream.wire.codec.Topic;
import java.io.Serializable;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Puts a mark into each transaction of a sink, so that it can be told later whether that was
 * committed, and how much was in it.
 *
 * @param marks full name of topic transactions
 * @param transactionalId of the sink, before subtask and checkpoint
 * @param topic that the sink writes
 */
record Marking(String marks, String transactionalId, Topic<?> topic, Encoding encoding)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The marks of one writer. The connector names a transaction by the checkpoint that ends it. */
  final class Pen {
    private final String life;
    private final int subtask;
    private long checkpoint;
    private long records;

    Pen(WriterInitContext context) {
      life = context.getJobInfo().getJobId().toHexString();
      subtask = context.getTaskInfo().getIndexOfThisSubtask();
      checkpoint = context.getRestoredCheckpointId().orElse(0) + 1;
    }

    void count() {
      records++;
    }

    /** The mark of what was counted; null if that was nothing. */
    Addressed mark() {
      if (records == 0) {
        return null;
      }
      TransactionMark mark =
          new TransactionMark(
              transactionalId + "-" + subtask + "-" + checkpoint,
              life,
              topic.code(),
              subtask,
              checkpoint,
              records);
      records = 0;
      return new Addressed(marks, Topic.TRANSACTIONS.message(mark, encoding));
    }

    void next(long snapshot) {
      checkpoint = snapshot + 1;
    }
  }
}
