package io.idealstream.stream.keyed;

import java.time.Duration;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.streaming.api.operators.InternalTimeServiceManager.ShouldStopAdvancingFn;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * An operator whose timers in event time have much to do, many at once: they ring a few at a time,
 * so that records and checkpoint barriers pass between them.
 *
 * <p>Event time is at the new watermark from the first of them on, and the watermark itself goes on
 * once all have rung. Those that have not are in state, and ring after a restore. At the end of
 * time nothing waits.
 */
public abstract class SpreadingOperator<O> extends KeyedOperator<O> {

  private static final long serialVersionUID = 1L;

  /** How long timers ring before others have their turn. */
  private static final long TURN_NANOS = Duration.ofMillis(10).toNanos();

  private transient MailboxExecutor mailbox;

  /** The watermark whose timers ring; null once all have. */
  private transient Watermark passing;

  private transient boolean waiting;

  @Override
  public void open() throws Exception {
    super.open();
    mailbox =
        getContainingTask()
            .getMailboxExecutorFactory()
            .createExecutor(getOperatorConfig().getChainIndex());
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    passing = mark;
    if (mark.equals(Watermark.MAX_WATERMARK)) {
      passAtOnce();
    } else {
      passForATurn();
    }
  }

  private void passForATurn() throws Exception {
    long end = System.nanoTime() + TURN_NANOS;
    pass(() -> System.nanoTime() - end >= 0);
    if (passing != null && !waiting) {
      waiting = true;
      mailbox.execute(
          MailboxExecutor.MailOptions.deferrable(), this::nextTurn, "more timers are due");
    }
  }

  private void nextTurn() throws Exception {
    waiting = false;
    if (passing != null) {
      passForATurn();
    }
  }

  private void passAtOnce() throws Exception {
    if (passing != null) {
      pass(() -> false);
    }
  }

  private void pass(ShouldStopAdvancingFn stop) throws Exception {
    if (getTimeServiceManager().orElseThrow().tryAdvanceWatermark(passing, stop)) {
      output.emitWatermark(passing);
      passing = null;
    }
  }

  /** Silence must not overtake a watermark: nobody would hear this one any more. */
  @Override
  protected void processWatermarkStatus(WatermarkStatus status, int input) throws Exception {
    passAtOnce();
    super.processWatermarkStatus(status, input);
    passAtOnce();
  }

  @Override
  public void finish() throws Exception {
    passAtOnce();
    super.finish();
  }
}
