package io.idealstream.wire;

/** Where a space, query, concept or model stands. */
public enum StatusState implements Coded {
  ACTIVE,
  REJECTED,
  DISABLED,
  EXPIRED,
  /** Of what was written, some is gone for good. */
  LOST
}
