package io.idealstream.wire;

import java.util.Locale;

/**
 * A constant that is written on the wire in lower case, with hyphens: {@code TIME_AHEAD} is {@code
 * time-ahead}.
 */
public interface Coded {

  /** The constant's own name, as Java spells it. */
  String name();

  /** The name on the wire. */
  default String code() {
    return code(name());
  }

  /** The name on the wire of a constant as Java spells it. */
  static String code(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
