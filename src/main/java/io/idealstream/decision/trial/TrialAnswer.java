package io.idealstream.decision.trial;

import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a label says of one factor.
 *
 * @param many whether any number of values may hold
 * @param values those that hold
 * @param abstained why no value is given; null where one is, or may be
 * @param probability of the value; NaN where none is known, and where many may hold
 * @param support effective number of events behind the answer
 */
public record TrialAnswer(
    boolean many, SortedSet<String> values, String abstained, double probability, double support) {

  private static final String NONE = "none";

  /**
   * @param value null where none is given
   */
  public static TrialAnswer of(String value, String abstained, double probability, double support) {
    SortedSet<String> values = new TreeSet<>();
    if (value != null) {
      values.add(value);
    }
    return new TrialAnswer(false, values, abstained, probability, support);
  }

  public static TrialAnswer ofMany(Collection<String> values, String abstained, double support) {
    return new TrialAnswer(true, new TreeSet<>(values), abstained, Double.NaN, support);
  }

  /** Whether it is an answer, be it that no value of many holds. */
  public boolean isGiven() {
    return abstained == null && (many || !values.isEmpty());
  }

  /** The value, the values, or in brackets why there is none. */
  String text() {
    if (isGiven()) {
      return values.isEmpty() ? NONE : String.join(", ", values);
    }
    return abstained == null ? NONE : "(" + abstained + ")";
  }
}
