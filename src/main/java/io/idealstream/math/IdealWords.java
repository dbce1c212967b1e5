package io.idealstream.math;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An estimate of ideal words: the centre u_0 and for every value of every factor a word u_{i,v}.
 *
 * <pre>
 *   cell z is approximated by  u_0 + sum_i u_{i,z_i},     sum_v a_{i,v} u_{i,v} = 0  for every i
 * </pre>
 *
 * <p>Words are differences: relative to the centre and to the other values of their factor (Trager
 * et al., "Linear Spaces of Meanings", ICCV 2023, lemma 3). Where the cells seen do not compare all
 * values of a factor, these fall into classes, and words are relative to the seen values of their
 * class. What the data did not determine has no vector here, only a reason. Immutable.
 */
public final class IdealWords {

  private final FactorSpace space;

  /** Row-major [rows x dimension]; what is not determined is one of many solutions, never shown. */
  private final double[] rows;

  /** The same rows relative to their classes; the very same where everything is determined. */
  private final double[] relative;

  private final Estimability estimability;
  private final int rank;
  private final OptionalDouble r2;

  IdealWords(
      FactorSpace space, double[] rows, Estimability estimability, int rank, OptionalDouble r2) {
    this.space = space;
    this.rows = rows;
    this.relative = SideCondition.byClass(space, rows, estimability);
    this.estimability = estimability;
    this.rank = rank;
    this.r2 = r2;
  }

  /**
   * Words that are known already, all of them determined.
   *
   * @param rows row-major [rows x dimension]: the centre, then the words in the space's order; the
   *     words of a factor are re-centred under the space's weights
   * @throws IllegalArgumentException if the length does not fit the space or a number is not finite
   */
  public static IdealWords known(FactorSpace space, double[] rows) {
    if (rows.length == 0 || rows.length % space.rows() != 0) {
      throw new IllegalArgumentException(
          "numbers: %d, expected a multiple of the rows of %s: %d"
              .formatted(rows.length, space, space.rows()));
    }
    for (int j = 0; j < rows.length; j++) {
      if (!Double.isFinite(rows[j])) {
        throw new IllegalArgumentException(
            "words have %s at place %d, expected a finite number".formatted(rows[j], j));
      }
    }
    double[] centred = rows.clone();
    SideCondition.impose(space, centred);
    return new IdealWords(
        space, centred, Estimability.full(space), space.fullRank(), OptionalDouble.empty());
  }

  /** No words at all, for one reason. */
  static IdealWords none(FactorSpace space, int dimension, int rank, String reason) {
    return new IdealWords(
        space,
        new double[space.rows() * dimension],
        Estimability.none(space, reason),
        rank,
        OptionalDouble.empty());
  }

  public FactorSpace space() {
    return space;
  }

  public int dimension() {
    return rows.length / space.rows();
  }

  /** Rank of the design, centre included; {@link FactorSpace#fullRank} determines everything. */
  public int rank() {
    return rank;
  }

  /** Whether the centre and all words are determined. */
  public boolean estimable() {
    return estimability.everything();
  }

  /**
   * Share of the variance that the additive model explains, 1 - RSS/TSS, under the weights of the
   * fit: over cells if it was made from cell means, over events if from event moments. Empty if
   * nothing was fitted.
   */
  public OptionalDouble r2() {
    return r2;
  }

  /** Why the centre is not determined; empty if it is. */
  public Optional<String> whyNotCentre() {
    return estimability.whyNotCentre();
  }

  /** Why a word is not determined; empty if it is. */
  public Optional<String> whyNotWord(int factor, int value) {
    return estimability.whyNotWord(factor, value);
  }

  /** What is not determined and why, in sentences; none if everything is. */
  public List<String> gaps() {
    return estimability.gaps();
  }

  public boolean hasCentre() {
    return estimability.centre();
  }

  public boolean hasWord(int factor, int value) {
    return estimability.word(factor, value);
  }

  /** Whether all words of a factor are determined, as differences from the mean of all. */
  public boolean hasWords(int factor) {
    return estimability.whole(factor);
  }

  /** Classes of a factor: values of two classes, or never seen, cannot be compared. */
  public int classes(int factor) {
    return estimability.classes(factor);
  }

  /** Class of a value, from 0 in the order of values; empty if it was not seen. */
  public OptionalInt classOf(int factor, int value) {
    int known = estimability.classOf(factor, value);
    return known == Estimability.UNSEEN ? OptionalInt.empty() : OptionalInt.of(known);
  }

  /** Whether two values of a factor can be compared, even if their words are not determined. */
  public boolean hasContrast(int factor, int value, int other) {
    return estimability.contrast(factor, value, other);
  }

  /** Whether the approximation of a cell, seen or not, is determined. */
  public boolean hasApproximation(Cell cell) {
    return estimability.cell(cell);
  }

  /**
   * The centre u_0 [dimension].
   *
   * @throws IllegalStateException with the reason if it is not determined
   */
  public double[] centre() {
    whyNotCentre().ifPresent(IdealWords::refuse);
    return row(relative, 0);
  }

  /**
   * The centres of all combinations of classes that these cells have, in the order of classes; a
   * single one where each factor has one class.
   *
   * @param cells that the words were made of
   */
  public List<ClassCentre> centres(Collection<Cell> cells) {
    SortedMap<Cell, Cell> firsts = new TreeMap<>();
    for (Cell cell : cells) {
      firsts.putIfAbsent(classesOf(cell), cell);
    }
    List<ClassCentre> centres = new ArrayList<>();
    firsts.forEach(
        (classes, cell) -> {
          if (hasApproximation(cell)) {
            centres.add(new ClassCentre(classes.toArray(), centreOf(cell)));
          }
        });
    return List.copyOf(centres);
  }

  /** Classes in the place of values: a combination of them is ordered as a cell is. */
  private Cell classesOf(Cell cell) {
    int[] classes = new int[space.factors()];
    Arrays.setAll(classes, i -> estimability.classOf(i, cell.value(i)));
    return Cell.of(classes);
  }

  /**
   * The mean over the classes of a cell's values, [dimension]: what the words of these values are
   * to be added to. The centre where each factor has one class.
   *
   * @throws IllegalStateException if the data do not determine it
   */
  public double[] centreOf(Cell cell) {
    double[] centre = approximation(cell);
    for (int i = 0; i < space.factors(); i++) {
      if (hasWord(i, cell.value(i))) {
        Vectors.add(
            centre, 0, -1, relative, space.row(i, cell.value(i)) * centre.length, centre.length);
      }
    }
    return centre;
  }

  /**
   * The word of a value [dimension].
   *
   * @throws IllegalStateException with the reason if it is not determined
   */
  public double[] word(int factor, int value) {
    whyNotWord(factor, value).ifPresent(IdealWords::refuse);
    return row(relative, space.row(factor, value));
  }

  /**
   * The words of a factor, row-major [values x dimension]; a row that is not determined is zero.
   */
  public double[] words(int factor) {
    int dimension = dimension();
    double[] words = new double[space.values(factor) * dimension];
    for (int v = 0; v < space.values(factor); v++) {
      if (hasWord(factor, v)) {
        System.arraycopy(
            relative, space.row(factor, v) * dimension, words, v * dimension, dimension);
      }
    }
    return words;
  }

  /** All rows, row-major [rows x dimension]: the centre, then the words; zero if not determined. */
  public double[] rows() {
    boolean[] determined = determinedRows();
    double[] known = relative.clone();
    for (int j = 0; j < known.length; j++) {
      known[j] = determined[j / dimension()] ? known[j] : 0;
    }
    return known;
  }

  /** Whether each row is determined [rows]. */
  public boolean[] determinedRows() {
    boolean[] determined = new boolean[space.rows()];
    determined[0] = hasCentre();
    for (int i = 0; i < space.factors(); i++) {
      for (int v = 0; v < space.values(i); v++) {
        determined[space.row(i, v)] = hasWord(i, v);
      }
    }
    return determined;
  }

  /**
   * The difference u_{i,v} - u_{i,w} of two words [dimension].
   *
   * @throws IllegalStateException if the data do not determine it
   */
  public double[] contrast(int factor, int value, int other) {
    if (!hasContrast(factor, value, other)) {
      refuse(
          "the cells seen do not separate '%s' from '%s'"
              .formatted(
                  space.factor(factor).values().get(value),
                  space.factor(factor).values().get(other)));
    }
    double[] contrast = row(rows, space.row(factor, value));
    int at = space.row(factor, other) * contrast.length;
    Vectors.add(contrast, 0, -1, rows, at, contrast.length);
    return contrast;
  }

  /**
   * u_0 + sum_i u_{i,z_i} [dimension].
   *
   * @throws IllegalStateException if the data do not determine it
   */
  public double[] approximation(Cell cell) {
    space.check(cell);
    if (!hasApproximation(cell)) {
      refuse("the cells seen do not determine " + space.describe(cell));
    }
    double[] sum = row(rows, 0);
    for (int i = 0; i < space.factors(); i++) {
      int at = space.row(i, cell.value(i)) * sum.length;
      Vectors.add(sum, 0, 1, rows, at, sum.length);
    }
    return sum;
  }

  /**
   * The words of a factor, row-major [values x dimension], each relative to the class that it has
   * in another estimate over the same space; zero where it has no word there.
   */
  double[] relativeAs(IdealWords other, int factor) {
    double[] all =
        other.hasWords(factor) ? relative : SideCondition.byClass(space, rows, other.estimability);
    int from = space.row(factor, 0) * dimension();
    return Arrays.copyOfRange(all, from, from + space.values(factor) * dimension());
  }

  /**
   * The same centre with the words of each factor stretched.
   *
   * @param factors one number per factor
   * @throws IllegalStateException if not everything is determined
   */
  public IdealWords scaled(double[] factors) {
    if (!estimable()) {
      refuse("words with gaps cannot be stretched");
    }
    double[] stretched = rows.clone();
    for (int i = 0; i < space.factors(); i++) {
      for (int j = space.row(i, 0) * dimension(); j < space.row(i + 1, 0) * dimension(); j++) {
        stretched[j] *= factors[i];
      }
    }
    return new IdealWords(space, stretched, estimability, rank, OptionalDouble.empty());
  }

  /**
   * Cosine between the words of a factor here and in another estimate over the same space, all its
   * words taken together. Estimates by {@code cells} and by {@code counts} agree where the additive
   * model holds: an angle between them is a sign of interaction. Empty if not the same values can
   * be compared in both, or all words are zero.
   */
  public OptionalDouble cosine(IdealWords other, int factor) {
    if (!estimability.comparesAs(other.estimability, factor)) {
      return OptionalDouble.empty();
    }
    double[] mine = words(factor);
    double[] theirs = other.words(factor);
    int size = mine.length;
    double lengths =
        Math.sqrt(Vectors.dot(mine, 0, mine, 0, size))
            * Math.sqrt(Vectors.dot(theirs, 0, theirs, 0, size));
    return lengths > 0
        ? OptionalDouble.of(
            Math.min(1, Math.max(-1, Vectors.dot(mine, 0, theirs, 0, size) / lengths)))
        : OptionalDouble.empty();
  }

  Estimability estimability() {
    return estimability;
  }

  /** Whether the approximation of each of these cells is determined. */
  boolean approximatesAll(Collection<Cell> cells) {
    return estimability.everything() || cells.stream().allMatch(estimability::cell);
  }

  /** |u_z - ut_z|^2 for every seen cell, in the order of cells. */
  double[] squaredDistances(CellSums cells) {
    double[] around = rowsAround(cells.anchor().toArray());
    PrefixSums prefixes = new PrefixSums(space, around);
    PrefixSums otherPrefixes = new PrefixSums(space, around);
    double[] distances = new double[cells.cells().size()];
    var entries = cells.cells().entrySet().iterator();
    int z = 0;
    for (; z + 2 <= distances.length; z += 2) {
      var one = entries.next();
      var other = entries.next();
      VectorSum.squaredDistancesOfMeans(
          one.getValue(),
          prefixes.approximation(one.getKey()),
          other.getValue(),
          otherPrefixes.approximation(other.getKey()),
          distances,
          z);
    }
    if (z < distances.length) {
      var last = entries.next();
      distances[z] = last.getValue().squaredDistanceOfMean(prefixes.approximation(last.getKey()));
    }
    return distances;
  }

  /** Centre and words, row-major [rows x dimension], the centre taken from another point. */
  double[] rowsAround(double[] point) {
    double[] around = rows.clone();
    Vectors.add(around, 0, -1, point, 0, point.length);
    return around;
  }

  private double[] row(double[] matrix, int row) {
    double[] copy = new double[dimension()];
    System.arraycopy(matrix, row * copy.length, copy, 0, copy.length);
    return copy;
  }

  private static void refuse(String reason) {
    throw new IllegalStateException("not determined: " + reason);
  }
}
