package io.idealstream.cli;

import io.idealstream.math.SinglePrecision;
import io.idealstream.wire.vectors.Scaling;
import picocli.CommandLine.Option;

/** How vectors are sent. Those that no job could use are refused before. */
final class SentVectors {

  @Option(names = "--normalize", description = "Scale every vector to length 1.")
  private boolean normalize;

  /**
   * The vector as it is sent.
   *
   * @param vector finite
   * @throws IllegalArgumentException if it points nowhere, or has a number that four bytes cannot
   *     hold
   */
  float[] of(double[] vector) {
    Scaling scaling = normalize ? Scaling.TO_UNIT_LENGTH : Scaling.AS_GIVEN;
    float[] sent = SinglePrecision.of(scaling.scale(vector));
    boolean zeros = true;
    for (int j = 0; j < sent.length; j++) {
      if (!Float.isFinite(sent[j])) {
        throw new IllegalArgumentException(
            "%s at place %d, expected a number that four bytes can hold"
                .formatted(vector[j], j + 1));
      }
      zeros &= sent[j] == 0;
    }
    if (zeros) {
      throw new IllegalArgumentException("expected a number other than 0, found zeros only");
    }
    return sent;
  }

  /** The same of single precision. */
  float[] of(float[] vector) {
    double[] wide = new double[vector.length];
    for (int j = 0; j < wide.length; j++) {
      wide[j] = vector[j];
    }
    return of(wide);
  }
}
