package io.idealstream.wire.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 250ms}, {@code 10s}, {@code 1h30m}, {@code 2d}. */
public final class DurationText {

  public static final String EXPECTED = "a time such as 250ms, 10s, 5m, 1h30m or 2d";

  private static final Pattern PARTS =
      Pattern.compile(
          "(?:(\\d{1,9})d)?(?:(\\d{1,9})h)?(?:(\\d{1,9})m(?!s))?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?");

  private DurationText() {}

  /** The duration, to the millisecond, or empty if the text is none; ISO-8601 is taken too. */
  public static Optional<Duration> parse(String text) {
    if (text.startsWith("P")) {
      return iso(text);
    }
    Matcher parts = PARTS.matcher(text);
    if (text.isEmpty() || !parts.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        Duration.ofDays(part(parts, 1))
            .plusHours(part(parts, 2))
            .plusMinutes(part(parts, 3))
            .plusSeconds(part(parts, 4))
            .plusMillis(part(parts, 5)));
  }

  /** The text of a duration that is not negative, its units from days down to milliseconds. */
  public static String of(Duration duration) {
    StringBuilder text = new StringBuilder();
    append(text, duration.toDays(), "d");
    append(text, duration.toHoursPart(), "h");
    append(text, duration.toMinutesPart(), "m");
    append(text, duration.toSecondsPart(), "s");
    append(text, duration.toMillisPart(), "ms");
    return text.isEmpty() ? "0s" : text.toString();
  }

  private static Optional<Duration> iso(String text) {
    try {
      Duration duration = Duration.parse(text);
      boolean usable = !duration.isNegative() && duration.toDays() < 1_000_000_000;
      return usable ? Optional.of(Duration.ofMillis(duration.toMillis())) : Optional.empty();
    } catch (DateTimeException | ArithmeticException noDuration) {
      return Optional.empty();
    }
  }

  private static long part(Matcher parts, int group) {
    return parts.group(group) == null ? 0 : Long.parseLong(parts.group(group));
  }

  private static void append(StringBuilder text, long amount, String unit) {
    if (amount != 0) {
      text.append(amount).append(unit);
    }
  }
}
