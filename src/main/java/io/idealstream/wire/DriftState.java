package io.idealstream.wire;

/** Where a drift stands. */
public enum DriftState implements Coded {
  STARTED,
  ONGOING,
  RECOVERED
}
