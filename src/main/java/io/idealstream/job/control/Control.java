package io.idealstream.job.control;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What may be asked of a job while it runs. */
public interface Control {

  /** How it is, as a tree for JSON; {@code healthy} in it says whether all is well. */
  Map<String, Object> status();

  /** Takes a savepoint and runs on; says where it lies. */
  CompletableFuture<String> savepoint();

  /**
   * Ends it with a savepoint.
   *
   * @param limit for the savepoint; beyond it the job ends with its last checkpoint
   * @return what became of it, in sentences
   */
  CompletableFuture<String> stop(Duration limit);
}
