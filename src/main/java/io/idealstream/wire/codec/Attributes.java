package io.idealstream.wire.codec;

import io.idealstream.wire.Blank;
import java.util.Map;
import java.util.Optional;

/** What the attributes of an item may be. */
public final class Attributes {

  /** How many an item may have. */
  static final int MOST = 32;

  /** Characters of a name. */
  static final int LONGEST_NAME = 64;

  /** Characters of a value. */
  static final int LONGEST_VALUE = 512;

  private Attributes() {}

  /** What is wrong with them, such as {@code expected at most 32, found 33}. */
  public static Optional<String> problem(Map<String, String> attributes) {
    if (attributes.size() > MOST) {
      return Optional.of("expected at most " + MOST + ", found " + attributes.size());
    }
    return attributes.entrySet().stream()
        .flatMap(each -> problem(each.getKey(), each.getValue()).stream())
        .findFirst();
  }

  private static Optional<String> problem(String name, String value) {
    if (Blank.is(name)) {
      return Optional.of("expected names, found a blank one");
    }
    if (name.length() > LONGEST_NAME) {
      return Optional.of(
          "expected names of at most " + LONGEST_NAME + " characters, found " + name.length());
    }
    if (value.length() > LONGEST_VALUE) {
      return Optional.of(
          name + ": expected at most " + LONGEST_VALUE + " characters, found " + value.length());
    }
    return Optional.empty();
  }
}
