package io.idealstream.math;

import java.util.BitSet;
import java.util.OptionalDouble;

/**
 * Share of cells whose approximation has their own vector as nearest neighbour among all seen
 * cells.
 *
 * <pre>
 *   |ut_z - u_z'|^2 is least where  g(z, z') = ut_z.u_z' - |u_z'|^2 / 2  is largest
 *   ut_z.u_z' = u_0.u_z' + sum_i u_{i,z_i}.u_z'
 * </pre>
 *
 * <p>An approximation is a sum of words, so its inner products are sums of the words' inner
 * products: N (rows d) multiplications and N^2 additions in place of N^2 d multiplications. Cells
 * come in order, so that all but the last factor's part is kept from one to the next.
 */
public final class NearestNeighbours {

  private static final int BLOCK = 256;

  /** A neighbour must be nearer by more than rounding; equal vectors do not beat each other. */
  private static final double ROUNDING = 1e-12;

  private final FactorSpace space;
  private final CellMeans means;
  private final double[] words;

  /** g(z, z) of every cell, and what beats it. */
  private final double[] own;

  private final BitSet beaten = new BitSet();

  private NearestNeighbours(CellSums cells, IdealWords approximation) {
    space = cells.space();
    means = new CellMeans(cells);
    words = approximation.rowsAround(means.centre());
    own = new double[means.size()];
  }

  /**
   * The share, 0 to 1.
   *
   * @param words ideal or real words
   * @return empty if there is no cell, or words leave a seen cell's approximation open
   */
  public static OptionalDouble accuracy(CellSums cells, IdealWords words, Progress progress) {
    if (cells.cells().isEmpty() || !words.approximatesAll(cells.cells().keySet())) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(new NearestNeighbours(cells, words).share(progress));
  }

  private double share(Progress progress) {
    for (int z = 0; z < means.size(); z++) {
      own[z] = ownScore(z);
    }
    for (int from = 0; from < means.size(); from += BLOCK) {
      int to = Math.min(means.size(), from + BLOCK);
      new Block(from, to).beat();
      progress.at(to, means.size());
    }
    return 1 - (double) beaten.cardinality() / means.size();
  }

  private double ownScore(int z) {
    double score = product(0, z) - means.squaredLength(z) / 2;
    for (int i = 0; i < space.factors(); i++) {
      score += product(space.row(i, means.cell(z).value(i)), z);
    }
    return score;
  }

  private double product(int row, int z) {
    int dimension = means.dimension();
    return Vectors.dot(words, row * dimension, means.matrix(), z * dimension, dimension);
  }

  /** Candidates for nearest neighbour: some columns of g, for all cells in order. */
  private final class Block {

    private final int from;
    private final int width;
    private final PrefixSums scores;

    Block(int from, int to) {
      this.from = from;
      width = to - from;
      double[] products = products();
      for (int column = 0; column < width; column++) {
        products[column] -= means.squaredLength(from + column) / 2;
      }
      scores = new PrefixSums(space, products);
    }

    /** Inner products of all rows with the block's cells, row-major [rows x width]. */
    private double[] products() {
      int dimension = means.dimension();
      double[] transposed = means.transposed(from, from + width);
      double[] products = new double[space.rows() * width];
      for (int row = 0; row < space.rows(); row++) {
        Vectors.addCombination(
            products, row * width, words, row * dimension, dimension, transposed, width);
      }
      return products;
    }

    void beat() {
      for (int z = 0; z < means.size(); z++) {
        double[] candidates = scores.approximation(means.cell(z));
        if (!beaten.get(z) && isBeaten(z, candidates)) {
          beaten.set(z);
        }
      }
    }

    private boolean isBeaten(int z, double[] candidates) {
      double bar = own[z] + ROUNDING * (Math.abs(own[z]) + means.squaredLength(z));
      for (int column = 0; column < width; column++) {
        if (candidates[column] > bar && from + column != z) {
          return true;
        }
      }
      return false;
    }
  }
}
