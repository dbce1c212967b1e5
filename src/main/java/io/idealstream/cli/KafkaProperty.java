package io.idealstream.cli;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** One property for Kafka's clients from the command line; its value may be a password. */
record KafkaProperty(String name, String value) {
  static final String OPTION = "--kafka-property";

  /** Reads {@code NAME=VALUE}; what is wrong is not repeated. */
  static final class Reader implements ITypeConverter<KafkaProperty> {

    @Override
    public KafkaProperty convert(String text) {
      int end = text.indexOf('=');
      if (end < 1) {
        throw new TypeConversionException(
            "expected NAME=VALUE (what was given is not shown, as it may hold a password)");
      }
      return new KafkaProperty(text.substring(0, end), text.substring(end + 1));
    }
  }

  /** All by name, the last of each. */
  static Map<String, String> map(Collection<KafkaProperty> properties) {
    Map<String, String> map = new TreeMap<>();
    properties.forEach(property -> map.put(property.name, property.value));
    return map;
  }
}
