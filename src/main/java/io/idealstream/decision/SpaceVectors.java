package io.idealstream.decision;

import io.idealstream.math.FactorSpace;

/**
 * What is known of a space, for a {@link Method} to make class vectors of.
 *
 * @param words row-major [rows of the space x dimension]: the centre u_0, then u_{i,v} of every
 *     value; not copied
 * @param determined [rows of the space] whether the data determine a row
 * @param classLength how class vectors are compared
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record SpaceVectors(
    FactorSpace space,
    int dimension,
    double[] words,
    boolean[] determined,
    ClassLength classLength) {

  public SpaceVectors {
    if (determined.length != space.rows() || words.length != space.rows() * dimension) {
      throw new IllegalArgumentException(
          "words of %d rows with %d numbers, space %s needs %d rows of dimension %d"
              .formatted(determined.length, words.length, space, space.rows(), dimension));
    }
  }
}
