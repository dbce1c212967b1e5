package io.idealstream.decision;

import io.idealstream.math.RowSpace;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Orth-Proj (Chuang et al. 2023): plain class vectors without what the plain prompts of spurious
 * values span.
 *
 * <pre>
 *   A     rows p_{j,w} of all spurious factors j,  V its right singular vectors
 *   P_0   = I - V (V'V)^-1 V'
 *   c_v   = P_0 p_v / |P_0 p_v|
 * </pre>
 */
public final class OrthogonalProjection implements Method {

  /** A class vector that loses all but so little of its length was made of spurious ones. */
  private static final double SHORTEST = 1e-6;

  @Override
  public String name() {
    return "orth-proj";
  }

  @Override
  public Optional<Scoring> scoring(SpaceVectors vectors, int factor) {
    return spuriousSpan(vectors).flatMap(span -> scoring(vectors, factor, span::off));
  }

  /** What spurious prompts span; empty where there are none, or not of all spurious factors. */
  static Optional<RowSpace> spuriousSpan(SpaceVectors vectors) {
    double[] rows =
        vectors.spurious().stream()
            .sorted()
            .flatMapToDouble(factor -> Arrays.stream(vectors.plain(factor).orElse(new double[0])))
            .toArray();
    boolean all = vectors.spurious().stream().allMatch(factor -> vectors.plain(factor).isPresent());
    return all && rows.length > 0
        ? Optional.of(RowSpace.of(rows, vectors.dimension()))
        : Optional.empty();
  }

  /** The scoring by changed plain class vectors, scaled to length 1 again. */
  static Optional<Scoring> scoring(
      SpaceVectors vectors, int factor, UnaryOperator<double[]> change) {
    Optional<double[]> plain = vectors.plain(factor);
    if (plain.isEmpty()) {
      return Optional.empty();
    }
    int dimension = vectors.dimension();
    double[] classes = new double[plain.get().length];
    for (int at = 0; at < classes.length; at += dimension) {
      double[] changed = change.apply(Arrays.copyOfRange(plain.get(), at, at + dimension));
      double squares = 0;
      for (double x : changed) {
        squares += x * x;
      }
      if (Math.sqrt(squares) < SHORTEST) {
        return Optional.empty();
      }
      System.arraycopy(changed, 0, classes, at, dimension);
    }
    Products.normalizeRows(classes, dimension);
    return Optional.of(new ClassVectors(classes, dimension));
  }
}
