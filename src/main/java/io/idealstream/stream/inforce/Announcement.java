package io.idealstream.stream.inforce;

import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import java.time.Instant;

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

  /** The last that is said of what was removed. */
  public static Announcement forgotten(StatusKind kind, String id, long version) {
    return new Announcement(new Status(kind, id, version, StatusState.DISABLED, null), null, true);
  }
}
