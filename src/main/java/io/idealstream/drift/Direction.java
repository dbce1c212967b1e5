package io.idealstream.drift;

/**
 * One number that is watched for rising and falling.
 *
 * @param signal the family it belongs to, such as {@code share}
 * @param factor the factor it speaks of, or two joined by {@code *}; empty for what no word names
 * @param value the value, or two joined by {@code *}; of unnamed directions their own name
 */
public record Direction(String signal, String factor, String value, Unit unit) {

  /** Whether a factor of the space says what it is. */
  public boolean named() {
    return !factor.isEmpty();
  }

  @Override
  public String toString() {
    return signal + " " + (named() ? factor + "/" : "") + value;
  }
}
