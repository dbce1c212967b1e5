package io.idealstream.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Terms of the page, whose {@code weight} is what records of queries call {@code scale}. */
final class Weights {

  private Weights() {}

  /** The fields of a query as its record has them. */
  static Map<String, Object> renamed(Map<String, Object> query) {
    Map<String, Object> fields = new LinkedHashMap<>(query);
    fields.computeIfPresent("plus", (name, terms) -> terms(terms));
    fields.computeIfPresent("minus", (name, terms) -> terms(terms));
    fields.values().removeIf(value -> value == null);
    return fields;
  }

  /** Null for none; what is no list of objects is left for the reader to refuse. */
  private static Object terms(Object terms) {
    if (!(terms instanceof List<?> list)) {
      return terms;
    }
    List<Object> scaled = new ArrayList<>();
    for (Object term : list) {
      scaled.add(term instanceof Map<?, ?> fields ? scaled(fields) : term);
    }
    return scaled.isEmpty() ? null : scaled;
  }

  private static Map<Object, Object> scaled(Map<?, ?> term) {
    Map<Object, Object> renamed = new LinkedHashMap<>(term);
    Object weight = renamed.remove("weight");
    if (weight != null) {
      renamed.put("scale", weight);
    }
    return renamed;
  }
}
