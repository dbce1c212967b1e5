package io.idealstream.drift;

import io.idealstream.math.Factor;
import io.idealstream.math.FactorSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Items of birds and places around centres of their own, with probabilities by distance. */
final class Places {

  static final FactorSpace SPACE =
      FactorSpace.of(
          Factor.uniform("bird", "landbird", "waterbird"),
          Factor.uniform("place", "land", "water", "air"));

  /** Orthogonal words: bird along 0, places along 1, 2 and away from both. */
  private static final double[] ROWS = {
    1, 0, 0, 0, -1, 0, 0, 0, 0, 2, 0, 0, 0, 0, 2, 0, 0, -2, -2, 0
  };

  static final PictureWords WORDS = new PictureWords(SPACE, new double[4], ROWS);

  private static final double[][] SHARES = {{0.5, 0.5}, {1 / 3.0, 1 / 3.0, 1 / 3.0}};

  private Places() {}

  /**
   * An item.
   *
   * @param place index; 3 is one that the space does not know, nearest to water
   */
  static Item item(int bird, int place, Random random) {
    double[] centre = {bird == 0 ? 1 : -1, 0, 0, 0};
    if (place == 3) {
      centre[1] = 0.9;
      centre[2] = 1.6;
    } else {
      for (int j = 1; j < 3; j++) {
        centre[j] = ROWS[4 * (2 + place) + j];
      }
    }
    float[] vector = new float[4];
    for (int j = 0; j < vector.length; j++) {
      vector[j] = (float) (centre[j] + 0.5 * random.nextGaussian());
    }
    return answer(new Seen(vector, 0));
  }

  static Item answer(Seen seen) {
    float[] vector = seen.vector();
    double[][] shares = {nearest(vector, 0, 2), nearest(vector, 2, 3)};
    return new Item(vector, shares, new double[2][], false, new boolean[2], seen.pixels());
  }

  private static double[] nearest(float[] vector, int first, int values) {
    double[] shares = new double[values];
    double sum = 0;
    for (int v = 0; v < values; v++) {
      double squares = 0;
      for (int j = first == 0 ? 0 : 1; j < (first == 0 ? 1 : 3); j++) {
        squares += Math.pow(vector[j] - ROWS[4 * (first + v) + j], 2);
      }
      shares[v] = Math.exp(-squares / (2 * 0.25));
      sum += shares[v];
    }
    for (int v = 0; v < values; v++) {
      shares[v] /= sum;
    }
    return shares;
  }

  /**
   * Items with every bird as often.
   *
   * @param places shares; the fourth of the unknown one
   */
  static List<Item> items(int number, double[] places, Random random) {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      double at = random.nextDouble();
      int place = 0;
      while (place < places.length - 1 && at >= places[place]) {
        at -= places[place++];
      }
      items.add(item(random.nextInt(2), place, random));
    }
    return items;
  }

  static List<Item> normal(int number, Random random) {
    return items(number, new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, random);
  }

  /** Set up by items that are normal. */
  static ItemMoments moments(List<Item> first) {
    return new ItemMoments(WORDS, new double[] {0, 0, 0, 1}, SHARES, first);
  }

  static LabelShift reference(ItemMoments moments, List<Item> items) {
    ReferenceMoments sums = new ReferenceMoments(moments);
    items.forEach(item -> sums.add(moments.of(item), 1));
    return sums.shift();
  }

  static VectorTotals totals(ItemMoments moments, List<Item> items) {
    VectorTotals totals = new VectorTotals(moments.size());
    items.forEach(item -> totals.add(moments.of(item)));
    return totals;
  }
}
