package io.idealstream.estimate;

import io.idealstream.math.Anchor;
import io.idealstream.math.Decayed;
import io.idealstream.math.ForwardDecay;
import io.idealstream.math.VectorSum;
import java.time.Duration;

/** Forgetting as spaces ask for it: by a half-life in milliseconds, 0 for never. */
public final class Forgetting {

  private Forgetting() {}

  public static ForwardDecay by(long halfLifeMillis) {
    return halfLifeMillis == 0
        ? ForwardDecay.none()
        : ForwardDecay.withHalfLife(Duration.ofMillis(halfLifeMillis));
  }

  /** Sums of nothing, from the landmark of a time. */
  static Decayed<VectorSum> nothing(ForwardDecay decay, int dimension, long time) {
    return new Decayed<>(decay, new VectorSum(Anchor.origin(dimension)), decay.landmark(time));
  }

  /**
   * The same sums under another half-life: what they weigh at a time stays, and is forgotten in the
   * new way from then on.
   *
   * @param sums changed by this
   */
  public static Decayed<VectorSum> changed(Decayed<VectorSum> sums, ForwardDecay now, long time) {
    long landmark = now.landmark(time);
    sums.sums().scale(sums.present(time) * now.weight(time, landmark));
    return new Decayed<>(now, sums.sums(), landmark);
  }
}
