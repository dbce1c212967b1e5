package io.idealstream.drift;

import io.idealstream.math.Vectors;

/**
 * A vector as a sum of few atoms, none negative: the atom nearest to what is left joins, then all
 * coefficients are fitted again (orthogonal matching pursuit).
 *
 * <p>Words of a factor depend on each other: a value that becomes rare is also all others that
 * become frequent. Of such sums the one with the fewest atoms is told.
 */
final class Pursuit {

  private Pursuit() {}

  /**
   * Coefficients of the atoms.
   *
   * @param atoms row-major [atoms x dimension]; a row of zeros gets 0
   * @param allowed which rows may be used
   * @param target [dimension]
   * @param most atoms that may join
   * @param least share of the target's squared length that an atom must explain of it to join
   */
  static double[] fit(double[] atoms, boolean[] allowed, double[] target, int most, double least) {
    int dimension = target.length;
    double[] units = dimension == 0 ? atoms : Rows.unitRows(atoms, dimension);
    double needed = least * Vectors.dot(target, 0, target, 0, dimension);
    boolean[] chosen = new boolean[allowed.length];
    double[] coefficients = new double[allowed.length];
    for (int round = 0; round < most; round++) {
      double[] rest = rest(atoms, coefficients, target);
      int best = -1;
      double nearest = Math.sqrt(needed);
      for (int a = 0; a < allowed.length; a++) {
        double along =
            allowed[a] && !chosen[a] ? Vectors.dot(units, a * dimension, rest, 0, dimension) : 0;
        if (along > nearest) {
          nearest = along;
          best = a;
        }
      }
      if (best < 0) {
        break;
      }
      chosen[best] = true;
      coefficients = NonNegative.fit(atoms, chosen, target);
    }
    return coefficients;
  }

  private static double[] rest(double[] atoms, double[] coefficients, double[] target) {
    double[] rest = target.clone();
    for (int a = 0; a < coefficients.length; a++) {
      for (int j = 0; j < rest.length && coefficients[a] > 0; j++) {
        rest[j] -= coefficients[a] * atoms[a * rest.length + j];
      }
    }
    return rest;
  }
}
