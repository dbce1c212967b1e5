package io.idealstream.drift;

/** Where the {@link DriftWatch} of a feed keeps what it needs after a restart. */
public interface DriftMemory {

  /** Parts that are written once each, in order. */
  enum Part {
    /** Intervals whose items say what is watched. */
    FIRST,
    /** Intervals whose votes say what is normal, until the reference is frozen. */
    REFERENCE
  }

  /** What changes with every interval, or once: null before it was written. */
  enum Value {
    /** How far the watch is. */
    PROGRESS,
    /** The reference, once it is frozen. */
    FROZEN
  }

  Iterable<byte[]> list(Part part) throws Exception;

  void add(Part part, byte[] bytes) throws Exception;

  void clear(Part part) throws Exception;

  byte[] value(Value value) throws Exception;

  void update(Value value, byte[] bytes) throws Exception;
}
