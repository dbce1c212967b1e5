package io.idealstream.drift;

import io.idealstream.math.FactorSpace;
import io.idealstream.math.Vectors;
import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The shift of a feed's centre, split over the words of all factors: each value may have become
 * more frequent or less.
 *
 * <pre>
 *   shift ~ sum_v c_v (+-u_v),  c >= 0         share of a value = c_v (+-u_v) . shift / |shift|^2
 * </pre>
 *
 * <p>At the minimum the shares add up to what the words explain together; noise is taken off the
 * whole first: a mean of n items has moved by tr Sigma / n on average, though nothing changed.
 *
 * @param parts what each value explains, the largest first
 * @param rest share that no word explains, 0 to 1
 * @param squaredLength of the shift, without noise; 0 where it is no longer than noise
 */
public record ShiftSplit(List<Part> parts, double rest, double squaredLength) {

  /**
   * One value's part.
   *
   * @param side 1 if it became more frequent, -1 if less
   * @param share of the shift that it explains
   */
  public record Part(int factor, int value, int side, double share) {}

  private static final int MOST_PARTS = 8;

  /** Share of the shift that a value must explain to be told. */
  private static final double LEAST = 0.01;

  /** Copies the list. */
  public ShiftSplit {
    parts = List.copyOf(parts);
  }

  static ShiftSplit read(FlatReader in) {
    double rest = in.real();
    double squaredLength = in.real();
    List<Part> parts = new ArrayList<>();
    long number = in.number();
    for (long i = 0; i < number; i++) {
      parts.add(new Part((int) in.number(), (int) in.number(), (int) in.number(), in.real()));
    }
    return new ShiftSplit(parts, rest, squaredLength);
  }

  void write(FlatWriter out) {
    out.real(rest).real(squaredLength).number(parts.size());
    parts.forEach(
        part -> out.number(part.factor).number(part.value).number(part.side).real(part.share));
  }

  /**
   * Splits a shift.
   *
   * @param shift mean of the recent items less that of the reference [dimension]
   * @param noise expected squared length of the shift if nothing changed
   */
  public static ShiftSplit of(PictureWords words, double[] shift, double noise) {
    int dimension = words.dimension();
    int values = words.rows().length / dimension;
    double[] atoms = new double[2 * words.rows().length];
    System.arraycopy(words.rows(), 0, atoms, 0, words.rows().length);
    for (int j = 0; j < words.rows().length; j++) {
      atoms[words.rows().length + j] = -words.rows()[j];
    }
    double[] fit = Pursuit.fit(atoms, allowed(words.space()), shift, MOST_PARTS, LEAST);
    double whole = Vectors.dot(shift, 0, shift, 0, dimension);
    double real = Math.max(0, whole - noise);
    List<Part> parts = new ArrayList<>();
    double explained = 0;
    for (int i = 0; i < words.space().factors(); i++) {
      for (int v = 0; v < words.space().values(i); v++) {
        int row = words.space().row(i, v) - 1;
        for (int side = 1; side >= -1; side -= 2) {
          int atom = side > 0 ? row : values + row;
          double energy = fit[atom] * Vectors.dot(atoms, atom * dimension, shift, 0, dimension);
          if (energy > 0) {
            parts.add(new Part(i, v, side, Math.min(1, energy / Math.max(real, energy))));
            explained += energy;
          }
        }
      }
    }
    parts.sort(Comparator.comparingDouble(Part::share).reversed());
    return new ShiftSplit(parts, real > 0 ? Math.max(0, 1 - explained / real) : 0, real);
  }

  /** Of a factor with two values one word is the other's opposite: falling says nothing more. */
  private static boolean[] allowed(FactorSpace space) {
    int values = space.rows() - 1;
    boolean[] allowed = new boolean[2 * values];
    for (int i = 0; i < space.factors(); i++) {
      for (int v = 0; v < space.values(i); v++) {
        allowed[space.row(i, v) - 1] = true;
        allowed[values + space.row(i, v) - 1] = space.values(i) > 2;
      }
    }
    return allowed;
  }
}
