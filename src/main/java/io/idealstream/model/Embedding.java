package io.idealstream.model;

/** What became of one picture or text: a vector, or the reason why there is none. */
public sealed interface Embedding {

  /**
   * A unit vector.
   *
   * @param values [dimension], finite, of Euclidean length 1
   * @param pixels of the picture as it was sent; 0 of a text
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody; copied by nobody in flight
  record Vector(float[] values, long pixels) implements Embedding {

    /** Of a text. */
    public Vector(float[] values) {
      this(values, 0);
    }
  }

  /**
   * No vector.
   *
   * @param reason a stable code in kebab case
   * @param detail one sentence
   */
  record Rejected(String reason, String detail) implements Embedding {}
}
