package io.idealstream.math;

import java.util.Optional;

/**
 * The sums of one source, as many as its weighting needs and no more than it may keep.
 *
 * <p>{@code product} and {@code cells} need the mean of every seen cell. Beyond a bound {@code
 * product} is refused from the start; {@code cells} keeps its cells up to the bound and then folds
 * them, without loss for {@code counts}, into moments whose size does not grow. From then on the
 * words are those of {@code counts}, and {@link #whyNotWanted} says so. Mutable; whoever made it
 * owns it.
 */
public final class SourceSums implements Sums<SourceSums> {

  private final Weighting wanted;
  private final int mostCells;
  private CellSums cells;
  private Optional<Moments> moments = Optional.empty();

  /**
   * Sums without events.
   *
   * @param mostCells how many cells may be kept
   * @throws IllegalArgumentException if product weights are wanted of a space with more cells
   */
  public SourceSums(FactorSpace space, Anchor anchor, Weighting wanted, int mostCells) {
    whyRefused(space, wanted, mostCells)
        .ifPresent(
            reason -> {
              throw new IllegalArgumentException(reason);
            });
    this.wanted = wanted;
    this.mostCells = mostCells;
    cells = new CellSums(space, anchor);
    if (wanted == Weighting.COUNTS) {
      moments = Optional.of(new Moments(space, anchor));
    }
  }

  /** Why a weighting cannot be had of a space within a number of cells; empty if it can. */
  public static Optional<String> whyRefused(FactorSpace space, Weighting wanted, int mostCells) {
    return wanted == Weighting.PRODUCT && space.cells() > mostCells
        ? Optional.of(
            "weighting 'product' needs every cell; %s has %d, at most %d are kept"
                .formatted(space, space.cells(), mostCells))
        : Optional.empty();
  }

  /** Adds one vector of a cell; see {@link VectorSum#add(float[], double)} for what is refused. */
  public void add(Cell cell, float[] vector, double weight) {
    if (moments.isPresent()) {
      moments.get().add(cell, vector, weight);
    } else {
      cells.add(cell, vector, weight);
      foldIfTooMany();
    }
  }

  /** Adds the vectors of other sums, all of one cell. */
  public void merge(Cell cell, VectorSum sum) {
    if (moments.isPresent()) {
      moments.get().merge(cell, sum);
    } else {
      cells.merge(cell, sum);
      foldIfTooMany();
    }
  }

  @Override
  public void merge(SourceSums other) {
    if (moments.isPresent() || other.moments.isPresent()) {
      fold();
      moments.orElseThrow().merge(other.asMoments());
    } else {
      cells.merge(other.cells);
      foldIfTooMany();
    }
  }

  @Override
  public void scale(double factor) {
    cells.scale(factor);
    moments.ifPresent(kept -> kept.scale(factor));
  }

  private void foldIfTooMany() {
    if (cells.cells().size() > mostCells) {
      fold();
    }
  }

  private void fold() {
    moments = Optional.of(asMoments());
    cells = new CellSums(cells.space(), cells.anchor());
  }

  /** All events as moments, whatever is kept. */
  public Moments asMoments() {
    return moments.orElseGet(() -> Moments.ofEvents(cells));
  }

  /** The cells, while they are kept. */
  public Optional<CellSums> cells() {
    return moments.isPresent() ? Optional.empty() : Optional.of(cells);
  }

  /** Why the words are not those of the weighting that was wanted; empty if they are. */
  public Optional<String> whyNotWanted() {
    return wanted == Weighting.COUNTS || moments.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "more than %d cells were seen: weighting 'counts' in place of '%s'"
                .formatted(mostCells, wanted));
  }

  /** Ideal words of everything added so far. */
  public IdealWords words() {
    return moments.isPresent() ? LeastSquares.fit(moments.get()).words() : wanted.fit(cells);
  }
}
