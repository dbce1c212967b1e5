package io.idealstream.cli.trial;

import java.util.HashMap;
import java.util.Map;

/**
 * Puts together what two sides say of the same items. What a side says of an item again counts
 * once. Holds every item. Mutable.
 *
 * @param <A> what one side says
 */
final class Pairs<A> {

  /** Takes both sides of an item. */
  interface Taker<A> {
    void take(A live, A trial);
  }

  /** What is known of an item; both null once it was taken. */
  private record Half<A>(A live, A trial) {
    boolean isTaken() {
      return live == null && trial == null;
    }
  }

  private final Map<String, Half<A>> halves = new HashMap<>();
  private final Taker<A> taker;
  private long repeated;

  Pairs(Taker<A> taker) {
    this.taker = taker;
  }

  /**
   * @param item its key
   */
  void add(String item, boolean onTrial, A answer) {
    Half<A> before = halves.get(item);
    if (before == null) {
      halves.put(item, onTrial ? new Half<>(null, answer) : new Half<>(answer, null));
    } else if (before.isTaken() || (onTrial ? before.trial : before.live) != null) {
      repeated++;
    } else {
      taker.take(onTrial ? before.live : answer, onTrial ? answer : before.trial);
      halves.put(item, new Half<>(null, null));
    }
  }

  /** Items of one side alone. */
  long onlyOf(boolean trial) {
    return halves.values().stream()
        .filter(half -> (trial ? half.trial : half.live) != null)
        .count();
  }

  /** Hands over what one side alone says; the other is null. */
  void takeRest() {
    halves.replaceAll(
        (item, half) -> {
          if (!half.isTaken()) {
            taker.take(half.live, half.trial);
          }
          return new Half<>(null, null);
        });
  }

  long repeated() {
    return repeated;
  }
}
