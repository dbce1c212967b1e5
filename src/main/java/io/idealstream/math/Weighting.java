package io.idealstream.math;

import java.util.Locale;
import java.util.Optional;

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

    @Override
    public Moments moments(CellSums cells) {
      return Moments.byProduct(cells);
    }

    @Override
    double vote(FactorSpace space, Cell cell, VectorSum sum) {
      return space.weight(cell);
    }
  },

  /** Least squares over the seen cells, one vote each. */
  CELLS {
    @Override
    public Moments moments(CellSums cells) {
      return Moments.oneVotePerCell(cells);
    }

    @Override
    double vote(FactorSpace space, Cell cell, VectorSum sum) {
      return 1;
    }
  },

  /** Least squares over the seen cells, each as often as it came. */
  COUNTS {
    @Override
    public Moments moments(CellSums cells) {
      return Moments.byCount(cells);
    }

    @Override
    double vote(FactorSpace space, Cell cell, VectorSum sum) {
      return sum.weight();
    }
  };

  /**
   * Ideal words from the means of cells. What the data do not determine has a reason in place of a
   * vector.
   */
  public IdealWords fit(CellSums cells) {
    return LeastSquares.fit(moments(cells)).words();
  }

  /** Why this cannot be had of a space of which so many cells can be kept; empty if it can. */
  public Optional<String> whyRefused(FactorSpace space, int mostCells) {
    return this == PRODUCT && space.cells() > mostCells
        ? Optional.of(
            "weighting 'product' needs every cell; %s has %d, at most %d are kept"
                .formatted(space, space.cells(), mostCells))
        : Optional.empty();
  }

  /** The means of cells with the weights under which least squares fits them. */
  public abstract Moments moments(CellSums cells);

  /** The weight of a seen cell. */
  abstract double vote(FactorSpace space, Cell cell, VectorSum sum);

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
