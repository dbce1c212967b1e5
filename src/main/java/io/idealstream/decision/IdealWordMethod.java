package io.idealstream.decision;

import io.idealstream.math.FactorSpace;
import java.util.Arrays;
import java.util.Optional;

/**
 * Ideal words (Trager et al. 2023, section 4.3): the class vector of a value is averaged over all
 * values of the other factors, so that none of them is part of it.
 *
 * <pre>
 *   c_v = u_0 + u_{i,v}
 *   score_v = &lt;x, c_v>             by words of texts
 *   score_v = &lt;x - u_0, c_v>       by words of images
 * </pre>
 *
 * <p>The centre is the same in all scores of a factor: where class vectors keep their length, the
 * words alone decide, and an undetermined centre (zero) changes nothing. Where they are scaled to
 * length 1, an item is compared with them as it is, whatever they are made of.
 */
public final class IdealWordMethod implements Method {

  @Override
  public String name() {
    return "ideal-words";
  }

  @Override
  public Optional<Scoring> scoring(SpaceVectors vectors, int factor) {
    return determined(vectors, factor)
        ? Optional.of(scoring(vectors, words(vectors, factor)))
        : Optional.empty();
  }

  static boolean determined(SpaceVectors vectors, int factor) {
    FactorSpace space = vectors.space();
    boolean all = vectors.classLength() == ClassLength.ESTIMATED || vectors.determined(0);
    for (int v = 0; v < space.values(factor); v++) {
      all &= vectors.determined(space.row(factor, v));
    }
    return all;
  }

  /** u_{i,v} of a factor, row-major [values x dimension]; the caller's own. */
  static double[] words(SpaceVectors vectors, int factor) {
    int from = vectors.space().row(factor, 0) * vectors.dimension();
    int length = vectors.space().values(factor) * vectors.dimension();
    return Arrays.copyOfRange(vectors.words(), from, from + length);
  }

  /** The scoring by the centre and some words, row-major [values x dimension]. */
  static Scoring scoring(SpaceVectors vectors, double[] words) {
    int dimension = vectors.dimension();
    double[] classes = new double[words.length];
    for (int j = 0; j < classes.length; j++) {
      classes[j] = vectors.words()[j % dimension] + words[j];
    }
    if (vectors.classLength() == ClassLength.UNIT) {
      Products.normalizeRows(classes, dimension);
      return new ClassVectors(classes, dimension);
    }
    return new ClassVectors(classes, dimension, vectors.origin());
  }
}
