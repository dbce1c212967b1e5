package io.idealstream.estimate;

import io.idealstream.math.Uncertainty;
import io.idealstream.wire.Scores;
import io.idealstream.wire.Source;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * Words of one space from one source, solved.
 *
 * <p>Rows are those of {@link io.idealstream.math.FactorSpace}: the centre, then every value.
 *
 * @param feed {@code *} unless the space is estimated per feed
 * @param spaceVersion version of the definition that the rows follow
 * @param rows row-major [rows x dimension]; a row that is not determined is zero
 * @param determined [rows] whether the data determine a row
 * @param support [rows] effective number of events behind a row; prompts count none
 * @param standardError [rows]; NaN where it is not known
 * @param rank of the design, the centre counted
 * @param r2 share of the variance the words explain; NaN where there is none to explain
 * @param asOf event time up to which the estimate reaches
 * @param scores null where there are none, as where no cells are kept
 * @param priorShare [rows] share of the prompts in a blended or completed row; null of other
 *     sources
 * @param classes that the values fall into; null where each factor has one
 * @param completed the words that label in the place of these; null where these do, or none can
 * @param cells what the words were made of, where the space is labelled by a method that compares
 *     cells; null otherwise
 * @param intervention what was done to the sums; null for nothing
 */
@SuppressWarnings("ArrayRecordComponent") // in flight, compared by nobody
public record SourceEstimate(
    String space,
    String feed,
    Source source,
    String model,
    long spaceVersion,
    double[] rows,
    boolean[] determined,
    double[] support,
    double[] standardError,
    int rank,
    double r2,
    Instant asOf,
    Scores scores,
    double[] priorShare,
    ValueClasses classes,
    CompletedWords completed,
    CellMeans cells,
    Intervention intervention) {

  /** Words of which no scores are known, nor any share of a prior. */
  public SourceEstimate(
      String space,
      String feed,
      Source source,
      String model,
      long spaceVersion,
      double[] rows,
      boolean[] determined,
      double[] support,
      double[] standardError,
      int rank,
      double r2,
      Instant asOf) {
    this(
        space,
        feed,
        source,
        model,
        spaceVersion,
        rows,
        determined,
        support,
        standardError,
        rank,
        r2,
        asOf,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /** The same words with other cells behind them, or none. */
  public SourceEstimate with(CellMeans others) {
    return with(classes, completed, others, intervention);
  }

  /** The same words with classes of their values. */
  public SourceEstimate withClasses(ValueClasses others) {
    return with(others, completed, cells, intervention);
  }

  /** The same words with others that label in their place. */
  public SourceEstimate labellingBy(CompletedWords others) {
    return with(classes, others, cells, intervention);
  }

  /** The same words with what was done to their sums. */
  public SourceEstimate after(Intervention done) {
    return with(classes, completed, cells, done);
  }

  private SourceEstimate with(
      ValueClasses ofValues, CompletedWords whole, CellMeans behind, Intervention done) {
    return new SourceEstimate(
        space,
        feed,
        source,
        model,
        spaceVersion,
        rows,
        determined,
        support,
        standardError,
        rank,
        r2,
        asOf,
        scores,
        priorShare,
        ofValues,
        whole,
        behind,
        done);
  }

  /** The words that label, as if they were the source's. */
  public SourceEstimate whole() {
    return completed == null ? this : completedAs(source);
  }

  /** The words that label in the place of these, as an estimate of their own; empty without. */
  public Optional<SourceEstimate> completion() {
    return completed == null ? Optional.empty() : Optional.of(completedAs(Source.COMPLETED));
  }

  private SourceEstimate completedAs(Source as) {
    boolean[] all = new boolean[determined.length];
    Arrays.fill(all, true);
    return new SourceEstimate(
        space,
        feed,
        as,
        model,
        spaceVersion,
        completed.rows(),
        all,
        support,
        completed.standardError(),
        rank,
        Double.NaN,
        asOf,
        null,
        completed.priorShare(),
        null,
        null,
        null,
        intervention);
  }

  /** No words, where there is nothing left to make them of. */
  public static SourceEstimate nothing(
      EstimateKey key, long spaceVersion, int rows, int dimension, Instant asOf) {
    double[] unknown = new double[rows];
    Arrays.fill(unknown, Double.NaN);
    return new SourceEstimate(
        key.space(),
        key.feed(),
        key.source(),
        key.model(),
        spaceVersion,
        new double[rows * dimension],
        new boolean[rows],
        new double[rows],
        unknown,
        0,
        Double.NaN,
        asOf);
  }

  /** Whether the centre and every word are determined. */
  public boolean estimable() {
    for (boolean row : determined) {
      if (!row) {
        return false;
      }
    }
    return true;
  }

  /** Numbers in a row. */
  public int dimension() {
    return rows.length / determined.length;
  }

  /**
   * Whether a row's direction is mostly noise: its standard error is unknown, or too large for its
   * length. Words of prompts have none: they are not estimated from a sample.
   */
  public boolean isUncertain(int row) {
    double squares = 0;
    for (int j = row * dimension(); j < (row + 1) * dimension(); j++) {
      squares += rows[j] * rows[j];
    }
    return source != Source.PROMPTS
        && !(standardError[row] <= Uncertainty.LARGEST_RELATIVE_ERROR * Math.sqrt(squares));
  }
}
