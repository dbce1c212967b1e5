package io.idealstream.stream.inforce;

import io.idealstream.stream.Acknowledgement;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import java.time.Instant;
import org.apache.flink.api.common.TaskInfo;

/**
 * What is to be said once every subtask has taken a change over.
 *
 * @param expires event time at which what is in force ends; null for never
 * @param forgotten whether nothing is published: what was removed need not be known any more
 */
public record Announcement(Status status, Instant expires, boolean forgotten) {

  /** What is published. */
  public Announcement(Status status, Instant expires) {
    this(status, expires, false);
  }

  /** The word of one subtask that it has taken the change over. */
  public Acknowledgement by(TaskInfo task) {
    return by(task.getIndexOfThisSubtask(), task.getNumberOfParallelSubtasks());
  }

  /** The word of the one subtask that has the change. */
  public Acknowledgement byOne() {
    return by(0, 1);
  }

  private Acknowledgement by(int subtask, int subtasks) {
    return new Acknowledgement(subtask, subtasks, status, expires, forgotten);
  }

  /** The last that is said of what was removed. */
  public static Announcement forgotten(StatusKind kind, String id, long version) {
    return new Announcement(new Status(kind, id, version, StatusState.DISABLED, null), null, true);
  }
}
