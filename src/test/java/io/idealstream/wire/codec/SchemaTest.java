package io.idealstream.wire.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.wire.Caption;
import io.idealstream.wire.Coded;
import io.idealstream.wire.ConceptExample;
import io.idealstream.wire.Control;
import io.idealstream.wire.Drift;
import io.idealstream.wire.DriftScore;
import io.idealstream.wire.Erasure;
import io.idealstream.wire.Feedback;
import io.idealstream.wire.Hit;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.Label;
import io.idealstream.wire.OrAbsent;
import io.idealstream.wire.OrNull;
import io.idealstream.wire.Quality;
import io.idealstream.wire.Query;
import io.idealstream.wire.Status;
import io.idealstream.wire.TextVector;
import io.idealstream.wire.TransactionMark;
import io.idealstream.wire.Word;
import io.idealstream.wire.WordsHead;
import io.idealstream.wire.decision.Decision;
import io.idealstream.wire.space.SpaceDefinition;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Holds the Java records against the schema files: both are rendered in one small notation, and the
 * two texts must be equal.
 */
class SchemaTest {

  private static final Path SCHEMAS = Path.of("schemas");

  private static Schema schema(String topic) throws IOException {
    return new Schema.Parser().parse(SCHEMAS.resolve(topic + ".avsc").toFile());
  }

  @TestFactory
  Stream<DynamicTest> recordsAndSchemasHaveTheSameFieldsTypesAndNullability() {
    return Stream.of(
        test("images", ImageItem.class),
        test("captions", Caption.class),
        test("queries", Query.class),
        test("concepts", ConceptExample.class),
        test("controls", Control.class),
        test("erasures", Erasure.class),
        test("feedback", Feedback.class),
        test("texts", TextVector.class),
        test("labels", Label.class),
        test("hits", Hit.class),
        test("decisions", Decision.class),
        test("words", Word.class, WordsHead.class),
        test("quality", Quality.class),
        test("drift", Drift.class),
        test("drift-scores", DriftScore.class),
        test("status", Status.class),
        test("transactions", TransactionMark.class));
  }

  private static DynamicTest test(String topic, Class<?>... records) {
    return DynamicTest.dynamicTest(
        topic,
        () -> {
          Schema schema = schema(topic);
          List<Schema> parts = schema.isUnion() ? schema.getTypes() : List.of(schema);
          assertEquals(
              Arrays.stream(records).map(SchemaTest::render).collect(Collectors.joining("\n")),
              parts.stream().map(SchemaTest::render).collect(Collectors.joining("\n")));
        });
  }

  /** A space's defaults may be left out on the wire, but never in Java. */
  @Test
  void theSpaceAndItsSchemaHaveTheSameFieldsAndTypes() throws IOException {
    assertEquals(
        render(SpaceDefinition.class).replace("?", ""), render(schema("spaces")).replace("?", ""));
  }

  @Test
  void everyTopicButDeadLettersHasOneSchemaFile() throws IOException {
    Set<String> topics = new TreeSet<>();
    for (Topic<?> topic : Topic.all()) {
      topics.add(topic.code() + ".avsc");
    }
    topics.remove("dead-letters.avsc");

    try (Stream<Path> files = Files.list(SCHEMAS)) {
      assertEquals(
          topics,
          files
              .filter(Files::isRegularFile)
              .map(file -> file.getFileName().toString())
              .collect(Collectors.toCollection(TreeSet::new)));
    }
  }

  @Test
  void whereAFieldHasAnotherNameInJsonItIsTheHyphenatedOne() throws IOException {
    List<Schema.Field> renamed =
        Stream.concat(fields(schema("spaces")), fields(schema("policies")))
            .filter(field -> field.getProp("json") != null)
            .toList();

    assertEquals(7, renamed.size());
    for (Schema.Field field : renamed) {
      String hyphenated = field.name().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
      assertEquals(hyphenated, field.getProp("json"));
    }
  }

  @Test
  void aFieldThatMayBeAbsentDefaultsToNullAndNoOtherHasADefault() throws IOException {
    for (Topic<?> topic : Topic.all()) {
      if (topic != Topic.DEAD_LETTERS) {
        fields(schema(topic.code()))
            .filter(Schema.Field::hasDefaultValue)
            .forEach(field -> assertTrue(isNullable(field.schema()), topic + "." + field.name()));
      }
    }
  }

  private static Stream<Schema.Field> fields(Schema schema) {
    return switch (schema.getType()) {
      case RECORD ->
          schema.getFields().stream()
              .flatMap(field -> Stream.concat(Stream.of(field), fields(field.schema())));
      case UNION -> schema.getTypes().stream().flatMap(SchemaTest::fields);
      case MAP -> fields(schema.getValueType());
      case ARRAY -> fields(schema.getElementType());
      default -> Stream.of();
    };
  }

  // ---- Java: "name type", "?" for may be absent, "|null" for may be null

  private static String render(Class<?> type) {
    return type.getSimpleName()
        + Arrays.stream(type.getRecordComponents())
            .map(
                component ->
                    component.getName()
                        + " "
                        + presence(component)
                        + render(component.getGenericType()))
            .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String presence(RecordComponent component) {
    if (component.isAnnotationPresent(OrAbsent.class)) {
      return "?";
    }
    return component.isAnnotationPresent(OrNull.class) ? "null|" : "";
  }

  private static String render(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      if (generic.getRawType() == List.class) {
        return "[" + render(arguments[0]) + "]";
      }
      String value = render(arguments[1]);
      return "map<" + (value.equals("[string]") ? "string|[string]" : value) + ">";
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isEnum()) {
      return Arrays.stream(plain.getEnumConstants())
          .map(constant -> constant instanceof Coded coded ? coded.code() : constant.toString())
          .collect(Collectors.joining(" or ", "(", ")"));
    }
    if (plain.isRecord()) {
      return render(plain);
    }
    return switch (plain.getSimpleName()) {
      case "String", "Duration" -> "string";
      case "boolean", "Boolean" -> "boolean";
      case "int", "Integer" -> "int";
      case "long", "Long" -> "long";
      case "double", "Double" -> "double";
      case "Instant" -> "time";
      case "byte[]" -> "bytes";
      case "float[]" -> "[float]|bytes";
      case "double[]" -> "[double]";
      default -> throw new AssertionError("no notation for " + plain);
    };
  }

  // ---- Avro

  private static String render(Schema schema) {
    return switch (schema.getType()) {
      case RECORD ->
          schema.getName()
              + schema.getFields().stream()
                  .map(field -> field.name() + " " + render(field))
                  .collect(Collectors.joining(", ", "{", "}"));
      case ARRAY -> "[" + render(schema.getElementType()) + "]";
      case MAP -> "map<" + render(schema.getValueType()) + ">";
      case UNION ->
          schema.getTypes().stream().map(SchemaTest::render).collect(Collectors.joining("|"));
      case LONG ->
          schema.getLogicalType() == null
              ? "long"
              : schema.getLogicalType().getName().equals("timestamp-millis") ? "time" : "?";
      case STRING -> choices(schema);
      default -> schema.getType().getName();
    };
  }

  private static String render(Schema.Field field) {
    String type = render(field.schema());
    return field.hasDefaultValue() ? type.replaceFirst("^null\\|", "?") : type;
  }

  private static String choices(Schema schema) {
    if (!(schema.getObjectProp("choices") instanceof List<?> choices)) {
      return "string";
    }
    return choices.stream().map(String::valueOf).collect(Collectors.joining(" or ", "(", ")"));
  }

  private static boolean isNullable(Schema schema) {
    return schema.isUnion() && schema.getTypes().get(0).getType() == Schema.Type.NULL;
  }
}
