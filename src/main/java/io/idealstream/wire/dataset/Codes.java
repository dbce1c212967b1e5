package io.idealstream.wire.dataset;

import io.idealstream.wire.config.Numeral;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values that a list gives by their numbers. */
final class Codes {

  private Codes() {}

  /**
   * What the number in a column stands for; 1.0 is 1.
   *
   * @param meanings of 0, 1, ...
   * @throws IllegalArgumentException naming the column, what was expected and what was found
   */
  static <T> T of(Map<String, String> row, String column, List<T> meanings) {
    Optional<BigDecimal> number = Numeral.of(row.get(column));
    for (int code = 0; number.isPresent() && code < meanings.size(); code++) {
      if (number.get().compareTo(BigDecimal.valueOf(code)) == 0) {
        return meanings.get(code);
      }
    }
    throw new IllegalArgumentException(
        "expected %s from 0 to %d, found \"%s\""
            .formatted(column, meanings.size() - 1, row.get(column)));
  }
}
