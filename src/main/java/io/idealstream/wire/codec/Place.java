package io.idealstream.wire.codec;

import io.idealstream.wire.Reason;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.config.Found;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where in a record a value stands, to speak about it.
 *
 * @param outer null for the record itself
 * @param step the field's name, or the index in brackets; of the record itself, what its parts are
 *     called
 */
record Place(Place outer, String step) {

  private static final Place ROOT = new Place(null, "field");
  private static final Place HEADERS = new Place(null, "header");

  static Place root() {
    return ROOT;
  }

  /** The record of a message that has its fields in headers. */
  static Place headers() {
    return HEADERS;
  }

  Place field(String name) {
    return new Place(this, outer == null ? name : "." + name);
  }

  Place element(int index) {
    return new Place(this, "[" + index + "]");
  }

  Unreadable expected(String expected, Object found) {
    return refused("expected " + expected + ", found " + Found.describe(found));
  }

  Unreadable refused(String why) {
    return new Unreadable(reason(), where() + why);
  }

  Unreadable missing() {
    Reason reason = "id".equals(topField()) ? Reason.MISSING_ID : Reason.MISSING_FIELD;
    return new Unreadable(reason, part() + " " + this + " is missing");
  }

  Map<String, Object> object(Object value) throws Unreadable {
    if (!(value instanceof Map<?, ?> map)) {
      throw expected("an object", value);
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    map.forEach((name, element) -> fields.put((String) name, element));
    return fields;
  }

  private String where() {
    return outer == null ? "the record: " : part() + " " + this + ": ";
  }

  /** What is wrong with a field is counted under the field's own reason, where it has one. */
  private Reason reason() {
    return switch (topField()) {
      case "id" -> Reason.BAD_ID;
      case "feed" -> Reason.BAD_FEED;
      case "time" -> Reason.BAD_TIME;
      case "values" -> Reason.BAD_VALUES;
      case "attributes" -> Reason.BAD_ATTRIBUTES;
      case "embedding", "captionEmbedding", "vector" -> Reason.BAD_EMBEDDING;
      case "image" -> Reason.BAD_IMAGE_BYTES;
      default -> Reason.WRONG_TYPE;
    };
  }

  private String part() {
    return outer == null ? step : outer.part();
  }

  private String topField() {
    Place place = this;
    while (place.outer != null && place.outer.outer != null) {
      place = place.outer;
    }
    return place.step;
  }

  @Override
  public String toString() {
    return outer == null ? "" : outer + step;
  }
}
