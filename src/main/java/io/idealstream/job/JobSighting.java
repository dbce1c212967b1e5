package io.idealstream.job;

import io.idealstream.job.monitor.JobState;
import io.idealstream.stream.log.OneLine;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.checkpoint.FailedCheckpointStats;
import org.apache.flink.runtime.checkpoint.RestoredCheckpointStats;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.ErrorInfo;
import org.apache.flink.runtime.scheduler.ExecutionGraphInfo;
import org.apache.flink.runtime.scheduler.exceptionhistory.RootExceptionHistoryEntry;
import org.apache.kafka.common.errors.InvalidTimestampException;

/**
 * What can be seen of a job at one time.
 *
 * @param connected whether a TaskManager is there to run it
 * @param running whether every subtask of it runs
 * @param failures those that Flink still remembers, oldest first
 * @param restored the checkpoint it last went back to; 0 for none
 * @param completed checkpoints so far
 * @param failed checkpoints so far
 * @param checkpointFailure why the last of these failed; null without any
 * @param state what snapshots tell of it; null before it was seen
 */
record JobSighting(
    boolean connected,
    boolean running,
    List<Failure> failures,
    long restored,
    long completed,
    long failed,
    String checkpointFailure,
    JobState state) {

  static final JobSighting NOTHING = new JobSighting(false, false, List.of(), 0, 0, 0, null, null);

  /**
   * @param millis when, since 1970
   * @param cause one sentence
   * @param outOfMemory what ran out and what to set; null where memory was not the cause
   */
  record Failure(long millis, String cause, String outOfMemory) {

    private static Failure of(ErrorInfo failure) {
      Throwable error = failure.getException().deserializeError(JobSighting.class.getClassLoader());
      return new Failure(
          failure.getTimestamp(),
          JobSighting.cause(error),
          OutOfMemory.in(error).map(OutOfMemory::sentence).orElse(null));
    }
  }

  static JobSighting of(ExecutionGraphInfo job, boolean connected) {
    AccessExecutionGraph graph = job.getArchivedExecutionGraph();
    JobState state = JobState.of(job);
    boolean running = state.phase() == JobState.Phase.RUNNING;
    List<Failure> failures = new ArrayList<>();
    for (RootExceptionHistoryEntry failure : job.getExceptionHistory()) {
      failures.add(Failure.of(failure));
    }
    CheckpointStatsSnapshot checkpoints = graph.getCheckpointStatsSnapshot();
    if (checkpoints == null) {
      return new JobSighting(connected, running, failures, 0, 0, 0, null, state);
    }
    RestoredCheckpointStats restored = checkpoints.getLatestRestoredCheckpoint();
    FailedCheckpointStats failed = checkpoints.getHistory().getLatestFailedCheckpoint();
    return new JobSighting(
        connected,
        running,
        failures,
        restored == null ? 0 : restored.getCheckpointId(),
        checkpoints.getCounts().getNumberOfCompletedCheckpoints(),
        checkpoints.getCounts().getNumberOfFailedCheckpoints(),
        failed == null ? null : failed.getFailureMessage(),
        state);
  }

  /** The same with a cause that says more. */
  JobSighting withCheckpointFailure(String cause) {
    return new JobSighting(
        connected,
        running,
        failures,
        restored,
        completed,
        failed,
        checkpointFailure + " " + cause,
        state);
  }

  /** The first line of what lies at the bottom of a failure. */
  static String cause(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String message = root.getMessage() == null ? "" : root.getMessage().strip();
    String line = message.lines().findFirst().orElse("");
    String name = root.getClass().getSimpleName();
    String sentence = line.isEmpty() ? name : name + ": " + line;
    return OneLine.of(sentence + hint(root));
  }

  /** Kafka stamps nothing itself, and refuses what is stamped too far ahead of its own clock. */
  private static String hint(Throwable root) {
    return root instanceof InvalidTimestampException ? "; is this machine's clock fast?" : "";
  }
}
