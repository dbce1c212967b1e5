package io.idealstream.math;

import java.util.Arrays;
import java.util.function.ToDoubleBiFunction;

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

  /** Which cells were seen, up to what they determine. */
  private final Design design;

  /**
   * What the squared residuals would sum to per unit of scatter, had nothing been fitted: the
   * weight of events, less where means of several stand for them.
   */
  private double noise;

  public Moments(FactorSpace space, Anchor anchor) {
    this.space = space;
    rows = new VectorSum[space.rows()];
    Arrays.setAll(rows, row -> new VectorSum(anchor));
    pairs = new double[place(space.rows(), 0)];
    single = new VectorSum(anchor);
    design = new Design(space);
  }

  /** Each seen cell one vote at its mean: the weighting {@code cells}. */
  public static Moments oneVotePerCell(CellSums cells) {
    return ofMeans(cells, (cell, sum) -> 1);
  }

  /** Each seen cell at its mean, by the product of its values' weights. */
  public static Moments byProduct(CellSums cells) {
    return ofMeans(cells, (cell, sum) -> cells.space().weight(cell));
  }

  /** Each seen cell at its mean, as often as its weight: the weighting {@code counts}. */
  public static Moments byCount(CellSums cells) {
    return ofMeans(cells, (cell, sum) -> sum.weight());
  }

  private static Moments ofMeans(CellSums cells, ToDoubleBiFunction<Cell, VectorSum> weight) {
    Moments moments = new Moments(cells.space(), cells.anchor());
    VectorSum vote = new VectorSum(cells.anchor());
    cells
        .cells()
        .forEach(
            (cell, sum) -> {
              vote.clear();
              vote.mergeMean(sum, weight.applyAsDouble(cell, sum));
              moments.merge(cell, vote);
              moments.noise += vote.squaredWeight() / vote.weight() - vote.weight();
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
    mergeWhole(cell, sum.whole());
  }

  private void mergeWhole(Cell cell, VectorSum sum) {
    space.check(cell);
    // pairs lie far apart, each in memory of its own: one after the other they are waited for
    // together, between rows each by itself
    for (int i = 1; i < space.factors(); i++) {
      int row = space.row(i, cell.value(i));
      for (int j = 0; j < i; j++) {
        addPair(row, space.row(j, cell.value(j)), sum.weight(), sum.squaredWeight());
      }
    }
    if (!sum.isEmpty()) {
      design.see(cell);
    }
    rows[CENTRE].merge(sum);
    noise += sum.weight();
    for (int i = 0; i < space.factors(); i++) {
      rows[space.row(i, cell.value(i))].merge(sum);
    }
  }

  /**
   * Takes it that a cell is among the events, for owners that keep rows and pairs apart: of three
   * factors and more the pairs do not say which words are determined.
   */
  public void see(Cell cell) {
    space.check(cell);
    design.see(cell);
  }

  /** Adds to the sums of one row only, for owners that keep rows apart; pairs come on their own. */
  public void mergeRow(int row, VectorSum sum) {
    rows[row].merge(sum);
    noise += row == CENTRE ? sum.weight() : 0;
    if (space.factors() == 1 && row > CENTRE && !sum.isEmpty()) {
      design.see(Cell.of(row - space.row(0, 0)));
    }
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
    addPair(high, low, weight, squaredWeight);
    if (space.factors() == 2 && weight > 0) {
      design.see(Cell.of(low - space.row(0, 0), high - space.row(1, 0)));
    }
  }

  private void addPair(int high, int low, double weight, double squaredWeight) {
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
    noise += other.noise;
    design.merge(other.design);
  }

  /** Multiplies the weight of every event by a factor above zero. */
  @Override
  public void scale(double factor) {
    for (VectorSum row : rows) {
      row.scale(factor);
    }
    noise *= factor;
    for (int place = 0; place < pairs.length; place += 2) {
      pairs[place] *= factor;
      pairs[place + 1] *= factor;
      pairs[place + 1] *= factor;
    }
  }

  /** All sums in one array; see {@link FlatMoments} for its order. */
  public double[] toArray() {
    return FlatMoments.of(this);
  }

  /**
   * Moments as {@link #toArray} gave them.
   *
   * @throws IllegalArgumentException naming what was expected and what came, if a field of the
   *     header, the length or a sum does not fit the space and the anchor
   */
  public static Moments fromArray(FactorSpace space, Anchor anchor, double[] array) {
    return FlatMoments.read(space, anchor, array);
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

  /** What the cells seen determine. */
  Design design() {
    return design;
  }

  /** Expected squared residuals per unit of scatter before anything is fitted. */
  double noise() {
    return noise;
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

  /** Takes the sums of a row, the pairs and the noise as they were written, without any so far. */
  void restore(VectorSum[] rowSums, double[] pairSums, double noiseSum) {
    for (int row = 0; row < rows.length; row++) {
      mergeRow(row, rowSums[row]);
    }
    for (int i = 1; i < space.factors(); i++) {
      for (int high = space.row(i, 0); high < space.row(i, 0) + space.values(i); high++) {
        for (int low = CENTRE + 1; low < space.row(i, 0); low++) {
          int place = place(high, low);
          mergePair(high, low, pairSums[place], pairSums[place + 1]);
        }
      }
    }
    noise = noiseSum;
  }

  /** Weight and squared weight of every pair of rows, by the higher row; not to be written to. */
  double[] pairs() {
    return pairs;
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
