package io.idealstream.drift;

import io.idealstream.math.Vectors;
import java.util.ArrayList;
import java.util.List;

/**
 * How items fit the words of the reference, by what these leave over of an item.
 *
 * <pre>
 *   r       = x - centre - sum_i sum_w p(w | x) u_{i,w}
 *   score_v = p(v | x) &lt;r, u_v / |u_v|>      whether a value looks as it did
 *   score   = |r|^2                              how much the words leave over
 * </pre>
 *
 * <p>A share that changes leaves both alone: the item is compared with what its own probabilities
 * expect.
 */
public final class WordFit implements Signal<Item> {

  private final PictureWords words;
  private final double[] units;
  private final List<Direction> directions;

  /** Of the words of the reference. */
  public WordFit(PictureWords words) {
    this.words = words;
    units = Rows.unitRows(words.rows(), words.dimension());
    List<Direction> all = new ArrayList<>();
    for (int i = 0; i < words.space().factors(); i++) {
      String factor = words.space().factor(i).name();
      for (String value : words.space().factor(i).values()) {
        all.add(new Direction("word", factor, value, Unit.LENGTH));
      }
    }
    all.add(new Direction("decomposability", "", "residual", Unit.ENERGY));
    directions = List.copyOf(all);
  }

  @Override
  public List<Direction> directions() {
    return directions;
  }

  @Override
  public void score(Item item, double[] scores, int at) {
    double[] residual = words.residual(item);
    int next = at;
    for (int i = 0; i < words.space().factors(); i++) {
      for (int v = 0; v < words.space().values(i); v++) {
        double along = Vectors.dot(residual, 0, units, words.at(i, v), residual.length);
        scores[next++] = item.debiased()[i][v] * along;
      }
    }
    scores[next] = Vectors.dot(residual, 0, residual, 0, residual.length);
  }
}
