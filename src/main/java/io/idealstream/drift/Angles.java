package io.idealstream.drift;

import io.idealstream.math.FactorSpace;
import io.idealstream.math.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Where items lie along fixed directions w of length 1.
 *
 * <pre>
 *   score_w = asin &lt;x, w>     in degrees: 0 is across, 90 along
 * </pre>
 */
public final class Angles implements Signal<Item> {

  private final double[] rows;
  private final int dimension;
  private final List<Direction> directions;

  private Angles(double[] rows, int dimension, List<Direction> directions) {
    this.rows = Rows.unitRows(rows, dimension);
    this.dimension = dimension;
    this.directions = List.copyOf(directions);
  }

  /**
   * Along the words of every factor.
   *
   * @param words row-major [rows of the space x dimension]: the centre, then the words, centred
   *     within their factors
   */
  public static Angles ofWords(FactorSpace space, double[] words) {
    int dimension = words.length / space.rows();
    List<Direction> directions = new ArrayList<>();
    for (int i = 0; i < space.factors(); i++) {
      for (String value : space.factor(i).values()) {
        directions.add(new Direction("centre", space.factor(i).name(), value, Unit.DEGREES));
      }
    }
    double[] rows = new double[words.length - dimension];
    System.arraycopy(words, dimension, rows, 0, rows.length);
    return new Angles(rows, dimension, directions);
  }

  /**
   * Along directions that no word names, such as principal axes of what words leave over.
   *
   * @param rows row-major [directions x dimension]
   * @param name of them all; they are numbered from 1
   */
  public static Angles unnamed(double[] rows, int dimension, String name) {
    List<Direction> directions = new ArrayList<>();
    for (int r = 1; r <= rows.length / dimension; r++) {
      directions.add(new Direction("unnamed", "", name + "-" + r, Unit.DEGREES));
    }
    return new Angles(rows, dimension, directions);
  }

  /** Along random directions, the same for the same seed. */
  public static Angles random(int number, int dimension, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] rows = new double[number * dimension];
    for (int j = 0; j < rows.length; j++) {
      rows[j] = random.nextGaussian();
    }
    return unnamed(rows, dimension, "random");
  }

  @Override
  public List<Direction> directions() {
    return directions;
  }

  @Override
  public void score(Item item, double[] scores, int at) {
    for (int r = 0; r < directions.size(); r++) {
      double along = Vectors.dot(item.vector(), rows, r * dimension);
      scores[at + r] = Math.toDegrees(Math.asin(Math.max(-1, Math.min(1, along))));
    }
  }
}
