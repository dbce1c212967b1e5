package io.idealstream.wire.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often something comes: {@code 20/s}, {@code 500/h}, {@code 1 per 30d}.
 *
 * @param number above 0
 * @param in the time in which so many come
 */
public record Pace(double number, Duration in) {

  private static final Pattern TEXT =
      Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)\\s*(?:/|per)\\s*(\\w+)");

  /**
   * Reads a pace; {@code s}, {@code m}, {@code h} and {@code d} alone stand for one of them.
   *
   * @throws IllegalArgumentException if the text is none
   */
  public static Pace parse(String text) {
    Matcher parts = TEXT.matcher(text.strip());
    if (parts.matches()) {
      double number = Double.parseDouble(parts.group(1));
      String unit = parts.group(2);
      Duration in =
          DurationText.parse(Character.isDigit(unit.charAt(0)) ? unit : "1" + unit)
              .orElse(Duration.ZERO);
      if (number > 0 && !in.isZero()) {
        return new Pace(number, in);
      }
    }
    throw new IllegalArgumentException(
        "expected a pace such as 20/s, 500/h or 1 per 30d, found " + text);
  }

  /** The mean time from one to the next. */
  public Duration each() {
    return Duration.ofMillis(Math.round(in.toMillis() / number));
  }

  /** How many come in a time. */
  public double in(Duration time) {
    return number * time.toMillis() / in.toMillis();
  }
}
