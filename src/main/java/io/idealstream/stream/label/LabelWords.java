package io.idealstream.stream.label;

import io.idealstream.decision.CellVectors;
import io.idealstream.decision.SpaceVectors;
import io.idealstream.estimate.CellMeans;
import io.idealstream.estimate.SourceEstimate;
import io.idealstream.math.Cell;
import io.idealstream.math.FactorSpace;
import io.idealstream.wire.Basis;
import io.idealstream.wire.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The words that label a space, found by the factors of its definition. */
final class LabelWords {

  private static final int ABSENT = -1;

  private final SourceEstimate estimate;
  private final FactorSpace factors;
  private final int dimension;

  /** Place in the estimate of every row of the definition; {@link #ABSENT} where it has none. */
  private final int[] places;

  /**
   * @param factors of the definition
   * @param labelled factors that the rows of the estimate are of
   */
  LabelWords(SourceEstimate estimate, FactorSpace factors, FactorSpace labelled) {
    this.estimate = estimate;
    this.factors = factors;
    dimension = estimate.rows().length / labelled.rows();
    places = new int[factors.rows()];
    Arrays.fill(places, ABSENT);
    places[0] = 0;
    for (int i = 0; i < labelled.factors(); i++) {
      int factor = factors.factorIndex(labelled.factor(i).name());
      for (int v = 0; v < labelled.values(i); v++) {
        places[factors.row(factor, v)] = labelled.row(i, v);
      }
    }
  }

  private boolean ofImages() {
    return switch (estimate.source()) {
      case PROMPTS, CAPTIONS -> false;
      case IMAGES, FEEDBACK, BLEND, INFERRED, COMPLETED -> true;
    };
  }

  Source source() {
    return estimate.source();
  }

  /** u_0 [dimension]; empty where it is not determined. */
  Optional<double[]> centre() {
    return estimate.determined()[0]
        ? Optional.of(Arrays.copyOf(estimate.rows(), dimension))
        : Optional.empty();
  }

  /** Effective number of events behind the word of a label factor's value. */
  double support(int factor, int value) {
    return estimate.support()[place(factor, value)];
  }

  /** Standard error of the word of a label factor's value; NaN where it is not known. */
  double standardError(int factor, int value) {
    return estimate.standardError()[place(factor, value)];
  }

  /** Whether the word of a label factor's value is little more than noise. */
  boolean isUncertain(int factor, int value) {
    return estimate.isUncertain(place(factor, value));
  }

  /** What a label factor's value is answered by; empty where that is the source alone. */
  Optional<Basis> basis(int factor, int value) {
    double[] shares = estimate.priorShare();
    return shares == null
        ? Optional.empty()
        : Optional.of(shares[place(factor, value)] > 0.5 ? Basis.PROMPTS : Basis.SEEN);
  }

  private int place(int factor, int value) {
    return places[factors.row(factor, value)];
  }

  /** The words, and cells where they came with them, for a method. */
  SpaceVectors addTo(SpaceVectors vectors) {
    double[] rows = new double[places.length * dimension];
    boolean[] determined = new boolean[places.length];
    for (int row = 0; row < places.length; row++) {
      if (places[row] != ABSENT) {
        System.arraycopy(
            estimate.rows(), places[row] * dimension, rows, row * dimension, dimension);
        determined[row] = estimate.determined()[places[row]];
      }
    }
    SpaceVectors known =
        ofImages() ? vectors.withImageWords(rows, determined) : vectors.withWords(rows, determined);
    return estimate.cells() == null ? known : known.withCells(cells(estimate.cells()));
  }

  private CellVectors cells(CellMeans means) {
    List<Cell> cells = new ArrayList<>();
    int width = factors.factors();
    for (int at = 0; at < means.values().length; at += width) {
      cells.add(Cell.of(Arrays.copyOfRange(means.values(), at, at + width)));
    }
    return new CellVectors(cells, means.rows());
  }
}
