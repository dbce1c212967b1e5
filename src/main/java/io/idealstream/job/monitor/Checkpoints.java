package io.idealstream.job.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.checkpoint.CompletedCheckpointStats;

/**
 * The checkpoints of a job since its start.
 *
 * @param completed how many
 * @param failed how many; of a run here without those that were asked for before every subtask ran
 * @param last the last that is complete; null before there is any
 */
public record Checkpoints(long completed, long failed, Completed last) {

  static final Checkpoints NONE = new Checkpoints(0, 0, null);

  /**
   * One that is complete.
   *
   * @param at when it was complete
   * @param bytes of state in it
   * @param duration from its trigger until it was complete
   */
  public record Completed(long id, Instant at, long bytes, Duration duration) {

    private static Completed of(CompletedCheckpointStats stats) {
      Instant triggered = Instant.ofEpochMilli(stats.getTriggerTimestamp());
      Duration duration = Duration.ofMillis(Math.max(0, stats.getEndToEndDuration()));
      return new Completed(
          stats.getCheckpointId(), triggered.plus(duration), stats.getStateSize(), duration);
    }

    private Map<String, Object> tree() {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("id", id);
      tree.put("at", at);
      tree.put("bytes", bytes);
      tree.put("millis", duration.toMillis());
      return tree;
    }
  }

  /**
   * @param stats null where the job makes no checkpoints
   */
  static Checkpoints of(CheckpointStatsSnapshot stats) {
    if (stats == null) {
      return NONE;
    }
    CompletedCheckpointStats last = stats.getHistory().getLatestCompletedCheckpoint();
    return new Checkpoints(
        stats.getCounts().getNumberOfCompletedCheckpoints(),
        stats.getCounts().getNumberOfFailedCheckpoints(),
        last == null ? null : Completed.of(last));
  }

  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("completed", completed);
    tree.put("failed", failed);
    tree.put("last", last == null ? null : last.tree());
    return tree;
  }
}
