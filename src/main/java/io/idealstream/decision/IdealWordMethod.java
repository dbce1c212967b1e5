package io.idealstream.decision;

import io.idealstream.math.FactorSpace;
import java.util.Optional;

/**
 * Ideal words (Trager et al. 2023, section 4.3): the class vector of a value is averaged over all
 * values of the other factors, so that none of them is part of it.
 *
 * <pre>
 *   c_v = u_0 + u_{i,v}
 * </pre>
 *
 * <p>The centre is the same in all scores of a factor: where class vectors keep their length, the
 * words alone decide, and an undetermined centre (zero) changes nothing.
 */
public final class IdealWordMethod implements Method {

  @Override
  public String name() {
    return "ideal-words";
  }

  @Override
  public Optional<Scoring> scoring(SpaceVectors vectors, int factor) {
    if (!determined(vectors, factor)) {
      return Optional.empty();
    }
    int dimension = vectors.dimension();
    double[] words = vectors.words();
    int first = vectors.space().row(factor, 0) * dimension;
    double[] classes = new double[vectors.space().values(factor) * dimension];
    for (int j = 0; j < classes.length; j++) {
      classes[j] = words[j % dimension] + words[first + j];
    }
    if (vectors.classLength() == ClassLength.UNIT) {
      Products.normalizeRows(classes, dimension);
    }
    return Optional.of(new ClassVectors(classes, dimension));
  }

  private static boolean determined(SpaceVectors vectors, int factor) {
    FactorSpace space = vectors.space();
    boolean all = vectors.classLength() == ClassLength.ESTIMATED || vectors.determined(0);
    for (int v = 0; v < space.values(factor); v++) {
      all &= vectors.determined(space.row(factor, v));
    }
    return all;
  }
}
