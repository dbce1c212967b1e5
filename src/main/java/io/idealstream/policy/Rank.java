package io.idealstream.policy;

import io.idealstream.wire.decision.Action;
import java.util.Comparator;
import java.util.function.Function;

/** Which of several actions is taken. */
final class Rank {

  private Rank() {}

  /** The first is taken: the highest priority; of equal ones the first name. */
  static <V> Comparator<V> by(Function<V, Action> action, Function<V, String> policy) {
    return Comparator.<V>comparingInt(verdict -> -action.apply(verdict).priority())
        .thenComparing(policy);
  }
}
