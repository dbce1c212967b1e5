package io.idealstream.demo.feed;

/** Time as the feed sees it. */
public interface Timeline {

  /** Nanoseconds since some fixed moment. */
  long nanos();

  /**
   * Returns at the given moment, at once if it has passed.
   *
   * @return false when the feed is to end before
   */
  boolean reach(long nanos);
}
