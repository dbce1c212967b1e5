package io.idealstream.math;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What a design determines and what it leaves open.
 *
 * <p>A linear function c' Theta of the model's rows is estimable if and only if c vanishes on every
 * null vector t of the design (Searle, "Linear Models for Unbalanced Data", 1987). Words and centre
 * are such functions, under the side condition that the words of a factor sum to zero:
 *
 * <pre>
 *   word (i,v):  t_iv - sum_w a_iw t_iw          centre:  t_0 + sum_i sum_w a_iw t_iw
 *   contrast:    t_iv - t_iw                     cell:    t_0 + sum_i t_i,z_i
 * </pre>
 *
 * <p>Each is asked by itself: pairwise connectedness of the values is not enough from three factors
 * on, and one open factor leaves the others standing.
 */
final class Estimability {

  /** Null vectors of one-hot designs have entries of moderate whole numbers. */
  private static final double TOLERANCE = 1e-6;

  private final FactorSpace space;
  private final IntPredicate seen;

  /** Null vectors, each [rows], largest entry 1 in size; those of the side condition among them. */
  private final List<double[]> open;

  private final Optional<String> nothing;

  private Estimability(
      FactorSpace space, IntPredicate seen, List<double[]> open, Optional<String> nothing) {
    this.space = space;
    this.seen = seen;
    this.open = open;
    this.nothing = nothing;
  }

  /** Everything is determined. */
  static Estimability full(FactorSpace space) {
    return new Estimability(space, row -> true, List.of(), Optional.empty());
  }

  /** Nothing is determined, for one reason. */
  static Estimability none(FactorSpace space, String reason) {
    return new Estimability(space, row -> false, List.of(), Optional.of(reason));
  }

  /**
   * What a design determines.
   *
   * @param nullSpace row-major [nullity x rows]
   * @param seen whether a row took part in the design
   */
  static Estimability of(FactorSpace space, double[] nullSpace, IntPredicate seen) {
    int rows = space.rows();
    List<double[]> open = new ArrayList<>();
    for (int t = 0; t < nullSpace.length / rows; t++) {
      double[] vector = centred(space, nullSpace, t * rows);
      if (vector != null) {
        open.add(vector);
      }
    }
    return new Estimability(space, seen, List.copyOf(open), Optional.empty());
  }

  /** The null vector under the side condition; null if the side condition was all it broke. */
  private static double[] centred(FactorSpace space, double[] nullSpace, int at) {
    double[] vector = new double[space.rows()];
    double largest = 0;
    vector[0] = nullSpace[at];
    for (int row = 0; row < vector.length; row++) {
      largest = Math.max(largest, Math.abs(nullSpace[at + row]));
    }
    for (int i = 0; i < space.factors(); i++) {
      double mean = 0;
      for (int v = 0; v < space.values(i); v++) {
        mean += space.weight(i, v) * nullSpace[at + space.row(i, v)];
      }
      for (int v = 0; v < space.values(i); v++) {
        vector[space.row(i, v)] = nullSpace[at + space.row(i, v)] - mean;
      }
      vector[0] += mean;
    }
    boolean vanishes = true;
    for (int row = 0; row < vector.length; row++) {
      vector[row] /= largest;
      vanishes &= Math.abs(vector[row]) <= TOLERANCE;
    }
    return vanishes ? null : vector;
  }

  boolean everything() {
    return nothing.isEmpty() && open.isEmpty();
  }

  boolean centre() {
    return row(0);
  }

  boolean word(int factor, int value) {
    return row(space.row(factor, value));
  }

  boolean row(int row) {
    return nothing.isEmpty() && open.stream().allMatch(t -> Math.abs(t[row]) <= TOLERANCE);
  }

  boolean contrast(int factor, int value, int other) {
    int row = space.row(factor, value);
    int otherRow = space.row(factor, other);
    return nothing.isEmpty()
        && open.stream().allMatch(t -> Math.abs(t[row] - t[otherRow]) <= TOLERANCE);
  }

  boolean cell(Cell cell) {
    return nothing.isEmpty() && open.stream().allMatch(t -> Math.abs(at(t, cell)) <= TOLERANCE);
  }

  private double at(double[] vector, Cell cell) {
    double sum = vector[0];
    for (int i = 0; i < space.factors(); i++) {
      sum += vector[space.row(i, cell.value(i))];
    }
    return sum;
  }

  /** Why the centre is open; empty if it is determined. */
  Optional<String> whyNotCentre() {
    if (centre()) {
      return Optional.empty();
    }
    return nothing.or(
        () ->
            Optional.of(
                "the centre is the mean over all cells, and the cells seen leave open the words of "
                    + openFactors()));
  }

  private String openFactors() {
    return String.join(
        ", ",
        IntStream.range(0, space.factors())
            .filter(i -> IntStream.range(0, space.values(i)).anyMatch(v -> !word(i, v)))
            .mapToObj(i -> "'" + space.factor(i).name() + "'")
            .toList());
  }

  /** Why a word is open; empty if it is determined. */
  Optional<String> whyNotWord(int factor, int value) {
    if (word(factor, value)) {
      return Optional.empty();
    }
    return nothing.or(() -> Optional.of(explain(factor, value)));
  }

  private String explain(int factor, int value) {
    String name = space.factor(factor).name();
    List<String> unseen = names(factor, v -> !seen.test(space.row(factor, v)));
    if (!seen.test(space.row(factor, value))) {
      return "no cell with this value of '%s' was seen".formatted(name);
    }
    if (!unseen.isEmpty()) {
      return ("a word is the difference from the mean over all values of '%s',"
              + " and no cell with %s was seen")
          .formatted(name, FactorSpace.brief(unseen));
    }
    List<String> apart = names(factor, v -> !contrast(factor, value, v));
    return ("the cells seen do not separate it from %s:"
            + " wherever these change, other factors change with them")
        .formatted(FactorSpace.brief(apart));
  }

  /** What is open and why, one sentence for all words of a factor that are open for one reason. */
  List<String> gaps() {
    if (nothing.isPresent()) {
      return List.of("no words: " + nothing.get());
    }
    List<String> gaps = new ArrayList<>();
    whyNotCentre().ifPresent(reason -> gaps.add("no centre: " + reason));
    for (int i = 0; i < space.factors(); i++) {
      Map<String, List<String>> valuesByReason = new LinkedHashMap<>();
      for (int v = 0; v < space.values(i); v++) {
        String value = space.factor(i).values().get(v);
        whyNotWord(i, v)
            .ifPresent(
                reason ->
                    valuesByReason.computeIfAbsent(reason, key -> new ArrayList<>()).add(value));
      }
      String name = space.factor(i).name();
      valuesByReason.forEach(
          (reason, values) ->
              gaps.add(
                  "no word of '%s' for %s: %s".formatted(name, FactorSpace.brief(values), reason)));
    }
    return gaps;
  }

  private List<String> names(int factor, IntPredicate which) {
    return IntStream.range(0, space.values(factor))
        .filter(which)
        .mapToObj(v -> space.factor(factor).values().get(v))
        .toList();
  }
}
