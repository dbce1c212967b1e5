package io.idealstream.cli;

import io.idealstream.wire.config.DurationText;
import java.time.DateTimeException;
import java.time.Instant;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Times as people write them: themselves, or how long from now. */
final class TimeText {

  private TimeText() {}

  /**
   * Such as {@code 2026-12-01T00:00:00Z}, or {@code 8h} for in eight hours.
   *
   * @throws IllegalArgumentException if it is neither
   */
  static Instant ahead(String text) {
    return DurationText.parse(text)
        .map(time -> Instant.now().plus(time))
        .orElseGet(() -> instant(text));
  }

  /**
   * Such as {@code 2026-12-01T00:00:00Z}, or {@code 8h} for eight hours ago.
   *
   * @throws IllegalArgumentException if it is neither
   */
  static Instant ago(String text) {
    return DurationText.parse(text)
        .map(time -> Instant.now().minus(time))
        .orElseGet(() -> instant(text));
  }

  /**
   * The time of an option that is one ago.
   *
   * @param text null for none
   * @param standIn for none
   */
  static Instant ago(CommandSpec spec, String option, String text, Instant standIn) {
    try {
      return text == null ? standIn : ago(text);
    } catch (IllegalArgumentException why) {
      throw new ParameterException(spec.commandLine(), option + ": " + why.getMessage());
    }
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException neither) {
      throw new IllegalArgumentException(
          "expected a time such as 2026-12-01T00:00:00Z or 8h, found " + text, neither);
    }
  }
}
