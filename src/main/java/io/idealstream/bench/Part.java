package io.idealstream.bench;

import io.idealstream.wire.Coded;

/** What can be measured by itself. */
public enum Part implements Coded {
  /** The whole job against a plain loop over the same pictures. */
  PIPELINE,
  /** Standing queries against a bare matrix product. */
  QUERIES,
  /** Labels in spaces against embedding a picture. */
  SPACES,
  /** A batch fit against a bare mean. */
  FIT,
  /** From picture to label, at half the pace of the job: needs {@link #PIPELINE}. */
  LATENCY,
  /** From the start of a job to its first label, and what a job takes that has nothing to do. */
  START
}
