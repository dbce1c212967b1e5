package io.idealstream.math;

import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The sufficient statistics of an additive model over a space, whatever the number of its cells.
 *
 * <pre>
 *   a   one-hot row of a cell, the centre first       [rows]
 *   G   = sum w a a'     weight that two rows share   [rows x rows]
 *   G2  = sum w^2 a a'                                [rows x rows]
 *   B   = sum w a x'                                  [rows x dimension]
 *   Q   = sum w |x|^2    x taken from the anchor
 * </pre>
 *
 * <p>A row's {@link VectorSum} holds its line of B and the diagonals of G and G2; beside the rows
 * stand the pair weights. An event touches k + 1 rows and k(k - 1)/2 pairs: O(k^2 + k d), whatever
 * the number of values and cells. Everything is a sum, so parts merge in any order and any split.
 * Mutable; whoever made it owns it.
 */
public final class Moments implements Sums<Moments> {

  private static final int CENTRE = 0;

  private final FactorSpace space;
  private final VectorSum[] rows;

  /**
   * Weight, then squared weight of each pair of rows below the diagonal, packed by the higher row:
   * side by side, since an event needs both and its pairs lie far apart.
   */
  private final double[] pairs;

  private final VectorSum single;

  public Moments(FactorSpace space, Anchor anchor) {
    this.space = space;
    rows = new VectorSum[space.rows()];
    Arrays.setAll(rows, row -> new VectorSum(anchor));
    pairs = new double[place(space.rows(), 0)];
    single = new VectorSum(anchor);
  }

  /** Each seen cell one vote at its mean: the weighting {@code cells}. */
  public static Moments oneVotePerCell(CellSums cells) {
    return ofMeans(cells, sum -> 1);
  }

  /** Each seen cell at its mean, as often as its weight: the weighting {@code counts}. */
  public static Moments byCount(CellSums cells) {
    return ofMeans(cells, VectorSum::weight);
  }

  private static Moments ofMeans(CellSums cells, ToDoubleFunction<VectorSum> weight) {
    Moments moments = new Moments(cells.space(), cells.anchor());
    VectorSum vote = new VectorSum(cells.anchor());
    cells
        .cells()
        .forEach(
            (cell, sum) -> {
              vote.clear();
              vote.mergeMean(sum, weight.applyAsDouble(sum));
              moments.merge(cell, vote);
            });
    return moments;
  }

  /** Each seen cell with the scatter inside it: as if its events had been added one by one. */
  public static Moments ofEvents(CellSums cells) {
    Moments moments = new Moments(cells.space(), cells.anchor());
    cells.cells().forEach(moments::merge);
    return moments;
  }

  /** Adds one vector of a cell; see {@link VectorSum#add(float[], double)} for what is refused. */
  public void add(Cell cell, float[] vector, double weight) {
    space.check(cell);
    single.clear();
    single.add(vector, weight);
    merge(cell, single);
  }

  /** Adds one vector of a cell; see {@link VectorSum#add(float[], double)} for what is refused. */
  public void add(Cell cell, double[] vector, double weight) {
    space.check(cell);
    single.clear();
    single.add(vector, weight);
    merge(cell, single);
  }

  /** Adds the vectors of other sums, all of one cell. */
  public void merge(Cell cell, VectorSum sum) {
    space.check(cell);
    mergeRow(CENTRE, sum);
    for (int i = 0; i < space.factors(); i++) {
      int row = space.row(i, cell.value(i));
      mergeRow(row, sum);
      for (int j = 0; j < i; j++) {
        mergePair(row, space.row(j, cell.value(j)), sum.weight(), sum.squaredWeight());
      }
    }
  }

  /** Adds to the sums of one row only, for owners that keep rows apart; pairs come on their own. */
  public void mergeRow(int row, VectorSum sum) {
    rows[row].merge(sum);
  }

  /**
   * Adds to the weight that two rows share, for owners that keep pairs apart.
   *
   * @param high row of a value
   * @param low row of a value of a factor before
   */
  public void mergePair(int high, int low, double weight, double squaredWeight) {
    if (low <= CENTRE || low >= high) {
      throw new IllegalArgumentException(
          "rows %d and %d are no pair of values, the higher one first".formatted(high, low));
    }
    int place = place(high, low);
    pairs[place] += weight;
    pairs[place + 1] += squaredWeight;
  }

  /**
   * Adds all of other moments.
   *
   * @throws IllegalArgumentException if they are of another space or anchor
   */
  @Override
  public void merge(Moments other) {
    if (!space.equals(other.space)) {
      throw new IllegalArgumentException(
          "moments over %s and %s do not merge: not the same space".formatted(space, other.space));
    }
    for (int row = 0; row < rows.length; row++) {
      rows[row].merge(other.rows[row]);
    }
    Vectors.add(pairs, 0, 1, other.pairs, 0, pairs.length);
  }

  /** Multiplies the weight of every event by a factor above zero. */
  @Override
  public void scale(double factor) {
    for (VectorSum row : rows) {
      row.scale(factor);
    }
    for (int place = 0; place < pairs.length; place += 2) {
      pairs[place] *= factor;
      pairs[place + 1] *= factor;
      pairs[place + 1] *= factor;
    }
  }

  /**
   * All sums, flat: the number of factors, the number of values of each, the dimension; then every
   * row as {@link VectorSum#toArray} gives it; then weight and squared weight of every pair of
   * rows, by the higher row.
   */
  public double[] toArray() {
    DoubleBuffer array = DoubleBuffer.allocate(length(space, dimension()));
    header(space, dimension()).forEach(array::put);
    for (VectorSum row : rows) {
      array.put(row.toArray());
    }
    return array.put(pairs).array();
  }

  /**
   * Moments as {@link #toArray} gave them.
   *
   * @throws IllegalArgumentException naming what was expected and what came, if a field of the
   *     header, the length or a sum does not fit the space and the anchor
   */
  public static Moments fromArray(FactorSpace space, Anchor anchor, double[] array) {
    List<Double> header = header(space, anchor.dimension());
    for (int place = 0; place < header.size(); place++) {
      if (place >= array.length || array[place] != header.get(place)) {
        throw new IllegalArgumentException(
            "moments have %s at place %d of their header, %s with dimension %d needs %s"
                .formatted(
                    place < array.length ? array[place] : "nothing",
                    place,
                    space,
                    anchor.dimension(),
                    header.get(place)));
      }
    }
    int expected = length(space, anchor.dimension());
    if (array.length != expected) {
      throw new IllegalArgumentException(
          "moments have %d numbers, %s with dimension %d needs %d"
              .formatted(array.length, space, anchor.dimension(), expected));
    }
    Moments moments = new Moments(space, anchor);
    DoubleBuffer rest = DoubleBuffer.wrap(array).position(header.size());
    double[] row = new double[VectorSum.HEADER + anchor.dimension()];
    for (VectorSum sum : moments.rows) {
      rest.get(row);
      sum.merge(VectorSum.fromArray(anchor, row));
    }
    rest.get(moments.pairs);
    checkWeights(moments.pairs);
    return moments;
  }

  private static void checkWeights(double[] weights) {
    for (double weight : weights) {
      if (!(weight >= 0) || !Double.isFinite(weight)) {
        throw new IllegalArgumentException(
            "moments have %s as weight of a pair, expected a finite number not below 0; damaged"
                    .formatted(weight)
                + " state?");
      }
    }
  }

  private static List<Double> header(FactorSpace space, int dimension) {
    List<Double> header = new ArrayList<>();
    header.add((double) space.factors());
    for (int i = 0; i < space.factors(); i++) {
      header.add((double) space.values(i));
    }
    header.add((double) dimension);
    return header;
  }

  private static int length(FactorSpace space, int dimension) {
    int sums = Math.multiplyExact(space.rows(), VectorSum.HEADER + dimension);
    return Math.addExact(space.factors() + 2 + sums, place(space.rows(), 0));
  }

  public FactorSpace space() {
    return space;
  }

  public Anchor anchor() {
    return rows[CENTRE].anchor();
  }

  public int dimension() {
    return rows[CENTRE].dimension();
  }

  /** Sums over all events. */
  public VectorSum total() {
    return rows[CENTRE].copy();
  }

  /** Sums over the events of one row: row 0 all, the others those of their value. */
  public VectorSum row(int row) {
    return rows[row].copy();
  }

  /** G at two rows: the weight of the events that both take part in. */
  public double weight(int row, int other) {
    int low = Math.min(row, other);
    int high = Math.max(row, other);
    return low == CENTRE || low == high ? rows[high].weight() : pairs[place(high, low)];
  }

  /** G2 at two rows: the same with squared weights. */
  public double squaredWeight(int row, int other) {
    int low = Math.min(row, other);
    int high = Math.max(row, other);
    return low == CENTRE || low == high ? rows[high].squaredWeight() : pairs[place(high, low) + 1];
  }

  /** G2, row-major [rows x rows]. */
  double[] squaredWeights() {
    double[] matrix = new double[rows.length * rows.length];
    for (int row = 0; row < rows.length; row++) {
      for (int other = 0; other < rows.length; other++) {
        matrix[row * rows.length + other] = squaredWeight(row, other);
      }
    }
    return matrix;
  }

  /** B, row-major [rows x dimension]. */
  double[] products() {
    double[] products = new double[rows.length * dimension()];
    for (int row = 0; row < rows.length; row++) {
      rows[row].copySum(products, row * dimension());
    }
    return products;
  }

  private static int place(int high, int low) {
    return high * (high - 1) + 2 * low;
  }
}
