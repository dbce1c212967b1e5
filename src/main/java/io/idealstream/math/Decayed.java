package io.idealstream.math;

/**
 * Sums that forget: with the landmark that their weights count from.
 *
 * <p>The landmark follows the latest event seen here. Parts under different landmarks merge
 * exactly: the older one is brought forward first. Mutable; whoever made it owns it.
 *
 * @param <S> the sums
 */
public final class Decayed<S extends Sums<S>> {

  private final ForwardDecay decay;
  private final S sums;
  private long landmark;

  /**
   * @param sums without events, or with events weighed from the landmark
   * @param landmark as {@link ForwardDecay#landmark} gave it
   */
  public Decayed(ForwardDecay decay, S sums, long landmark) {
    this.decay = decay;
    this.sums = sums;
    this.landmark = landmark;
  }

  /**
   * Weight of an event of this time in these sums, which move to a later landmark if it needs one.
   *
   * @return above 0, or 0 if the event is forgotten already and not to be added
   */
  public double weightAt(long time) {
    moveTo(decay.landmark(time));
    return decay.weight(time, landmark);
  }

  /** Moves to a landmark if it is later than the present one. */
  public void moveTo(long later) {
    if (later > landmark) {
      sums.scale(decay.factor(landmark, later));
      landmark = later;
    }
  }

  /** Adds other sums. They are brought to the same landmark, which changes none of their ratios. */
  public void merge(Decayed<S> other) {
    moveTo(other.landmark);
    other.moveTo(landmark);
    sums.merge(other.sums);
  }

  /** Other sums, weighed in the same way from the same landmark. */
  public <T extends Sums<T>> Decayed<T> with(T others) {
    return new Decayed<>(decay, others, landmark);
  }

  /** The sums, weighed from the landmark; events are added here with {@link #weightAt}. */
  public S sums() {
    return sums;
  }

  public long landmark() {
    return landmark;
  }

  /** What the sums' weights are multiplied by to count as of now; see {@link ForwardDecay}. */
  public double present(long now) {
    return decay.present(landmark, now);
  }
}
