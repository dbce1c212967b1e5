package io.idealstream.wire.config;

import io.idealstream.wire.Blank;
import io.idealstream.wire.Coded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One object of a file, read field by field.
 *
 * <p>Each getter names the field, and takes what stands in for a missing one; a getter without a
 * stand-in notes a missing field as a problem. A field that is missing or wrong gives the stand-in
 * (or null, 0, an empty list), so that reading goes on to the next problem; the values count only
 * if the problems stay none. {@link #refuseOthers} ends the reading.
 */
public final class Section {

  private final Map<String, Object> fields;
  private final String path;
  private final Problems problems;
  private final Set<String> known = new LinkedHashSet<>();

  /**
   * @param fields plain values: maps, lists, texts, Long, Double, Boolean, null
   * @param path from the root of the file, for messages; empty for the root
   */
  public Section(Map<String, ?> fields, String path, Problems problems) {
    this.fields = new LinkedHashMap<>(fields);
    this.path = path;
    this.problems = problems;
  }

  public String path() {
    return path;
  }

  public Problems problems() {
    return problems;
  }

  /** The fields' names in the order of the file. */
  public List<String> names() {
    return List.copyOf(fields.keySet());
  }

  /** All fields as they are. */
  public Map<String, Object> fields() {
    return Collections.unmodifiableMap(fields);
  }

  public boolean has(String name) {
    known.add(name);
    return fields.get(name) != null;
  }

  /** The path of a field, for messages. */
  public String pathOf(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  public String text(String name) {
    return has(name) ? text(name, null) : missing(name, "a text", null);
  }

  public String text(String name, String standIn) {
    if (!has(name)) {
      return standIn;
    }
    if (fields.get(name) instanceof String text && !Blank.is(text)) {
      return text;
    }
    return wrong(name, "a text", standIn);
  }

  /** A text, a number or a truth, as a text; for settings that are passed on unread. */
  public String scalar(String name) {
    if (!has(name)) {
      return missing(name, "a text, a number, true or false", "");
    }
    Object value = fields.get(name);
    return value instanceof String || value instanceof Number || value instanceof Boolean
        ? value.toString()
        : wrong(name, "a text, a number, true or false", "");
  }

  public List<String> texts(String name) {
    return has(name) ? texts(name, List.of()) : missing(name, "a list of texts", List.of());
  }

  /** A list of at least one text; one text alone is a list of one. */
  public List<String> texts(String name, List<String> standIn) {
    if (!has(name)) {
      return standIn;
    }
    Object value = fields.get(name);
    List<?> elements = value instanceof String ? List.of(value) : asList(value);
    if (elements == null || elements.isEmpty()) {
      return wrong(name, "a list of texts", standIn);
    }
    for (int i = 0; i < elements.size(); i++) {
      if (!(elements.get(i) instanceof String text) || Blank.is(text)) {
        problems.expected(pathOf(name) + "[" + i + "]", "a text", elements.get(i));
        return standIn;
      }
    }
    return elements.stream().map(String.class::cast).toList();
  }

  public double number(String name) {
    return has(name) ? number(name, Double.NaN) : missing(name, "a number", Double.NaN);
  }

  /** A finite number. */
  public double number(String name, double standIn) {
    if (!has(name)) {
      return standIn;
    }
    if (fields.get(name) instanceof Number number && Double.isFinite(number.doubleValue())) {
      return number.doubleValue();
    }
    return wrong(name, "a number", standIn);
  }

  /** A finite number of at least 0; null for a word, or nothing, that stands for none. */
  public Double numberUnless(String name, String word) {
    if (!has(name) || fields.get(name).equals(word)) {
      return null;
    }
    boolean right =
        fields.get(name) instanceof Number number
            && number.doubleValue() >= 0
            && Double.isFinite(number.doubleValue());
    return right
        ? (Double) ((Number) fields.get(name)).doubleValue()
        : wrong(name, word + " or a number of at least 0", null);
  }

  public long integer(String name, long standIn, long least, long most) {
    if (!has(name)) {
      return standIn;
    }
    if (fields.get(name) instanceof Long number && number >= least && number <= most) {
      return number;
    }
    return wrong(name, "a whole number from " + least + " to " + most, standIn);
  }

  public boolean truth(String name, boolean standIn) {
    if (!has(name)) {
      return standIn;
    }
    if (fields.get(name) instanceof Boolean truth) {
      return truth;
    }
    return wrong(name, "true or false", standIn);
  }

  public Duration duration(String name, Duration standIn) {
    if (!has(name)) {
      return standIn;
    }
    if (fields.get(name) instanceof String text) {
      Duration duration = DurationText.parse(text).orElse(Duration.ZERO);
      if (!duration.isZero()) {
        return duration;
      }
    }
    return wrong(name, DurationText.EXPECTED, standIn);
  }

  public <E extends Enum<E>> E choice(String name, Class<E> type) {
    return has(name) ? choice(name, type, null) : missing(name, choices(type), null);
  }

  public <E extends Enum<E>> E choice(String name, Class<E> type, E standIn) {
    if (!has(name)) {
      return standIn;
    }
    for (E constant : type.getEnumConstants()) {
      if (Coded.code(constant.name()).equals(fields.get(name))) {
        return constant;
      }
    }
    return wrong(name, choices(type), standIn);
  }

  /** A nested object; an empty one where it is missing. */
  public Section section(String name) {
    Map<String, Object> nested = new LinkedHashMap<>();
    if (has(name)) {
      if (fields.get(name) instanceof Map<?, ?> map) {
        map.forEach((key, value) -> nested.put((String) key, value));
      } else {
        wrong(name, "an object", null);
      }
    }
    return new Section(nested, pathOf(name), problems);
  }

  /**
   * The same where a password may stand in its place by mistake: what stands there is not shown.
   */
  public Section concealed(String name) {
    if (has(name) && !(fields.get(name) instanceof Map<?, ?>)) {
      problems.note(
          pathOf(name),
          "expected an object (what stands there is not shown, as it may hold a password)");
      return new Section(Map.of(), pathOf(name), problems);
    }
    return section(name);
  }

  /**
   * The names of a list of texts, or of an object's fields: a set of names with or without more.
   */
  public Section namesOrSection(String name) {
    if (has(name) && asList(fields.get(name)) != null) {
      Map<String, Object> nested = new LinkedHashMap<>();
      for (String element : texts(name, List.of())) {
        if (nested.put(element, element) != null) {
          problems.note(pathOf(name), "\"" + element + "\" stands here twice");
        }
      }
      return new Section(nested, pathOf(name), problems);
    }
    return section(name);
  }

  /** A list of objects; empty where it is missing. */
  public List<Section> sections(String name) {
    if (!has(name)) {
      return List.of();
    }
    List<?> elements = asList(fields.get(name));
    if (elements == null) {
      return wrong(name, "a list of objects", List.of());
    }
    List<Section> sections = new ArrayList<>();
    for (int i = 0; i < elements.size(); i++) {
      String at = pathOf(name) + "[" + i + "]";
      if (elements.get(i) instanceof Map<?, ?> map) {
        Map<String, Object> nested = new LinkedHashMap<>();
        map.forEach((key, value) -> nested.put((String) key, value));
        sections.add(new Section(nested, at, problems));
      } else {
        problems.expected(at, "an object", elements.get(i));
      }
    }
    return sections;
  }

  /** Whether a field is a text, where an object may stand too. */
  public boolean isText(String name) {
    known.add(name);
    return fields.get(name) instanceof String;
  }

  /** Notes every field nobody asked for, with the known name that is closest to it. */
  public void refuseOthers() {
    for (String name : fields.keySet()) {
      if (!known.contains(name)) {
        String hint =
            Spelling.closest(name, known)
                .map(close -> "did you mean " + close + "?")
                .orElse("expected " + String.join(", ", known));
        problems.note(pathOf(name), "unknown field; " + hint);
      }
    }
  }

  private <T> T missing(String name, String expected, T standIn) {
    problems.expected(pathOf(name), expected, null);
    return standIn;
  }

  private <T> T wrong(String name, String expected, T standIn) {
    problems.expected(pathOf(name), expected, fields.get(name));
    return standIn;
  }

  private static List<?> asList(Object value) {
    return value instanceof List<?> list ? list : null;
  }

  private static <E extends Enum<E>> String choices(Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(constant -> Coded.code(constant.name()))
        .collect(Collectors.joining(" or "));
  }
}
