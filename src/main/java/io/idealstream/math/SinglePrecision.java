package io.idealstream.math;

/** Numbers in single precision, as models give vectors. */
public final class SinglePrecision {

  private SinglePrecision() {}

  public static float[] of(double[] vector) {
    float[] narrow = new float[vector.length];
    for (int j = 0; j < narrow.length; j++) {
      narrow[j] = (float) vector[j];
    }
    return narrow;
  }
}
