package io.idealstream.model.fetch;

/** Hears how a download goes on. */
@FunctionalInterface
public interface Progress {
  /**
   * @param bytes of all files of the model that are on disk now
   */
  void reached(long bytes);
}
