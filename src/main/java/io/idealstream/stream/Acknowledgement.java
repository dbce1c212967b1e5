package io.idealstream.stream;

import io.idealstream.wire.Status;
import java.time.Instant;

/**
 * One subtask's word that a change is in force with it. The change is in force when every subtask
 * has said so.
 *
 * @param subtask index of the subtask
 * @param subtasks how many there are
 * @param status to be published once all have said so
 * @param expires event time at which what is in force ends; null for never
 * @param forgotten whether nothing is published: the subtask holds nothing any more of what was
 *     removed
 */
public record Acknowledgement(
    int subtask, int subtasks, Status status, Instant expires, boolean forgotten) {

  /** Of what is published. */
  public Acknowledgement(int subtask, int subtasks, Status status, Instant expires) {
    this(subtask, subtasks, status, expires, false);
  }
}
