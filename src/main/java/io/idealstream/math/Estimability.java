package io.idealstream.math;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * What a design determines and what it leaves open.
 *
 * <p>A linear function c' Theta of the model's rows is estimable if and only if c vanishes on every
 * null vector t of the design (Searle, "Linear Models for Unbalanced Data", 1987):
 *
 * <pre>
 *   contrast:    t_iv - t_iw                     cell:    t_0 + sum_i t_i,z_i
 * </pre>
 *
 * <p>Values of a factor that can be compared make a class. A word is the difference of its value
 * from the mean over the seen values of its class, and so needs a second one. The centre is the
 * mean over one class of each factor, and so needs to be the only one of each.
 *
 * <p>Pairwise connectedness of the values is not enough from three factors on, nor needed for a
 * cell.
 */
final class Estimability {

  static final int UNSEEN = -1;

  private final FactorSpace space;

  /** [rows] class of each value, from 0 in the order of values; {@link #UNSEEN} of the rest. */
  private final int[] classes;

  /** [rows] values in the class of each value; 0 of those not seen. */
  private final int[] sizes;

  /** Classes of each factor. */
  private final int[] numbers;

  private final Predicate<Cell> cells;
  private final Optional<String> nothing;
  private final boolean centre;

  private Estimability(
      FactorSpace space, int[] classes, Predicate<Cell> cells, Optional<String> nothing) {
    this.space = space;
    this.classes = classes;
    this.cells = cells;
    this.nothing = nothing;
    sizes = new int[classes.length];
    numbers = new int[space.factors()];
    for (int i = 0; i < numbers.length; i++) {
      int[] members = new int[space.values(i)];
      values(i).filter(row -> classes[row] != UNSEEN).forEach(row -> members[classes[row]]++);
      values(i)
          .filter(row -> classes[row] != UNSEEN)
          .forEach(row -> sizes[row] = members[classes[row]]);
      numbers[i] = (int) Arrays.stream(members).filter(size -> size > 0).count();
    }
    centre = Arrays.stream(numbers).allMatch(number -> number == 1) && cells.test(someCell());
  }

  /** A cell of the first class of each factor. */
  private Cell someCell() {
    int[] values = new int[numbers.length];
    for (int i = 0; i < values.length; i++) {
      int factor = i;
      values[i] =
          IntStream.range(0, space.values(i))
              .filter(v -> classOf(factor, v) == 0)
              .findFirst()
              .orElseThrow();
    }
    return Cell.of(values);
  }

  private IntStream values(int factor) {
    return IntStream.range(space.row(factor, 0), space.row(factor, 0) + space.values(factor));
  }

  /** Everything is determined. */
  static Estimability full(FactorSpace space) {
    return new Estimability(space, new int[space.rows()], cell -> true, Optional.empty());
  }

  /** Nothing is determined, for one reason. */
  static Estimability none(FactorSpace space, String reason) {
    int[] classes = new int[space.rows()];
    Arrays.fill(classes, UNSEEN);
    return new Estimability(space, classes, cell -> false, Optional.of(reason));
  }

  /** What seen cells determine; the design must not change any more. */
  static Estimability of(Design design) {
    FactorSpace space = design.space();
    return new Estimability(
        space, classes(space, design::seen, design::alike), design::determines, Optional.empty());
  }

  /**
   * What a design determines as far as numbers tell: where cells weigh so little beside others that
   * the arithmetic loses them, or nobody knows which cells they were.
   *
   * @param seen whether a row took part in the design
   */
  static Estimability of(NullSpace open, IntPredicate seen) {
    FactorSpace space = open.space();
    return new Estimability(
        space, classes(space, seen, open::alike), open::determines, Optional.empty());
  }

  private interface Alike {
    boolean test(int row, int other);
  }

  private static int[] classes(FactorSpace space, IntPredicate seen, Alike alike) {
    int[] classes = new int[space.rows()];
    for (int i = 0; i < space.factors(); i++) {
      List<Integer> firsts = new ArrayList<>();
      for (int v = 0; v < space.values(i); v++) {
        int row = space.row(i, v);
        classes[row] = seen.test(row) ? classOf(row, firsts, alike) : UNSEEN;
      }
    }
    return classes;
  }

  private static int classOf(int row, List<Integer> firsts, Alike alike) {
    for (int c = 0; c < firsts.size(); c++) {
      if (alike.test(firsts.get(c), row)) {
        return c;
      }
    }
    firsts.add(row);
    return firsts.size() - 1;
  }

  boolean everything() {
    return centre && IntStream.range(0, numbers.length).allMatch(this::whole);
  }

  /** Whether all values of a factor can be compared. */
  boolean whole(int factor) {
    return sizes[space.row(factor, 0)] == space.values(factor);
  }

  /** Whether the same values of a factor can be compared here and there. */
  boolean comparesAs(Estimability other, int factor) {
    int from = space.row(factor, 0);
    int to = from + space.values(factor);
    return Arrays.equals(classes, from, to, other.classes, from, to);
  }

  /** Classes of a factor. */
  int classes(int factor) {
    return numbers[factor];
  }

  /** Class of a value; {@link #UNSEEN} if it was not seen. */
  int classOf(int factor, int value) {
    return classes[space.row(factor, value)];
  }

  boolean centre() {
    return centre;
  }

  /** A factor of one value has nothing to compare: its word is zero by what it is. */
  boolean word(int factor, int value) {
    return sizes[space.row(factor, value)] >= Math.min(2, space.values(factor));
  }

  boolean contrast(int factor, int value, int other) {
    int known = classOf(factor, value);
    return value == other ? nothing.isEmpty() : known != UNSEEN && known == classOf(factor, other);
  }

  boolean cell(Cell cell) {
    return cells.test(cell);
  }

  /** Why the centre is open; empty if it is determined. */
  Optional<String> whyNotCentre() {
    if (centre()) {
      return Optional.empty();
    }
    return nothing.or(() -> Optional.of(openCentre()));
  }

  private String openCentre() {
    List<String> divided =
        IntStream.range(0, numbers.length)
            .filter(i -> numbers[i] > 1)
            .mapToObj(
                i -> "those of '%s' into %d classes".formatted(space.factor(i).name(), numbers[i]))
            .toList();
    return divided.isEmpty()
        ? "no cell was seen"
        : "the cells seen do not compare all values, they divide " + String.join(", ", divided);
  }

  /** Why a word is open; empty if it is determined. */
  Optional<String> whyNotWord(int factor, int value) {
    if (word(factor, value)) {
      return Optional.empty();
    }
    String reason =
        classOf(factor, value) == UNSEEN
            ? "no cell with this value of '%s' was seen"
            : "the cells seen compare it with no other value of '%s'";
    return nothing.or(() -> Optional.of(reason.formatted(space.factor(factor).name())));
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
}
