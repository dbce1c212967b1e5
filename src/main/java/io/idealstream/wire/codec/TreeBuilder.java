package io.idealstream.wire.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.idealstream.wire.Reason;
import io.idealstream.wire.Unreadable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A parser's events, of JSON or YAML, to plain Java values. */
final class TreeBuilder {

  /** Deeper than any record of the contract, and far from the end of any stack. */
  static final int MOST_LEVELS = 32;

  static final String HALF_A_PAIR = "a text holds half of a surrogate pair";

  private final JsonParser parser;
  private int level;

  TreeBuilder(JsonParser parser) {
    this.parser = parser;
  }

  /** The one value of the text. */
  Object read() throws IOException, Unreadable {
    if (parser.nextToken() == null) {
      throw new Unreadable(Reason.NOT_JSON, "the text is empty");
    }
    Object value = value();
    if (parser.nextToken() != null) {
      throw new Unreadable(Reason.NOT_JSON, "the text goes on after its first value");
    }
    return value;
  }

  private Object value() throws IOException, Unreadable {
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> wellFormed(parser.getText());
      case VALUE_NUMBER_INT -> integer();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw new Unreadable(Reason.NOT_JSON, "a value is of no JSON type");
    };
  }

  private Map<String, Object> object() throws IOException, Unreadable {
    descend();
    Map<String, Object> fields = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = wellFormed(parser.currentName());
      boolean seen = fields.containsKey(name);
      parser.nextToken();
      fields.put(name, value());
      if (seen) {
        throw new Unreadable(
            Reason.DUPLICATE_KEY, "field \"" + name + "\" stands twice in an object");
      }
    }
    level--;
    return fields;
  }

  private List<Object> array() throws IOException, Unreadable {
    descend();
    parser.nextToken();
    NumberList numbers = numbers();
    if (parser.currentToken() == JsonToken.END_ARRAY && !numbers.isEmpty()) {
      level--;
      return numbers;
    }
    List<Object> elements = new ArrayList<>(numbers);
    while (parser.currentToken() != JsonToken.END_ARRAY) {
      elements.add(value());
      parser.nextToken();
    }
    level--;
    return elements;
  }

  /** The numbers that a list begins with. */
  private NumberList numbers() throws IOException {
    NumberList numbers = new NumberList();
    while (true) {
      if (parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
        numbers.add(parser.getDoubleValue(), false);
      } else if (isExactInteger()) {
        numbers.add(parser.getLongValue(), true);
      } else {
        return numbers;
      }
      parser.nextToken();
    }
  }

  private boolean isExactInteger() throws IOException {
    return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER
        && NumberList.isExact(parser.getLongValue());
  }

  private void descend() throws Unreadable {
    if (++level > MOST_LEVELS) {
      throw new Unreadable(
          Reason.TOO_DEEP, "expected at most " + MOST_LEVELS + " levels of nesting, found more");
    }
  }

  /** A Long where it fits, else the nearest double: no field takes a longer integer. */
  private Number integer() throws IOException {
    return switch (parser.getNumberType()) {
      case INT, LONG -> parser.getLongValue();
      default -> parser.getDoubleValue();
    };
  }

  /** JSON can spell half a surrogate pair, which no encoding can write again. */
  private static String wellFormed(String text) throws Unreadable {
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (Character.isSurrogate(unit)) {
        boolean pair =
            Character.isHighSurrogate(unit)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          throw new Unreadable(Reason.NOT_UTF8, HALF_A_PAIR);
        }
        i++;
      }
    }
    return text;
  }
}
