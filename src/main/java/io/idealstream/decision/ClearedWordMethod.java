package io.idealstream.decision;

import io.idealstream.math.RowSpace;
import java.util.Arrays;
import java.util.Optional;

/**
 * Ideal words cleared of spurious ones: what the words of spurious factors span is taken out of
 * those of the factor that is asked for.
 *
 * <pre>
 *   x     = u_0 + u_{i,y} + u_{j,z} + e        an item of value y before background z
 *   &lt;x, u_{i,v}> = ... + &lt;u_{j,z}, u_{i,v}>       the background's say in the score of v
 *   c_v   = u_0 + (I - V V') u_{i,v}           V spans all u_{j,w} of spurious factors j
 * </pre>
 *
 * <p>Averaging makes words of different factors independent of each other's frequencies, not
 * orthogonal; an inner product still mixes them until they are.
 */
public final class ClearedWordMethod implements Method {

  @Override
  public String name() {
    return "cleared-words";
  }

  @Override
  public Optional<Scoring> scoring(SpaceVectors vectors, int factor) {
    if (!IdealWordMethod.determined(vectors, factor)) {
      return Optional.empty();
    }
    int dimension = vectors.dimension();
    double[] spurious = new double[0];
    for (int other : vectors.spurious().stream().sorted().toList()) {
      if (!IdealWordMethod.determined(vectors, other)) {
        return Optional.empty();
      }
      spurious = joined(spurious, IdealWordMethod.words(vectors, other));
    }
    RowSpace span = RowSpace.of(spurious, dimension);
    double[] words = IdealWordMethod.words(vectors, factor);
    for (int at = 0; at < words.length; at += dimension) {
      double[] cleared = span.off(Arrays.copyOfRange(words, at, at + dimension));
      System.arraycopy(cleared, 0, words, at, dimension);
    }
    return Optional.of(IdealWordMethod.scoring(vectors, words));
  }

  private static double[] joined(double[] some, double[] more) {
    double[] all = Arrays.copyOf(some, some.length + more.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    return all;
  }
}
