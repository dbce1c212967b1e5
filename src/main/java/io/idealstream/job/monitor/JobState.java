package io.idealstream.job.monitor;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.scheduler.ExecutionGraphInfo;

/**
 * Whether a job runs, and its checkpoints.
 *
 * @param started when it was submitted
 * @param since when the phase began
 */
public record JobState(Instant started, Phase phase, Instant since, Checkpoints checkpoints) {

  /** What a job is about. */
  public enum Phase {
    /** Its subtasks open what they need. */
    STARTING,
    /** Every subtask works. */
    RUNNING,
    /** It has failed, and its subtasks open what they need again. */
    RESTARTING
  }

  /** What Flink says of a job. */
  public static JobState of(ExecutionGraphInfo job) {
    AccessExecutionGraph graph = job.getArchivedExecutionGraph();
    Checkpoints checkpoints = Checkpoints.of(graph.getCheckpointStatsSnapshot());
    Instant started = Instant.ofEpochMilli(graph.getStatusTimestamp(JobStatus.INITIALIZING));
    if (runs(graph)) {
      return new JobState(started, Phase.RUNNING, since(graph), checkpoints);
    }
    return lastFailure(job)
        .map(failed -> new JobState(started, Phase.RESTARTING, failed, checkpoints))
        .orElseGet(() -> new JobState(started, Phase.STARTING, started, checkpoints));
  }

  /** The state, but that a job which fails again while it restarts has not run between. */
  JobState after(JobState before) {
    boolean again = phase == Phase.RESTARTING && before.phase == Phase.RESTARTING;
    return again ? new JobState(started, phase, before.since, checkpoints) : this;
  }

  /** The state with fewer failed checkpoints. */
  JobState withoutFailed(long number) {
    return new JobState(
        started,
        phase,
        since,
        new Checkpoints(
            checkpoints.completed(), checkpoints.failed() - number, checkpoints.last()));
  }

  private static Optional<Instant> lastFailure(ExecutionGraphInfo job) {
    return StreamSupport.stream(job.getExceptionHistory().spliterator(), false)
        .map(failure -> Instant.ofEpochMilli(failure.getTimestamp()))
        .max(Instant::compareTo);
  }

  private static boolean runs(AccessExecutionGraph graph) {
    return graph.getState() == JobStatus.RUNNING
        && vertices(graph)
            .map(AccessExecutionVertex::getExecutionState)
            .allMatch(state -> state == ExecutionState.RUNNING || state == ExecutionState.FINISHED);
  }

  /** When the last of the subtasks began to work. */
  private static Instant since(AccessExecutionGraph graph) {
    Optional<Long> last =
        vertices(graph)
            .map(vertex -> vertex.getStateTimestamp(ExecutionState.RUNNING))
            .max(Long::compare);
    return Instant.ofEpochMilli(last.orElseGet(() -> graph.getStatusTimestamp(JobStatus.RUNNING)));
  }

  private static Stream<? extends AccessExecutionVertex> vertices(AccessExecutionGraph graph) {
    return StreamSupport.stream(graph.getAllExecutionVertices().spliterator(), false);
  }
}
