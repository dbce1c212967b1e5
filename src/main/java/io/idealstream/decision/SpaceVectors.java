package io.idealstream.decision;

import io.idealstream.math.FactorSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of a space, for a {@link Method} to make class vectors of: plain arrays, of
 * whatever origin. Each method says which of it it needs; the rest may stay unknown.
 *
 * <p>Immutable, but arrays are not copied.
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public final class SpaceVectors {

  private record Words(double[] rows, boolean[] determined, double[] origin) {}

  private final FactorSpace space;
  private final int dimension;
  private final ClassLength classLength;
  private final Set<Integer> spurious;
  private final Words words;
  private final List<Optional<double[]>> plain;
  private final Optional<CellVectors> cells;

  private SpaceVectors(
      FactorSpace space,
      int dimension,
      ClassLength classLength,
      Set<Integer> spurious,
      Words words,
      List<Optional<double[]>> plain,
      Optional<CellVectors> cells) {
    this.space = space;
    this.dimension = dimension;
    this.classLength = classLength;
    this.spurious = spurious;
    this.words = words;
    this.plain = plain;
    this.cells = cells;
  }

  /** A space of which nothing is known yet: every factor a label, class vectors as estimated. */
  public static SpaceVectors of(FactorSpace space, int dimension) {
    return new SpaceVectors(
        space,
        dimension,
        ClassLength.ESTIMATED,
        Set.of(),
        new Words(
            new double[space.rows() * dimension], new boolean[space.rows()], new double[dimension]),
        Collections.nCopies(space.factors(), Optional.empty()),
        Optional.empty());
  }

  /** The same with class vectors compared otherwise. */
  public SpaceVectors with(ClassLength length) {
    return new SpaceVectors(space, dimension, length, spurious, words, plain, cells);
  }

  /** The same with factors, by index, that are never asked about and must not sway the others. */
  public SpaceVectors withSpurious(Set<Integer> factors) {
    return new SpaceVectors(
        space, dimension, classLength, Set.copyOf(factors), words, plain, cells);
  }

  /**
   * The same with ideal words of texts: prompts or captions. Items are compared with them as they
   * are.
   *
   * @param rows row-major [rows of the space x dimension]: the centre u_0, then u_{i,v} of every
   *     value
   * @param determined [rows of the space] whether the data determine a row
   * @throws IllegalArgumentException if the lengths do not fit the space
   */
  public SpaceVectors withWords(double[] rows, boolean[] determined) {
    return with(new Words(rows, determined, new double[dimension]));
  }

  /**
   * The same with ideal words of images. Items are of the same kind as the words, and compared with
   * them from their centre: what all images have in common speaks for no value.
   *
   * @param rows row-major [rows of the space x dimension]: the centre u_0, then u_{i,v} of every
   *     value
   * @param determined [rows of the space] whether the data determine a row; the centre must be
   * @throws IllegalArgumentException if the lengths do not fit the space, or the centre is open
   */
  public SpaceVectors withImageWords(double[] rows, boolean[] determined) {
    if (!determined[0]) {
      throw new IllegalArgumentException("words of images without their centre");
    }
    return with(new Words(rows, determined, Arrays.copyOf(rows, dimension)));
  }

  private SpaceVectors with(Words known) {
    double[] rows = known.rows;
    boolean[] determined = known.determined;
    if (determined.length != space.rows() || rows.length != space.rows() * dimension) {
      throw new IllegalArgumentException(
          "rows of words: %d, their numbers: %d, space %s needs rows: %d, dimension: %d"
              .formatted(determined.length, rows.length, space, space.rows(), dimension));
    }
    return new SpaceVectors(space, dimension, classLength, spurious, known, plain, cells);
  }

  /**
   * The same with the plain prompts of a factor, which name its values alone.
   *
   * @param rows row-major [values of the factor x dimension], unit vectors
   * @throws IllegalArgumentException if the length does not fit the factor
   */
  public SpaceVectors withPlain(int factor, double[] rows) {
    if (rows.length != space.values(factor) * dimension) {
      throw new IllegalArgumentException(
          "numbers of the plain vectors of factor '%s': %d, its values: %d, dimension: %d"
              .formatted(
                  space.factor(factor).name(), rows.length, space.values(factor), dimension));
    }
    List<Optional<double[]>> more = new ArrayList<>(plain);
    more.set(factor, Optional.of(rows));
    return new SpaceVectors(
        space, dimension, classLength, spurious, words, List.copyOf(more), cells);
  }

  /**
   * The same with the vectors of cells.
   *
   * @throws IllegalArgumentException if they are of another dimension, or of no cell of the space
   */
  public SpaceVectors withCells(CellVectors vectors) {
    if (vectors.dimension() != dimension) {
      throw new IllegalArgumentException(
          "cells of dimension %d in a space of dimension %d"
              .formatted(vectors.dimension(), dimension));
    }
    vectors.cells().forEach(space::check);
    return new SpaceVectors(
        space, dimension, classLength, spurious, words, plain, Optional.of(vectors));
  }

  public FactorSpace space() {
    return space;
  }

  public int dimension() {
    return dimension;
  }

  public ClassLength classLength() {
    return classLength;
  }

  public Set<Integer> spurious() {
    return spurious;
  }

  /** See {@link #withWords}; zeros where they are not known. */
  double[] words() {
    return words.rows;
  }

  /** What items are taken from, [dimension]: the centre of images' words, zero for texts'. */
  double[] origin() {
    return words.origin;
  }

  /** Whether a row of the words is known and determined. */
  boolean determined(int row) {
    return words.determined[row];
  }

  /** See {@link #withPlain}. */
  Optional<double[]> plain(int factor) {
    return plain.get(factor);
  }

  /** See {@link #withCells}. */
  Optional<CellVectors> cells() {
    return cells;
  }
}
