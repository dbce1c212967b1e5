package io.idealstream.estimate;

import io.idealstream.math.Anchor;
import io.idealstream.math.Blend;
import io.idealstream.math.Cell;
import io.idealstream.math.CellNoise;
import io.idealstream.math.CellSums;
import io.idealstream.math.Completion;
import io.idealstream.math.Decayed;
import io.idealstream.math.EmpiricalPrior;
import io.idealstream.math.FactorSpace;
import io.idealstream.math.IdealWords;
import io.idealstream.math.LeastSquares;
import io.idealstream.math.Moments;
import io.idealstream.math.Prior;
import io.idealstream.math.Uncertainty;
import io.idealstream.math.VectorSum;
import io.idealstream.math.Weighting;
import io.idealstream.wire.Source;
import io.idealstream.wire.space.Blending;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/** Solves the words of a space from kept sums, by the weighting of its definition. */
public final class Fit {

  /** Weight below which a cell has no vote of its own any more: ten half-lives after one event. */
  private static final double LEAST_VOTE = 1.0 / 1024;

  /** Events per value that prompts are worth where the data cannot tell. */
  private static final double USUAL_PRIOR = 100;

  private final KnownSpace space;
  private final Instant asOf;
  private final Moments events;
  private final LeastSquares squares;
  private final IdealWords words;
  private final Optional<CellMeans> cells;

  /** Empty where no cells are kept. */
  private final Optional<CellScores> scores;

  /** Cells that the words were made of, as far as they are known. */
  private final Collection<Cell> seen;

  private Fit(
      KnownSpace space,
      Instant asOf,
      Moments events,
      LeastSquares squares,
      IdealWords words,
      Optional<CellScores> scores,
      Collection<Cell> seen,
      Optional<CellMeans> cells) {
    this.space = space;
    this.asOf = asOf;
    this.events = events;
    this.squares = squares;
    this.words = words;
    this.scores = scores;
    this.seen = seen;
    this.cells = cells;
  }

  /**
   * Solves sums by cell; empty where all that was seen is forgotten, or no part of the space.
   *
   * @param cells sums by name, all under one landmark; emptied
   * @param asOf time of the latest event
   */
  public static Optional<Fit> of(
      KnownSpace space, Map<String, Decayed<VectorSum>> cells, Instant asOf) {
    if (cells.isEmpty()) {
      return Optional.empty();
    }
    CellSums all = new CellSums(space.cells(), anchor(cells));
    CarryOver carryOver = CarryOver.to(space.definition());
    drain(
        cells,
        (cell, sum) ->
            carryOver
                .name(cell)
                .map(name -> space.cells().cell(ordered(space, name)))
                .ifPresent(known -> all.merge(known, present(sum, asOf))));
    if (all.cells().isEmpty()) {
      return Optional.empty();
    }
    Weighting weighting = space.definition().estimate().weighting();
    CellSums voting = all.only(Fit::votes);
    CellSums votes = weighting == Weighting.COUNTS ? all : voting;
    LeastSquares squares = LeastSquares.fit(weighting.moments(votes), CellNoise.scatterOf(votes));
    // product words are closed, and wait for every cell
    IdealWords words = weighting == Weighting.PRODUCT ? weighting.fit(votes) : squares.words();
    Optional<CellScores> scores =
        votes.cells().isEmpty() ? Optional.empty() : Optional.of(new CellScores(votes));
    Optional<CellMeans> kept =
        space.definition().method().needsCells() ? Optional.of(means(voting)) : Optional.empty();
    return Optional.of(
        new Fit(
            space,
            asOf,
            Moments.ofEvents(all),
            squares,
            words,
            scores,
            votes.cells().keySet(),
            kept));
  }

  /** Hands sums on in their order and lets go of each: of many cells no two copies are held. */
  private static void drain(
      Map<String, Decayed<VectorSum>> sums, BiConsumer<String, Decayed<VectorSum>> taker) {
    for (String name : List.copyOf(sums.keySet())) {
      taker.accept(name, sums.remove(name));
    }
  }

  private static CellMeans means(CellSums sums) {
    int factors = sums.space().factors();
    int[] values = new int[sums.cells().size() * factors];
    double[] rows = new double[sums.cells().size() * sums.dimension()];
    int row = 0;
    for (Map.Entry<Cell, VectorSum> cell : sums.cells().entrySet()) {
      for (int i = 0; i < factors; i++) {
        values[row * factors + i] = cell.getKey().value(i);
      }
      System.arraycopy(cell.getValue().mean(), 0, rows, row * sums.dimension(), sums.dimension());
      row++;
    }
    return new CellMeans(values, rows);
  }

  private static boolean votes(VectorSum cell) {
    return cell.weight() >= LEAST_VOTE;
  }

  /** Sums whose events weigh what they weigh now: the latest of all weighs 1. */
  private static VectorSum present(Decayed<VectorSum> sum, Instant asOf) {
    VectorSum present = sum.sums().copy();
    present.scale(sum.present(asOf.toEpochMilli()));
    return present;
  }

  private static Anchor anchor(Map<String, Decayed<VectorSum>> sums) {
    return Anchor.origin(sums.values().iterator().next().sums().dimension());
  }

  private static List<String> ordered(KnownSpace space, String name) {
    Map<String, String> values = CellName.values(name);
    return space.definition().factors().keySet().stream().map(values::get).toList();
  }

  /**
   * Solves folded sums; empty where they are of another definition.
   *
   * @param kept marginals and spanning cells by name, all under one landmark
   * @param asOf time of the latest event
   */
  public static Optional<Fit> ofMarginals(
      KnownSpace space, Map<String, Decayed<VectorSum>> kept, Instant asOf) {
    CarryOver carryOver = CarryOver.to(space.definition());
    if (!carryOver.keepsMarginals(kept)) {
      return Optional.empty(); // of another version, whose definition is on its way
    }
    Map<String, Decayed<VectorSum>> marginals = carryOver.marginals(kept);
    FactorSpace cells = space.cells();
    Anchor anchor = marginals.get(CellName.of(Map.of())).sums().anchor();
    Moments moments = new Moments(cells, anchor);
    List<Cell> spanning = cells(cells, marginals.keySet());
    spanning.forEach(moments::see);
    marginals.forEach(
        (name, sum) -> {
          int[] rows = rows(cells, CellName.values(name));
          VectorSum present = present(sum, asOf);
          if (rows.length == 2) {
            moments.mergePair(rows[1], rows[0], present.weight(), present.squaredWeight());
          } else if (rows.length < 2) {
            moments.mergeRow(rows.length == 0 ? 0 : rows[0], present);
          }
        });
    LeastSquares squares = LeastSquares.fit(moments);
    return Optional.of(
        new Fit(
            space,
            asOf,
            moments,
            squares,
            squares.words(),
            Optional.empty(),
            spanning,
            Optional.empty()));
  }

  /** Cells among marginals: of two factors the pairs, of more those that span the rest. */
  private static List<Cell> cells(FactorSpace space, Collection<String> names) {
    return names.stream()
        .map(CellName::values)
        .filter(values -> values.size() == space.factors())
        .map(
            values ->
                space.cell(
                    IntStream.range(0, space.factors())
                        .mapToObj(i -> values.get(space.factor(i).name()))
                        .toList()))
        .toList();
  }

  /** Rows of the values of a marginal, the lowest first. */
  private static int[] rows(FactorSpace space, Map<String, String> values) {
    return values.entrySet().stream()
        .mapToInt(
            value -> {
              int factor = space.factorIndex(value.getKey());
              return space.row(factor, space.valueIndex(factor, value.getValue()));
            })
        .sorted()
        .toArray();
  }

  /** The words of a key, with their support, standard errors and scores. */
  public SourceEstimate estimate(EstimateKey key) {
    Solution solution = Solution.of(words);
    if (words.rank() > 0) {
      solution = solution.with(squares.uncertainty());
    }
    Weighting weighting = space.definition().estimate().weighting();
    return solution
        .withClasses(seen)
        .with(scores.map(made -> made.ofFit(words, weighting)).orElse(null))
        .estimate(key, space.version(), support(), asOf)
        .with(cells.orElse(null));
  }

  /**
   * The words joined with those of prompts, by the precision of both or as strongly as the space
   * asks; empty where the prompts do not determine all of theirs.
   */
  public Optional<SourceEstimate> blended(EstimateKey key, SourceEstimate prompts) {
    if (prompts.spaceVersion() != space.version() || !prompts.estimable()) {
      return Optional.empty();
    }
    IdealWords known = IdealWords.known(space.cells(), prompts.rows());
    EstimateKey blended = key.from(Source.BLEND);
    Solution solution =
        space.definition().estimate().blend() == Blending.EVEN
            ? Solution.of(Blend.of(squares, known))
            : drawn(known);
    return Optional.of(
        solution
            .with(scores.map(cells -> cells.of(solution.words())).orElse(null))
            .estimate(blended, space.version(), support(), asOf));
  }

  /**
   * What labels in the place of these words: they themselves as far as the events tell, and the
   * words of the prompts for the rest. Empty where it cannot be told how sure the events are.
   */
  public Optional<CompletedWords> completed(SourceEstimate prompts) {
    if (prompts.spaceVersion() != space.version() || !prompts.estimable()) {
      return Optional.empty();
    }
    return Completion.of(squares, IdealWords.known(space.cells(), prompts.rows()))
        .map(
            whole -> {
              Uncertainty uncertainty = whole.samplingUncertainty();
              return Solution.of(whole.words())
                  .with(uncertainty)
                  .withPriorShares(uncertainty)
                  .completed();
            });
  }

  /** The words drawn towards those of a prior. */
  private Solution drawn(IdealWords known) {
    LeastSquares fit = drawnFit(known);
    Uncertainty uncertainty = fit.uncertainty();
    return Solution.of(fit.words()).with(uncertainty).withPriorShares(uncertainty);
  }

  private LeastSquares drawnFit(IdealWords known) {
    // where cells vote and not events, an event is worth its share of the votes
    double worth = squares.moments().total().weight() / events.total().weight();
    Double asked = space.definition().estimate().prior();
    return asked == null
        ? EmpiricalPrior.blend(squares, known, USUAL_PRIOR * worth)
        : LeastSquares.fit(
            squares.moments(), Prior.of(EmpiricalPrior.inLengthOf(squares, known), asked * worth));
  }

  /** (sum w)^2 / sum w^2 over the events of each row (Kish 1965), [rows]. */
  private double[] support() {
    double[] support = new double[space.cells().rows()];
    for (int row = 0; row < support.length; row++) {
      double weight = events.weight(row, row);
      support[row] = weight > 0 ? weight * weight / events.squaredWeight(row, row) : 0;
    }
    return support;
  }
}
