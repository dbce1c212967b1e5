package io.idealstream.web.board;

import java.util.LinkedHashMap;
import java.util.Map;

/** Objects of the page's JSON. */
public final class Fields {

  private Fields() {}

  /**
   * An object with its fields in the order given.
   *
   * @param namesAndValues a name, its value (null where there is none), the next name, and so on
   */
  public static Map<String, Object> of(Object... namesAndValues) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return fields;
  }

  /** A number; null for one that JSON has none for. */
  static Double finite(double number) {
    return Double.isFinite(number) ? (Double) number : null;
  }
}
