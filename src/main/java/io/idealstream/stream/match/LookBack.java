package io.idealstream.stream.match;

import io.idealstream.wire.config.DurationText;
import java.time.Duration;

/**
 * How far a query looks into the past: a number of items or a time, the other null.
 *
 * @param time before the newest item
 */
record LookBack(Integer items, Duration time) {

  /** What a query asks for, which has been checked when it was read. */
  static LookBack of(String text) {
    return text.chars().allMatch(Character::isDigit)
        ? new LookBack(Integer.valueOf(text), null)
        : new LookBack(null, DurationText.parse(text).orElseThrow());
  }
}
