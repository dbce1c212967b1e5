package io.idealstream.decision.eval;

/**
 * A method held against another on the same items.
 *
 * @param worst difference of the worst groups, each method's own
 * @param average difference over all items
 */
public record Comparison(String method, String against, Difference worst, Difference average) {

  /** Better in one of the two, clearly, and not clearly worse in the other. */
  public boolean isBetter() {
    return (worst.isClearGain() || average.isClearGain()) && !isWorse();
  }

  /** Better in the worst group at the price of the average, both clearly. */
  public boolean isTrade() {
    return worst.isClearGain() && average.isClearLoss();
  }

  /** Clearly worse in one of the two at least. */
  public boolean isWorse() {
    return worst.isClearLoss() || average.isClearLoss();
  }

  /** Both differences together. */
  public double gain() {
    return worst.value() + average.value();
  }
}
