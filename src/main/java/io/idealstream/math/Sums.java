package io.idealstream.math;

/**
 * Sums over weighted events.
 *
 * @param <S> the sums that these merge with
 */
public interface Sums<S extends Sums<S>> {

  /** Adds the events of other sums, which stay as they are. */
  void merge(S other);

  /** Multiplies the weight of every event by a factor above zero. */
  void scale(double factor);
}
