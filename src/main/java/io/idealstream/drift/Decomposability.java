package io.idealstream.drift;

import java.util.List;

/**
 * How much of an item the words leave over.
 *
 * <pre>
 *   score = |x - centre - sum_i sum_v p(v | x) u_{i,v}|^2
 * </pre>
 *
 * <p>Its mean against that of |x - centre|^2 is reported as R2, which is no mean and never bet on.
 */
public final class Decomposability implements Signal<Item> {

  private final PictureWords words;

  /** By the words of the reference. */
  public Decomposability(PictureWords words) {
    this.words = words;
  }

  @Override
  public List<Direction> directions() {
    return List.of(new Direction("decomposability", "", "residual", Unit.ENERGY));
  }

  @Override
  public void score(Item item, double[] scores, int at) {
    double[] residual = words.residual(item);
    scores[at] = Inner.of(residual, 0, residual, 0, residual.length);
  }

  /**
   * R2 = 1 - residual / total, of mean energies.
   *
   * @param total mean of |x - centre|^2, above 0
   */
  public static double r2(double residual, double total) {
    return 1 - residual / total;
  }
}
