package io.idealstream.wire.vectors;

/** What holds for every vector that is read. */
final class Dimensions {

  private Dimensions() {}

  static double[] atLeastOne(double[] vector) {
    if (vector.length == 0) {
      throw new IllegalArgumentException("field vector: expected at least one number, found none");
    }
    return vector;
  }
}
