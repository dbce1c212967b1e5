package io.idealstream.math;

import java.time.Duration;
import java.util.Optional;

/**
 * Event-time forgetting with a half-life, by forward decay (Cormode, Shkapenyuk, Srivastava, Xu,
 * "Forward Decay", ICDE 2009): an event weighs the more the later it happened, and nothing that was
 * summed before has to change.
 *
 * <pre>
 *   w(t) = 2^((t - L) / h)          L the landmark, h the half-life
 *   sums under L' = sums under L times 2^((L - L') / h)
 * </pre>
 *
 * <p>A late event needs no special case: its weight is that of its time. Every ratio of sums is the
 * same under any landmark; numbers that are compared with something else, like a prior's
 * pseudo-events, are brought to the present by {@link #present}.
 *
 * <p>Landmarks lie whole half-lives apart and weights are split into a power of two and a rest, so
 * that moving a landmark multiplies by a power of two: exact to the last bit. A landmark serves 256
 * half-lives; squared weights then stay below 2^512, far from overflow.
 */
public final class ForwardDecay {

  private static final int HALF_LIVES_PER_LANDMARK = 256;

  /** Beyond this the square of a weight would not be a normal number. */
  private static final int FORGOTTEN_AFTER = 510;

  private final Optional<Duration> halfLife;
  private final long halfLifeMillis;

  private ForwardDecay(Optional<Duration> halfLife) {
    this.halfLife = halfLife;
    halfLifeMillis = halfLife.map(Duration::toMillis).orElse(0L);
  }

  /** Nothing is forgotten: every weight is 1. */
  public static ForwardDecay none() {
    return new ForwardDecay(Optional.empty());
  }

  /**
   * Forgetting with a half-life.
   *
   * @throws IllegalArgumentException if it is below a millisecond or above a thousand years
   */
  public static ForwardDecay withHalfLife(Duration halfLife) {
    if (halfLife.compareTo(Duration.ofMillis(1)) < 0
        || halfLife.compareTo(Duration.ofDays(365_250)) > 0) {
      throw new IllegalArgumentException(
          "half-life %s, expected from a millisecond to a thousand years".formatted(halfLife));
    }
    return new ForwardDecay(Optional.of(halfLife));
  }

  public Optional<Duration> halfLife() {
    return halfLife;
  }

  /** The landmark for sums whose latest event has this time; times in milliseconds. */
  public long landmark(long time) {
    if (halfLife.isEmpty()) {
      return 0;
    }
    long step = HALF_LIVES_PER_LANDMARK * halfLifeMillis;
    return Math.floorDiv(time, step) * step;
  }

  /**
   * Weight of an event.
   *
   * @param landmark as {@link #landmark} gave it, of this time or one near it
   * @return above 0, or 0 if the event is so old that it is forgotten
   * @throws IllegalArgumentException if the landmark is too old: sums must move to a later one
   *     first
   */
  public double weight(long time, long landmark) {
    if (halfLife.isEmpty()) {
      return 1;
    }
    long halfLives = Math.floorDiv(time - landmark, halfLifeMillis);
    double rest = (double) Math.floorMod(time - landmark, halfLifeMillis) / halfLifeMillis;
    if (halfLives >= FORGOTTEN_AFTER) {
      throw new IllegalArgumentException(
          "an event %d half-lives after the landmark of its sums, expected at most %d"
              .formatted(halfLives, FORGOTTEN_AFTER));
    }
    return halfLives < -FORGOTTEN_AFTER ? 0 : Math.scalb(Math.pow(2, rest), (int) halfLives);
  }

  /**
   * What sums under one landmark are multiplied by to stand under a later one; a power of two.
   *
   * @throws IllegalArgumentException if the later landmark is not later or either is none of ours
   */
  public double factor(long landmark, long later) {
    if (halfLife.isEmpty()) {
      return 1;
    }
    if (later < landmark || landmark(landmark) != landmark || landmark(later) != later) {
      throw new IllegalArgumentException(
          "landmarks %d and %d: expected both on the grid of half-life %s, the second not before"
              .formatted(landmark, later, halfLife.orElseThrow()));
    }
    long halfLives = (later - landmark) / halfLifeMillis;
    return Math.scalb(1.0, (int) Math.max(-halfLives, -2000));
  }

  /**
   * What weights under a landmark are multiplied by to count as of now: an event of this moment
   * then weighs 1.
   */
  public double present(long landmark, long now) {
    return halfLife.isEmpty() ? 1 : Math.pow(2, (double) (landmark - now) / halfLifeMillis);
  }
}
