package io.idealstream.wire;

/** Where a space, query, concept or model stands. */
public enum StatusState implements Coded {
  /** Something has to come before it is active. */
  WAITING,
  ACTIVE,
  REJECTED,
  DISABLED,
  EXPIRED,
  /** Of what was written, some is gone for good. */
  LOST,
  /** What was asked for once has been done. */
  DONE
}
