package io.idealstream.wire;

/** What a status is about. */
public enum StatusKind implements Coded {
  SPACE,
  QUERY,
  CONCEPT,
  MODEL,
  POLICY,
  /** The watch of a feed. */
  DRIFT,
  /** An act on drift or words. */
  CONTROL,
  /** That an item is forgotten. */
  ERASURE,
  /** The job itself. */
  JOB
}
