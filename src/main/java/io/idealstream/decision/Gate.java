package io.idealstream.decision;

import io.idealstream.math.Vectors;
import java.util.Arrays;

/**
 * Whether an item is about a space at all.
 *
 * <pre>
 *   admitted:  cos(x, centre) > max_t cos(x, text_t) + margin
 * </pre>
 */
public final class Gate {

  /** The centre, then the texts: row-major [1 + texts x dimension]. */
  private final double[] rows;

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
          "numbers of gate texts: %d, expected a multiple of dimension %d"
              .formatted(texts.length, centre.length));
    }
    double[] unit = centre.clone();
    Products.normalizeRows(unit, unit.length);
    rows = Arrays.copyOf(unit, unit.length + texts.length);
    System.arraycopy(texts, 0, rows, unit.length, texts.length);
    this.margin = margin;
  }

  /**
   * Whether the item passes.
   *
   * @param item unit vector [dimension]
   */
  public boolean admits(float[] item) {
    double[] cosines = new double[rows.length / item.length];
    Vectors.dots(item, rows, cosines);
    double best = Double.NEGATIVE_INFINITY;
    for (int text = 1; text < cosines.length; text++) {
      best = Math.max(best, cosines[text]);
    }
    return cosines[0] > best + margin;
  }
}
