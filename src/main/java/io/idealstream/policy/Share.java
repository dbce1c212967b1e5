package io.idealstream.policy;

import io.idealstream.wire.config.Numeral;
import java.math.BigDecimal;
import java.util.OptionalDouble;

/** Shares as people write them: {@code 0.5%}, {@code 0.005}. */
final class Share {

  static final String EXPECTED = "a share such as 0.5% or 0.005";

  private Share() {}

  /** The share, from 0 to 1, or empty if the text is none. */
  static OptionalDouble parse(String text) {
    boolean percent = text.endsWith("%");
    String number = percent ? text.substring(0, text.length() - 1).strip() : text;
    return Numeral.of(number)
        .map(value -> percent ? value.divide(BigDecimal.valueOf(100)) : value)
        .map(BigDecimal::doubleValue)
        .filter(value -> value >= 0 && value <= 1)
        .map(OptionalDouble::of)
        .orElseGet(OptionalDouble::empty);
  }
}
