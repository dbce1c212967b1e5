package io.idealstream.job.recovery;

import java.time.Instant;

/**
 * A complete checkpoint or savepoint, from which a job can go on.
 *
 * @param path its folder, as a URI
 * @param id of the checkpoint; rises through a life, over all its runs
 * @param completed when its last file was written
 */
public record Snapshot(Kind kind, String path, long id, Instant completed) {

  /** A checkpoint is the job's own to delete, a savepoint is the user's. */
  public enum Kind {
    CHECKPOINT,
    SAVEPOINT
  }

  /** Such as {@code chk-41} or {@code savepoint-ab12cd-0123456789ab}. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
