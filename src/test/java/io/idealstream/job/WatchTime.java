package io.idealstream.job;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/** Sees event time pass in front of the sums, behind the items' union and the broadcast spaces. */
final class WatchTime implements Topology.Interception {
  private static final Map<String, BlockingQueue<Sight>> SIGHTS = new ConcurrentHashMap<>();
  private static final long PATIENCE_SECONDS = 180;

  private final String run;

  /**
   * @param run tells this run's sights from those of others in the process
   */
  WatchTime(String run) {
    this.run = run;
    SIGHTS.put(run, new LinkedBlockingQueue<>());
  }

  /**
   * @param watermark null for silence
   */
  private record Sight(int subtask, Long watermark) {}

  @Override
  public <T> DataStream<T> before(String uid, DataStream<T> input) {
    return uid.equals("accumulate")
        ? input.transform("watch", input.getType(), new Watching<>(run)).uid("watch")
        : input;
  }

  /** Returns when all subtasks are silent; none may have told a time. */
  void awaitSilence(int subtasks) throws InterruptedException {
    Set<Integer> silent = new HashSet<>();
    while (silent.size() < subtasks) {
      Sight sight = next();
      assertTrue(sight.watermark == null, () -> "a time although no item came: " + sight);
      silent.add(sight.subtask);
    }
  }

  /** Returns the first watermark that is not before a time. */
  Instant awaitAtLeast(Instant time) throws InterruptedException {
    Sight sight = next();
    while (sight.watermark == null || sight.watermark < time.toEpochMilli()) {
      sight = next();
    }
    return Instant.ofEpochMilli(sight.watermark);
  }

  private Sight next() throws InterruptedException {
    Sight sight = SIGHTS.get(run).poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertNotNull(sight, "event time stands still");
    return sight;
  }

  private static final class Watching<T> extends AbstractStreamOperator<T>
      implements OneInputStreamOperator<T, T> {
    private static final long serialVersionUID = 1L;

    private final String run;

    Watching(String run) {
      this.run = run;
    }

    @Override
    public void processElement(StreamRecord<T> element) {
      output.collect(element);
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
      see(mark.getTimestamp());
      super.processWatermark(mark);
    }

    @Override
    public void processWatermarkStatus(WatermarkStatus status) throws Exception {
      if (status.isIdle()) {
        see(null);
      }
      super.processWatermarkStatus(status);
    }

    private void see(Long watermark) {
      SIGHTS
          .get(run)
          .add(new Sight(getRuntimeContext().getTaskInfo().getIndexOfThisSubtask(), watermark));
    }
  }
}
