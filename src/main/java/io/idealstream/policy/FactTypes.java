package io.idealstream.policy;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.NullableType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The fields of what expressions speak about, named as on topics {@code labels} and {@code hits}.
 */
final class FactTypes {

  private static final CelType TEXT = SimpleType.STRING;
  private static final CelType TEXT_OR_NULL = NullableType.create(SimpleType.STRING);
  private static final CelType NUMBER_OR_NULL = NullableType.create(SimpleType.DOUBLE);
  private static final CelType INTEGER_OR_NULL = NullableType.create(SimpleType.INT);
  private static final CelType TEXTS = ListType.create(TEXT);
  private static final CelType PROBABILITIES = MapType.create(TEXT, SimpleType.DOUBLE);

  private static final Map<String, StructType> ALL = new LinkedHashMap<>();

  static final StructType RAW =
      struct(
          "RawAnswer",
          Map.of(
              "label",
              TEXT_OR_NULL,
              "probability",
              NUMBER_OR_NULL,
              "labels",
              TEXTS,
              "probabilities",
              PROBABILITIES));

  static final StructType ANSWER =
      struct(
          "FactorLabel",
          Map.ofEntries(
              Map.entry("label", TEXT_OR_NULL),
              Map.entry("labels", TEXTS),
              Map.entry("probability", NUMBER_OR_NULL),
              Map.entry("probabilities", PROBABILITIES),
              Map.entry("raw", RAW),
              Map.entry("debiased", SimpleType.BOOL),
              Map.entry("support", SimpleType.DOUBLE),
              Map.entry("abstained", TEXT_OR_NULL),
              Map.entry("margin", NUMBER_OR_NULL),
              Map.entry("standardError", NUMBER_OR_NULL),
              Map.entry("method", TEXT_OR_NULL)));

  static final StructType ITEM =
      struct(
          "Item",
          Map.of(
              "id",
              TEXT,
              "feed",
              TEXT,
              "time",
              SimpleType.TIMESTAMP,
              "caption",
              TEXT_OR_NULL,
              "attributes",
              MapType.create(TEXT, TEXT)));

  static final StructType HIT =
      struct(
          "Hit",
          Map.of(
              "query",
              TEXT,
              "queryVersion",
              SimpleType.INT,
              "score",
              SimpleType.DOUBLE,
              "rank",
              INTEGER_OR_NULL,
              "lookBack",
              SimpleType.BOOL,
              "words",
              INTEGER_OR_NULL,
              "priority",
              INTEGER_OR_NULL,
              "concepts",
              MapType.create(TEXT, SimpleType.INT)));

  static final CelTypeProvider PROVIDER =
      new CelTypeProvider() {
        @Override
        public ImmutableCollection<CelType> types() {
          return ImmutableList.copyOf(ALL.values());
        }

        @Override
        public Optional<CelType> findType(String name) {
          return Optional.ofNullable(ALL.get(name));
        }
      };

  private FactTypes() {}

  /** Every field of every type, to say which was meant. */
  static Set<String> fields() {
    Set<String> fields = new TreeSet<>();
    ALL.values().forEach(type -> fields.addAll(type.fieldNames()));
    return fields;
  }

  private static StructType struct(String name, Map<String, CelType> types) {
    ImmutableMap<String, CelType> fields = ImmutableMap.copyOf(types);
    StructType type =
        StructType.create(name, fields.keySet(), field -> Optional.ofNullable(fields.get(field)));
    ALL.put(name, type);
    return type;
  }
}
