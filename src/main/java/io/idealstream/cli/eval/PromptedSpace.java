package io.idealstream.cli.eval;

import io.idealstream.decision.CellVectors;
import io.idealstream.decision.ClassLength;
import io.idealstream.decision.Gate;
import io.idealstream.decision.SpaceVectors;
import io.idealstream.decision.eval.Contest;
import io.idealstream.math.Cell;
import io.idealstream.math.CellSums;
import io.idealstream.math.FactorSpace;
import io.idealstream.math.IdealWords;
import io.idealstream.math.VectorSum;
import io.idealstream.wire.space.FactorDefinition;
import io.idealstream.wire.space.Kind;
import io.idealstream.wire.space.Role;
import io.idealstream.wire.space.SpaceDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A space with its prompts as a model sees them: all that labels need where words are of prompts.
 *
 * @param cells sums over the prompts of every cell, or of a sample of them
 * @param words of the prompts, by the space's weighting
 * @param realWords see {@link io.idealstream.math.RealWords}; empty unless every factor has plain
 *     prompts
 * @param plain by factor, those that have plain prompts: unit vectors, row-major [values x
 *     dimension]
 * @param gateTexts unit vectors, row-major [texts x dimension]; empty without a gate
 * @param logitScale the model's factor between a cosine and a logit
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record PromptedSpace(
    SpaceDefinition definition,
    CellSums cells,
    IdealWords words,
    Optional<IdealWords> realWords,
    Map<Integer, double[]> plain,
    double[] gateTexts,
    double logitScale) {

  /** The space's factors. */
  public FactorSpace space() {
    return cells.space();
  }

  /** The definition of a factor by its index. */
  FactorDefinition factor(int factor) {
    return definition.factors().get(space().factor(factor).name());
  }

  /** Indices of the factors that are answered with exactly one value. */
  List<Integer> asked() {
    return definition.factorsOf(Role.LABEL).stream()
        .filter(name -> definition.factors().get(name).kind() == Kind.ONE)
        .map(space()::factorIndex)
        .toList();
  }

  /** Indices of the factors that are answered. */
  List<Integer> labels() {
    return definition.factorsOf(Role.LABEL).stream().map(space()::factorIndex).toList();
  }

  boolean hasSpurious() {
    return !definition.factorsOf(Role.SPURIOUS).isEmpty();
  }

  /** What methods make class vectors of. */
  public SpaceVectors vectors() {
    SpaceVectors vectors =
        SpaceVectors.of(space(), cells.dimension())
            .with(definition.normalizeClasses() ? ClassLength.UNIT : ClassLength.ESTIMATED)
            .withSpurious(
                definition.factorsOf(Role.SPURIOUS).stream()
                    .map(space()::factorIndex)
                    .collect(Collectors.toSet()))
            .withWords(words.rows(), words.determinedRows())
            .withCells(cellVectors());
    for (Map.Entry<Integer, double[]> factor : plain.entrySet()) {
      vectors = vectors.withPlain(factor.getKey(), factor.getValue());
    }
    return vectors;
  }

  private CellVectors cellVectors() {
    List<Cell> seen = List.copyOf(cells.cells().keySet());
    double[] rows = new double[Math.multiplyExact(seen.size(), cells.dimension())];
    int at = 0;
    for (VectorSum sum : cells.cells().values()) {
      System.arraycopy(sum.mean(), 0, rows, at, cells.dimension());
      at += cells.dimension();
    }
    return new CellVectors(seen, rows);
  }

  /** How the answers to a factor are given. */
  public Contest.Terms terms(int factor) {
    FactorDefinition asked = factor(factor);
    double[] thresholds = asked.names().stream().mapToDouble(asked::threshold).toArray();
    return new Contest.Terms(logitScale, asked.temperature(), thresholds, gate());
  }

  /** Whether the job would withhold some answers to a factor. */
  boolean withholds(int factor) {
    return definition.gate() != null
        || !factor(factor).thresholds().values().stream().allMatch(least -> least == 0);
  }

  private Optional<Gate> gate() {
    return definition.gate() == null
        ? Optional.empty()
        : Optional.of(new Gate(centre(), gateTexts, definition.gate().margin()));
  }

  /** The prompts' centre; the mean of the plain prompts where it is open. */
  private double[] centre() {
    if (words.hasCentre()) {
      return words.centre();
    }
    double[] sum = new double[cells.dimension()];
    for (double[] rows : plain.values()) {
      for (int j = 0; j < rows.length; j++) {
        sum[j % sum.length] += rows[j];
      }
    }
    return sum;
  }
}
