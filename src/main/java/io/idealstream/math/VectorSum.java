package io.idealstream.math;

import java.util.Arrays;

/**
 * Sums over weighted vectors: what a cell, a value or a whole stream has to remember of them.
 *
 * <p>Sums, not means: sums merge, scale and subtract without reweighting. One flat array: total
 * weight, total squared weight, weighted squared length, count, then the weighted sum [dimension].
 * Vectors and lengths are taken from the {@link Anchor}. Sums of one vector may keep it as it came,
 * which takes half the memory and no time to copy. Mutable; whoever made it owns it.
 */
public final class VectorSum implements Sums<VectorSum> {

  private static final int WEIGHT = 0;
  private static final int SQUARED_WEIGHT = 1;
  private static final int SQUARES = 2;
  private static final int COUNT = 3;

  /** Numbers before the vector in {@link #toArray}. */
  public static final int HEADER = 4;

  private final Anchor anchor;

  /**
   * The only vector, as it came, of weight 1 and from the origin; null where the sum is written
   * out.
   */
  private float[] only;

  /** Without the weighted sum while there is an only vector. */
  private double[] sums;

  public VectorSum(Anchor anchor) {
    this(anchor, null, new double[HEADER + anchor.dimension()]);
  }

  private VectorSum(Anchor anchor, float[] only, double[] sums) {
    this.anchor = anchor;
    this.only = only;
    this.sums = sums;
  }

  /**
   * Sums of one vector, which may be kept as it is and is not to be changed; see {@link
   * #add(float[], double)} for what is refused.
   */
  static VectorSum of(Anchor anchor, float[] vector, double weight) {
    if (!anchor.isOrigin() || weight != 1) {
      VectorSum sum = new VectorSum(anchor);
      sum.add(vector, weight);
      return sum;
    }
    VectorSum sum = new VectorSum(anchor, vector, new double[HEADER]);
    sum.checkDimension(vector.length);
    sum.count(weight, Vectors.squares(vector));
    return sum;
  }

  /**
   * Sums as {@link #toArray} gave them.
   *
   * @throws IllegalArgumentException if the length does not fit the anchor or a field is impossible
   */
  public static VectorSum fromArray(Anchor anchor, double[] array) {
    int expected = HEADER + anchor.dimension();
    if (array.length != expected) {
      throw new IllegalArgumentException(
          "numbers of a vector sum: %d, dimension %d needs %d; written by another model?"
              .formatted(array.length, anchor.dimension(), expected));
    }
    for (int j = 0; j < array.length; j++) {
      if (!Double.isFinite(array[j]) || (j < HEADER && array[j] < 0)) {
        throw new IllegalArgumentException(
            "vector sum has %s as %s, expected a finite number%s; damaged state?"
                .formatted(array[j], nameOf(j), j < HEADER ? " not below 0" : ""));
      }
    }
    if (array[COUNT] != Math.rint(array[COUNT]) || (array[COUNT] == 0 && array[WEIGHT] > 0)) {
      throw new IllegalArgumentException(
          "vector sum has count %s with weight %s, expected a whole number, 0 only without weight"
              .formatted(array[COUNT], array[WEIGHT]));
    }
    return new VectorSum(anchor, null, array.clone());
  }

  private static String nameOf(int place) {
    return switch (place) {
      case WEIGHT -> "weight";
      case SQUARED_WEIGHT -> "squared weight";
      case SQUARES -> "squares";
      case COUNT -> "count";
      default -> "sum at place " + (place - HEADER);
    };
  }

  /**
   * Adds one vector.
   *
   * @throws IllegalArgumentException if the dimension differs, a number is not finite, or the
   *     weight is not above zero; nothing is added then
   */
  public void add(float[] vector, double weight) {
    checkDimension(vector.length);
    addDifference(anchor.difference(vector), weight);
  }

  /** Adds one vector; see {@link #add(float[], double)}. */
  public void add(double[] vector, double weight) {
    checkDimension(vector.length);
    double[] difference = new double[vector.length];
    for (int j = 0; j < vector.length; j++) {
      difference[j] = vector[j] - anchor.at(j);
    }
    addDifference(difference, weight);
  }

  private void checkDimension(int length) {
    if (length != dimension()) {
      throw new IllegalArgumentException(
          "vector has dimension %d, these sums have %d; written by another model?"
              .formatted(length, dimension()));
    }
  }

  private void addDifference(double[] difference, double weight) {
    count(weight, Vectors.dot(difference, 0, difference, 0, difference.length));
    writeOut();
    Vectors.add(sums, HEADER, weight, difference, 0, difference.length);
  }

  private void count(double weight, double squares) {
    if (!Double.isFinite(squares)) {
      throw new IllegalArgumentException("vector holds a number that is not finite or too large");
    }
    double squaredWeight = weight * weight;
    boolean measurable = squaredWeight > 0 && Double.isFinite(squaredWeight);
    if (!(weight > 0) || !measurable || !Double.isFinite(weight * squares)) {
      throw new IllegalArgumentException(
          "weight %s of a vector, expected a number above 0 whose square can be held"
              .formatted(weight));
    }
    sums[WEIGHT] += weight;
    sums[SQUARED_WEIGHT] += squaredWeight;
    sums[SQUARES] += weight * squares;
    sums[COUNT]++;
  }

  /** Writes the weighted sum out, where it is to change. */
  private void writeOut() {
    sums = writtenOut();
    only = null;
  }

  private double[] writtenOut() {
    if (only == null) {
      return sums;
    }
    double[] all = Arrays.copyOf(sums, HEADER + only.length);
    Vectors.add(all, HEADER, 1, only);
    return all;
  }

  /** The same sums, written out: those who add them more than once need not do it each time. */
  VectorSum whole() {
    return only == null ? this : new VectorSum(anchor, null, writtenOut());
  }

  /**
   * Adds the vectors of other sums.
   *
   * @throws IllegalArgumentException if they were taken from another anchor
   */
  @Override
  public void merge(VectorSum other) {
    if (!anchor.equals(other.anchor)) {
      throw new IllegalArgumentException(
          "sums of dimension %d and %d with different anchors do not merge"
              .formatted(dimension(), other.dimension()));
    }
    writeOut();
    double[] others = other.writtenOut();
    for (int j = 0; j < sums.length; j++) {
      sums[j] += others[j];
    }
  }

  /**
   * Adds the mean of other sums with some weight. The scatter inside them is left out; the squared
   * weight stays such that the effective count is theirs.
   */
  void mergeMean(VectorSum other, double weight) {
    writeOut();
    double share = weight / other.weight();
    sums[WEIGHT] += weight;
    sums[SQUARED_WEIGHT] += share * share * other.squaredWeight();
    sums[SQUARES] += weight * other.squaredLengthOfMean();
    sums[COUNT] += other.count();
    other.addSum(share, sums, HEADER);
  }

  /** Multiplies the weight of every vector by a factor above zero. The count stays. */
  @Override
  public void scale(double factor) {
    writeOut();
    double count = sums[COUNT];
    for (int j = 0; j < sums.length; j++) {
      sums[j] *= factor;
    }
    sums[SQUARED_WEIGHT] *= factor;
    sums[COUNT] = count;
  }

  /** Forgets everything. */
  public void clear() {
    writeOut();
    Arrays.fill(sums, 0);
  }

  /** Whether there is nothing to take a mean of: never added to, or scaled down to nothing. */
  public boolean isEmpty() {
    return sums[SQUARED_WEIGHT] == 0;
  }

  public VectorSum copy() {
    return new VectorSum(anchor, only, sums.clone());
  }

  /** All sums, flat: the {@link #HEADER}, then the weighted sum [dimension]. */
  public double[] toArray() {
    return only == null ? sums.clone() : writtenOut();
  }

  public Anchor anchor() {
    return anchor;
  }

  public int dimension() {
    return anchor.dimension();
  }

  /** Sum of w. */
  public double weight() {
    return sums[WEIGHT];
  }

  /** Sum of w^2. */
  public double squaredWeight() {
    return sums[SQUARED_WEIGHT];
  }

  /** Sum of w |x - anchor|^2. */
  public double squares() {
    return sums[SQUARES];
  }

  /** Number of vectors, whatever their weight. */
  public long count() {
    return (long) sums[COUNT];
  }

  /** Sum of w (x - anchor) at one place. */
  public double sum(int place) {
    return only == null ? sums[HEADER + place] : only[place];
  }

  /** Effective number of vectors, (sum w)^2 / sum w^2 (Kish 1965); 0 without any. */
  public double effectiveCount() {
    return !isEmpty() ? weight() * weight() / squaredWeight() : 0;
  }

  /** Copies the weighted sum into a row of a matrix. */
  void copySum(double[] matrix, int from) {
    System.arraycopy(writtenOut(), HEADER, matrix, from, dimension());
  }

  /** Copies the weighted sum [dimension]. */
  void copySum(double[] target) {
    if (only == null) {
      copySum(target, 0);
    } else {
      Vectors.widen(only, target);
    }
  }

  /** Adds a multiple of the weighted sum to a row of a matrix. */
  void addSum(double factor, double[] matrix, int from) {
    if (only == null) {
      Vectors.add(matrix, from, factor, sums, HEADER, dimension());
    } else {
      Vectors.add(matrix, from, factor, only);
    }
  }

  /** Weighted mean [dimension], the anchor included. */
  public double[] mean() {
    double[] mean = new double[dimension()];
    for (int j = 0; j < mean.length; j++) {
      mean[j] = anchor.at(j) + sum(j) / weight();
    }
    return mean;
  }

  /** |mean|^2, taken from the anchor. */
  double squaredLengthOfMean() {
    return only != null ? squares() : squaredSum() / weight() / weight();
  }

  /** |mean - point|^2, the point taken from the anchor. */
  double squaredDistanceOfMean(double[] point) {
    double[] all = writtenOut();
    double inverse = 1 / weight();
    double even = 0;
    double odd = 0;
    int j = 0;
    for (; j + 2 <= point.length; j += 2) {
      double left = inverse * all[HEADER + j] - point[j];
      double right = inverse * all[HEADER + j + 1] - point[j + 1];
      even += left * left;
      odd += right * right;
    }
    if (j < point.length) {
      double left = inverse * all[HEADER + j] - point[j];
      even += left * left;
    }
    return even + odd;
  }

  /**
   * {@link #squaredDistanceOfMean} of two, side by side: either sum of squares would wait for
   * itself.
   *
   * @param distances takes both, from a place on
   */
  static void squaredDistancesOfMeans(
      VectorSum one,
      double[] point,
      VectorSum other,
      double[] otherPoint,
      double[] distances,
      int at) {
    if (one.only != null && other.only != null) {
      Vectors.squaredDistances(one.only, point, other.only, otherPoint, distances, at);
    } else {
      distances[at] = one.squaredDistanceOfMean(point);
      distances[at + 1] = other.squaredDistanceOfMean(otherPoint);
    }
  }

  /** Weighted squared distance from the mean: sum w |x|^2 - |sum w x|^2 / sum w. */
  public double scatter() {
    return Math.max(0, squares() - squaredSum() / weight());
  }

  private double squaredSum() {
    double[] all = writtenOut();
    return Vectors.dot(all, HEADER, all, HEADER, dimension());
  }
}
