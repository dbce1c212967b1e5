package io.idealstream.math;

/**
 * A vector put together from words: a query, an edited image, a class of a space.
 *
 * <pre>
 *   scale      u_0 + u_house + 1.5 u_green
 *   exchange   v - u_green + u_red
 *   transfer   (u_0 + u_0') / 2 + u'_color + 2 u_object          words of two spaces
 * </pre>
 *
 * Nothing is normalised: words are differences, and their length is part of what they say. Mutable;
 * each step returns the same composition.
 */
public final class Composition {

  private final double[] vector;

  private Composition(double[] vector) {
    this.vector = vector;
  }

  /** Starts from a vector, an image's or a text's. */
  public static Composition from(double[] vector) {
    return new Composition(vector.clone());
  }

  /** Starts from a vector, an image's or a text's. */
  public static Composition from(float[] vector) {
    double[] start = new double[vector.length];
    for (int j = 0; j < start.length; j++) {
      start[j] = vector[j];
    }
    return new Composition(start);
  }

  /** Starts from nothing. */
  public static Composition empty(int dimension) {
    return new Composition(new double[dimension]);
  }

  /** Starts from the centre of a space. */
  public static Composition fromCentre(IdealWords words) {
    return new Composition(words.centre());
  }

  /** Starts half-way between the centres of two spaces, to take words from both. */
  public static Composition between(IdealWords words, IdealWords others) {
    return empty(words.dimension()).plus(0.5, words.centre()).plus(0.5, others.centre());
  }

  /**
   * Adds a multiple of a vector; a negative one removes it.
   *
   * @throws IllegalArgumentException if the dimension differs or the scale is not finite
   */
  public Composition plus(double scale, double[] term) {
    if (term.length != vector.length || !Double.isFinite(scale)) {
      throw new IllegalArgumentException(
          "%s times a vector of dimension %d to one of dimension %d"
              .formatted(scale, term.length, vector.length));
    }
    Vectors.add(vector, 0, scale, term, 0, vector.length);
    return this;
  }

  /**
   * Adds a multiple of a word; a negative one removes it.
   *
   * @throws IllegalStateException with the reason if the word is not determined
   */
  public Composition plus(double scale, IdealWords words, int factor, int value) {
    return plus(scale, words.word(factor, value));
  }

  /**
   * Adds a word by the names of its factor and value.
   *
   * @throws IllegalArgumentException if the space has none of that name
   */
  public Composition plus(double scale, IdealWords words, String factor, String value) {
    int index = words.space().factorIndex(factor);
    return plus(scale, words, index, words.space().valueIndex(index, value));
  }

  /**
   * Puts one value of a factor in the place of another. Only their difference is needed, which may
   * be determined where the words themselves are not.
   */
  public Composition exchange(IdealWords words, int factor, int present, int wanted) {
    return plus(1, words.contrast(factor, wanted, present));
  }

  /** What has been put together [dimension]. */
  public double[] vector() {
    return vector.clone();
  }

  /**
   * A word in one context only, as if all weight lay on it (Trager et al. 2023, figure 7).
   *
   * <pre>
   *   u_{green | house} = u(green house) - sum_c a_c u(c house)
   * </pre>
   *
   * @param cell the value in its context; every other value of the factor must have been seen there
   * @throws IllegalArgumentException naming a cell that was not seen
   */
  public static double[] wordInContext(CellSums cells, int factor, Cell cell) {
    FactorSpace space = cells.space();
    space.check(cell);
    double[] word = meanOf(cells, cell);
    for (int v = 0; v < space.values(factor); v++) {
      double[] sibling = meanOf(cells, cell.with(factor, v));
      Vectors.add(word, 0, -space.weight(factor, v), sibling, 0, word.length);
    }
    return word;
  }

  private static double[] meanOf(CellSums cells, Cell cell) {
    VectorSum sum = cells.cells().get(cell);
    if (sum == null) {
      throw new IllegalArgumentException(
          "no vector of %s was seen".formatted(cells.space().describe(cell)));
    }
    return sum.mean();
  }
}
