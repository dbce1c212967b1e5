package io.idealstream.wire.dataset;

import java.util.Map;

/** Tables to look names up in: a name that stands twice says two things. */
final class Once {

  private Once() {}

  /**
   * Adds what a name stands for.
   *
   * @throws IllegalArgumentException if the name stands for something else already
   */
  static <T> void put(Map<String, T> table, String name, T meaning) {
    T before = table.putIfAbsent(name, meaning);
    if (before != null && !before.equals(meaning)) {
      throw new IllegalArgumentException(
          "\"%s\" stands twice, first with %s and now with %s; the first counts"
              .formatted(name, before, meaning));
    }
  }
}
