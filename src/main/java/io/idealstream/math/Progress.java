package io.idealstream.math;

/** Hears how far long work has come. */
@FunctionalInterface
public interface Progress {

  /** For work that nobody watches. */
  Progress SILENT = (done, whole) -> {};

  /**
   * Tells that a part of the work is finished.
   *
   * @param done steps finished, rising up to {@code whole}
   * @param whole all steps
   */
  void at(long done, long whole);
}
