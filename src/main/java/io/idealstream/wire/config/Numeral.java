package io.idealstream.wire.config;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Decimal numbers however they are written: tables turn 1 into 1.0 where some cell is empty. */
public final class Numeral {

  /** Without exponents and short, so that nobody can make a small text a large number. */
  private static final Pattern DECIMAL = Pattern.compile("[+-]?[0-9]{1,15}(\\.[0-9]{0,15})?");

  private Numeral() {}

  /** The number that a text writes, equal for 1, 1.0 and +1; empty if it writes none. */
  public static Optional<BigDecimal> of(String text) {
    if (!DECIMAL.matcher(text).matches()) {
      return Optional.empty();
    }
    String whole = text.endsWith(".") ? text + "0" : text;
    return Optional.of(new BigDecimal(whole).stripTrailingZeros());
  }
}
