package io.idealstream.cli.trial;

import io.idealstream.wire.Status;
import io.idealstream.wire.StatusState;
import java.time.Instant;

/**
 * A definition that a topic holds, and what the job says of it.
 *
 * @param definition null where it cannot be read
 * @param published Kafka timestamp of its message
 * @param basis content of the live definition that a trial was begun against; null for none
 * @param status the last; null where nothing was said of it yet
 * @param activeSince Kafka timestamp of the first acknowledgement of its newest version; null where
 *     none is in force
 */
public record Defined<D>(
    String name,
    D definition,
    Instant published,
    String basis,
    Status status,
    Instant activeSince) {

  /** Its version in force; 0 where none is. */
  public long version() {
    return isActive() ? status.version() : 0;
  }

  public boolean isActive() {
    return status != null && status.state() == StatusState.ACTIVE;
  }

  /** Where it stands, in words. */
  public String state() {
    if (status == null) {
      return "nothing was said of it yet";
    }
    String detail = status.detail() == null ? "" : ", " + status.detail();
    return "version %d %s%s".formatted(status.version(), status.state().code(), detail);
  }
}
