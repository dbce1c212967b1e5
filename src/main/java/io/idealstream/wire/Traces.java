package io.idealstream.wire;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a job held of an item, as the detail of a status says it: {@code look-back 1, open-intervals
 * 2}, and {@value #NOTHING} where it held nothing.
 *
 * @param numbers above 0
 */
public record Traces(Map<Trace, Long> numbers) {

  /** What the detail says where there is nothing to count. */
  public static final String NOTHING = "nothing of it was there";

  /** Copies the map, in the order of the constants. */
  public Traces {
    Map<Trace, Long> ordered = new EnumMap<>(Trace.class);
    ordered.putAll(numbers);
    numbers = Collections.unmodifiableMap(ordered);
  }

  /** The detail of a status. */
  public String text() {
    return numbers.isEmpty()
        ? NOTHING
        : numbers.entrySet().stream()
            .map(each -> each.getKey().code() + " " + each.getValue())
            .collect(Collectors.joining(", "));
  }

  /**
   * What {@link #text} says; traces that are not known here, of a newer job, are left out.
   *
   * @throws IllegalArgumentException for another text
   */
  public static Traces of(String text) {
    Map<Trace, Long> numbers = new EnumMap<>(Trace.class);
    if (!text.equals(NOTHING)) {
      for (String part : text.split(", ")) {
        String[] nameAndNumber = part.split(" ");
        if (nameAndNumber.length != 2) {
          throw new IllegalArgumentException("expected traces and numbers, found: " + text);
        }
        long number = Long.parseLong(nameAndNumber[1]);
        Arrays.stream(Trace.values())
            .filter(trace -> trace.code().equals(nameAndNumber[0]))
            .forEach(trace -> numbers.put(trace, number));
      }
    }
    return new Traces(numbers);
  }
}
