package io.idealstream.drift;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * One number that is watched for rising and falling.
 *
 * @param signal the family it belongs to, such as {@code share}
 * @param factor the factor it speaks of, or two joined by {@code *}; empty for what no word names
 * @param value the value, or two joined by {@code *}; of unnamed directions their own name
 */
public record Direction(String signal, String factor, String value, Unit unit) {

  static List<Direction> list(FlatReader in) {
    List<Direction> directions = new ArrayList<>();
    long number = in.number();
    for (long i = 0; i < number; i++) {
      directions.add(new Direction(in.text(), in.text(), in.text(), Unit.valueOf(in.text())));
    }
    return directions;
  }

  static void write(List<Direction> directions, FlatWriter out) {
    out.number(directions.size());
    directions.forEach(
        each -> out.text(each.signal).text(each.factor).text(each.value).text(each.unit.name()));
  }

  /** Whether an interval gives one number, not one for each item. */
  boolean oncePerInterval() {
    return signal.equals("input") && !value.equals("picture-size");
  }

  /** Whether a factor of the space says what it is. */
  public boolean named() {
    return !factor.isEmpty();
  }

  @Override
  public String toString() {
    return signal + " " + (named() ? factor + "/" : "") + value;
  }
}
