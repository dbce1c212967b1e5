package io.idealstream.decision;

import io.idealstream.math.Vectors;

/**
 * Whether an item is about a space at all.
 *
 * <pre>
 *   admitted:  cos(x, centre) > max_t cos(x, text_t) + margin
 * </pre>
 */
public final class Gate {

  private final double[] centre;
  private final double[] texts;
  private final double margin;

  /**
   * @param centre [dimension], of any length
   * @param texts row-major [texts x dimension], unit vectors that fit any item; not empty
   * @param margin cosine by which the centre must be nearer
   * @throws IllegalArgumentException if the texts are not rows of the centre's dimension
   */
  public Gate(double[] centre, double[] texts, double margin) {
    if (texts.length == 0 || texts.length % centre.length != 0) {
      throw new IllegalArgumentException(
          "gate texts hold %d numbers, expected a multiple of dimension %d"
              .formatted(texts.length, centre.length));
    }
    this.centre = centre.clone();
    Products.normalizeRows(this.centre, centre.length);
    this.texts = texts;
    this.margin = margin;
  }

  /**
   * Whether the item passes.
   *
   * @param item unit vector [dimension]
   */
  public boolean admits(float[] item) {
    double best = Double.NEGATIVE_INFINITY;
    for (int at = 0; at < texts.length; at += centre.length) {
      best = Math.max(best, Vectors.dot(item, texts, at));
    }
    return Vectors.dot(item, centre, 0) > best + margin;
  }
}
