package io.idealstream.model;

/** What became of one picture or text: a vector, or the reason why there is none. */
public sealed interface Embedding {

  /**
   * A unit vector.
   *
   * @param values [dimension], finite, of Euclidean length 1
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody; copied by nobody in flight
  record Vector(float[] values) implements Embedding {}

  /**
   * No vector.
   *
   * @param reason a stable code in kebab case
   * @param detail one sentence
   */
  record Rejected(String reason, String detail) implements Embedding {}
}
