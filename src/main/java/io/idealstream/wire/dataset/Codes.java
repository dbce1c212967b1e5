package io.idealstream.wire.dataset;

import java.util.List;
import java.util.Map;

/** Values that a list gives by their numbers. */
final class Codes {

  private Codes() {}

  /**
   * What the number in a column stands for.
   *
   * @param meanings of 0, 1, ...
   * @throws IllegalArgumentException naming the column, what was expected and what was found
   */
  static <T> T of(Map<String, String> row, String column, List<T> meanings) {
    for (int code = 0; code < meanings.size(); code++) {
      if (Integer.toString(code).equals(row.get(column))) {
        return meanings.get(code);
      }
    }
    throw new IllegalArgumentException(
        "expected %s from 0 to %d, found \"%s\""
            .formatted(column, meanings.size() - 1, row.get(column)));
  }
}
