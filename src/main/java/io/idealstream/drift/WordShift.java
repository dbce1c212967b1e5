package io.idealstream.drift;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether a value looks as it did: how far its items lie along its own word from where the
 * reference has them.
 *
 * <pre>
 *   score_v = p(v | x) &lt;x - centre - sum_i sum_w p(w | x) u_{i,w}, u_v / |u_v|>
 * </pre>
 *
 * <p>A share that changes leaves it alone: the item is compared with what its own probabilities
 * expect.
 */
public final class WordShift implements Signal<Item> {

  private final PictureWords words;
  private final double[] units;
  private final List<Direction> directions = new ArrayList<>();

  /** Of the words of the reference. */
  public WordShift(PictureWords words) {
    this.words = words;
    units = Inner.unitRows(words.rows(), words.dimension());
    for (int i = 0; i < words.space().factors(); i++) {
      String factor = words.space().factor(i).name();
      for (String value : words.space().factor(i).values()) {
        directions.add(new Direction("word", factor, value, Unit.LENGTH));
      }
    }
  }

  @Override
  public List<Direction> directions() {
    return List.copyOf(directions);
  }

  @Override
  public void score(Item item, double[] scores, int at) {
    double[] residual = words.residual(item);
    int next = at;
    for (int i = 0; i < words.space().factors(); i++) {
      for (int v = 0; v < words.space().values(i); v++) {
        double along = Inner.of(residual, 0, units, words.at(i, v), residual.length);
        scores[next++] = item.debiased()[i][v] * along;
      }
    }
  }
}
