package io.idealstream.math;

import java.util.Locale;

/**
 * Which cells count how much when words are fitted.
 *
 * <p>All three give the same words where the additive model holds and the data determine it. They
 * differ where cells are missing or unequally frequent, and where factors interact. Where no cells
 * are kept, {@code counts} is {@link LeastSquares#fit(Moments)} of event moments.
 */
public enum Weighting {

  /** Every cell by the product of its values' weights (Trager et al. 2023, prop. 4). */
  PRODUCT {
    @Override
    public IdealWords fit(CellSums cells) {
      return ProductWords.fit(cells);
    }
  },

  /** Least squares over the seen cells, one vote each. */
  CELLS {
    @Override
    public IdealWords fit(CellSums cells) {
      return LeastSquares.fit(Moments.oneVotePerCell(cells)).words();
    }
  },

  /** Least squares over the seen cells, each as often as it came. */
  COUNTS {
    @Override
    public IdealWords fit(CellSums cells) {
      return LeastSquares.fit(Moments.byCount(cells)).words();
    }
  };

  /**
   * Ideal words from the means of cells. What the data do not determine has a reason in place of a
   * vector.
   */
  public abstract IdealWords fit(CellSums cells);

  /**
   * The weighting of a name as users write it.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Weighting named(String name) {
    for (Weighting weighting : values()) {
      if (weighting.toString().equals(name)) {
        return weighting;
      }
    }
    throw new IllegalArgumentException(
        "weighting '%s', expected product, cells or counts".formatted(name));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
