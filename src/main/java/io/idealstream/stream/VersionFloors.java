package io.idealstream.stream;

import java.io.Serializable;

/**
 * The highest versions that were ever written to topics: a job that begins without state goes on
 * above them, so that the versions of no name go back.
 *
 * @param spaces of definitions of spaces
 * @param controls of acts on drift and words
 * @param words of words, over all spaces
 */
public record VersionFloors(
    long spaces, long queries, long concepts, long policies, long controls, long words)
    implements Serializable {

  /** Nothing was written before. */
  public static final VersionFloors NONE = new VersionFloors(0, 0, 0, 0, 0, 0);
}
