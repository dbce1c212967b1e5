package io.idealstream.decision.trial;

/**
 * From which value to which an answer changes.
 *
 * @param from as in the live answer: a value, or in brackets why none is given; {@code none} for a
 *     value of many that did not hold
 * @param to the same of the answer on trial
 */
public record Move(String from, String to) implements Comparable<Move> {

  @Override
  public int compareTo(Move other) {
    int first = from.compareTo(other.from);
    return first == 0 ? to.compareTo(other.to) : first;
  }
}
