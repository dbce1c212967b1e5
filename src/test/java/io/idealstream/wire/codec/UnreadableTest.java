package io.idealstream.wire.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.wire.Caption;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Reason;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** One message for each way of being unreadable, its reason, and what its sentence must name. */
class UnreadableTest {

  private interface Reader {
    Object read(TopicRecord message) throws Unreadable;
  }

  private record Case(
      String name, Reader reader, TopicRecord message, Reason reason, String sentence) {}

  private static final ImageReader IMAGES = new ImageReader(ReadingLimits.DEFAULT);
  private static final CaptionReader CAPTIONS = new CaptionReader(ReadingLimits.DEFAULT);
  private static final QueryReader QUERIES = new QueryReader(ReadingLimits.DEFAULT);
  private static final FeedbackReader FEEDBACK = new FeedbackReader(ReadingLimits.DEFAULT);
  private static final ConceptReader CONCEPTS = new ConceptReader(ReadingLimits.DEFAULT);
  private static final ControlReader CONTROLS = new ControlReader(ReadingLimits.DEFAULT);
  private static final ErasureReader ERASURES = new ErasureReader(ReadingLimits.DEFAULT);
  private static final SpaceReader SPACES = new SpaceReader();

  private static final Set<Reason> FOUND_DOWNSTREAM =
      EnumSet.of(
          Reason.BAD_PICTURE,
          Reason.NO_VECTOR,
          Reason.WRONG_DIMENSION,
          Reason.WRONG_MODEL,
          Reason.TOO_LARGE,
          Reason.FAILED,
          Reason.TIME_AHEAD);

  private final List<Case> cases = new ArrayList<>();

  @TestFactory
  Stream<DynamicTest> everyBadMessageIsRefusedForItsReason() {
    addBytes();
    addFields();
    addImages();
    addRules();
    addControls();
    addErasures();
    return cases.stream().map(one -> DynamicTest.dynamicTest(one.name, () -> check(one)));
  }

  @Test
  void everyReasonThisPackageGivesHasAnExample() {
    addBytes();
    addFields();
    addImages();
    addRules();
    addControls();
    addErasures();
    Set<Reason> missing = EnumSet.complementOf(EnumSet.copyOf(FOUND_DOWNSTREAM));
    cases.forEach(one -> missing.remove(one.reason));

    assertEquals(Set.of(), missing);
  }

  private static void check(Case one) {
    Unreadable why = assertThrows(Unreadable.class, () -> one.reader.read(one.message));

    assertEquals(one.reason, why.reason(), why.getMessage());
    assertTrue(why.getMessage().contains(one.sentence), why.getMessage());
  }

  private void add(String name, Reader reader, TopicRecord message, Reason reason, String names) {
    cases.add(new Case(name, reader, message, reason, names));
  }

  private void caption(String name, String json, Reason reason, String names) {
    add(name, CAPTIONS::read, Messages.of(json), reason, names);
  }

  private void image(String name, String json, Reason reason, String names) {
    add(name, IMAGES::read, Messages.of(json), reason, names);
  }

  private void attributes(String attributes, String names) {
    image(
        "attributes " + attributes,
        "{\"id\":\"i\",\"image\":\"AA==\",\"attributes\":" + attributes + "}",
        Reason.BAD_ATTRIBUTES,
        names);
  }

  private void query(String name, String json, String names) {
    add(name, QUERIES::read, Messages.of(json), Reason.BAD_QUERY, names);
  }

  private void addBytes() {
    add("no value", CAPTIONS::read, Messages.of((byte[]) null), Reason.NO_VALUE, "no value");
    add("empty value", IMAGES::read, Messages.of(""), Reason.NO_VALUE, "no value");
    add(
        "removal without key",
        QUERIES::read,
        Messages.of((byte[]) null),
        Reason.NO_VALUE,
        "neither a key nor a value");
    for (String type : List.of("text/csv", "image/png", "application/json; charset=utf-16")) {
      add(
          type,
          CAPTIONS::read,
          Messages.of("{}", "content-type=" + type),
          Reason.UNKNOWN_CONTENT_TYPE,
          type.substring(0, 8));
    }
    add(
        "a charset that is none",
        CAPTIONS::read,
        Messages.of("{}", "content-type=application/json; charset=$"),
        Reason.UNKNOWN_CONTENT_TYPE,
        "charset");
    add(
        "text as an image",
        IMAGES::read,
        Messages.of("{}", "Content-Type=text/plain"),
        Reason.UNKNOWN_CONTENT_TYPE,
        "text/plain");
    byte[] framed = {0, 0, 1, (byte) 0x86, (byte) 0xA1, 2, 'c'};
    for (Reader reader : List.<Reader>of(CAPTIONS::read, IMAGES::read)) {
      for (String type : List.of("", "application/avro", "application/json")) {
        add(
            "a frame of a schema registry " + type,
            reader,
            Messages.of(framed, "content-type=" + type),
            Reason.REGISTRY_FRAME,
            "schema registry (schema id 100001)");
      }
    }
    byte[] notUtf8 = "{\"id\":\"c\",\"text\":\"?\"}".getBytes(UTF_8);
    notUtf8[notUtf8.length - 3] = (byte) 0xFF;
    add("bad UTF-8", CAPTIONS::read, Messages.of(notUtf8), Reason.NOT_UTF8, "UTF-8");
    caption("half a surrogate pair", "{\"text\":\"\\ud800\"}", Reason.NOT_UTF8, "surrogate");
    caption("half a surrogate pair in a name", "{\"\\udc00\":1}", Reason.NOT_UTF8, "surrogate");
    caption("a first half in a name", "{\"a\\ud800\":1}", Reason.NOT_UTF8, "surrogate");
    caption("two first halves in a name", "{\"\\ud800\\ud800\":1}", Reason.NOT_UTF8, "surrogate");
    caption("a first half and a letter", "{\"\\ud800\\u0061\":1}", Reason.NOT_UTF8, "surrogate");
    caption("no half of a pair", "{\"a\": surrogate}", Reason.NOT_JSON, "surrogate");
    caption("broken JSON", "{\"id\":\"c\",", Reason.NOT_JSON, "line 1");
    caption("no JSON", "hello", Reason.NOT_JSON, "line 1");
    caption("blank", "  ", Reason.NOT_JSON, "empty");
    caption("two values", "{} {}", Reason.NOT_JSON, "goes on");
    caption("a list", "[1]", Reason.WRONG_TYPE, "expected an object, found a list");
    caption(
        "a key twice", "{\"id\":\"a\",\"id\":\"b\"}", Reason.DUPLICATE_KEY, "\"id\" stands twice");
    caption("deep nesting", "{\"a\":" + "[".repeat(100_000), Reason.TOO_DEEP, "levels");
    caption("a long number", "{\"a\":" + "1".repeat(100_000) + "}", Reason.TOO_LONG, "too long");
    addAvro();
  }

  private void addAvro() {
    byte[] good = Topic.CAPTIONS.encode(new Caption("c", "f", null, "a gull", null), Encoding.AVRO);
    byte[] unknown = good.clone();
    unknown[5] ^= 1;
    byte[] status =
        Topic.STATUS.encode(
            new Status(StatusKind.SPACE, "s", 1, StatusState.ACTIVE, null), Encoding.AVRO);
    avro("another topic's schema", status, Reason.WRONG_SCHEMA, "topic status, not of topic");
    avro("unknown fingerprint", unknown, Reason.UNKNOWN_SCHEMA, "no schema");
    avro("marker alone", Arrays.copyOf(good, 2), Reason.NOT_AVRO, "fingerprint");
    avro("body cut short", Arrays.copyOf(good, good.length - 4), Reason.NOT_AVRO, "body");
    avro("body too long", Arrays.copyOf(good, good.length + 1), Reason.NOT_AVRO, "longer");
    // the id's length: zigzag of 2^31 - 1
    avro(
        "a length of 2 GB",
        body(good, 0xFE, 0xFF, 0xFF, 0xFF, 0x0F),
        Reason.NOT_AVRO,
        "2147483647");
    avro("a negative length", body(good, 0x01), Reason.NOT_AVRO, "-1");
    avro("bad UTF-8 in Avro", body(good, 0x02, 0xFF), Reason.NOT_UTF8, "UTF-8");
    avro("no such branch", body(good, 0x02, 'c', 0x08), Reason.NOT_AVRO, "schema");
    add(
        "JSON called Avro",
        CAPTIONS::read,
        Messages.of("{\"id\":\"c\",\"text\":\"x\"}", "content-type=application/avro"),
        Reason.NOT_AVRO,
        "marker");
    byte[] map = Arrays.copyOf(good, 10);
    ByteArrayOutputStream twice = new ByteArrayOutputStream();
    twice.writeBytes(map);
    // id "c", no feed, no time, text "t", values {"b": "x", "b": "x"}
    twice.writeBytes(new byte[] {2, 'c', 0, 0, 2, 't', 2, 4});
    twice.writeBytes(new byte[] {2, 'b', 0, 2, 'x', 2, 'b', 0, 2, 'x', 0});
    avro("a map's key twice", twice.toByteArray(), Reason.DUPLICATE_KEY, "\"b\" stands twice");
  }

  private static byte[] body(byte[] message, int... body) {
    byte[] bytes = Arrays.copyOf(message, 10 + body.length);
    for (int i = 0; i < body.length; i++) {
      bytes[10 + i] = (byte) body[i];
    }
    return bytes;
  }

  private void avro(String name, byte[] value, Reason reason, String names) {
    add(name, CAPTIONS::read, Messages.of(value), reason, names);
  }

  private void addFields() {
    String longText = "x".repeat(513);
    caption("no id", "{\"text\":\"t\"}", Reason.MISSING_ID, "id is missing");
    caption(
        "id under another name",
        "{\"text\":\"t\",\"name\":\"c\",\"zone\":1}",
        Reason.MISSING_ID,
        "id is missing; not read: name, zone");
    caption("null id", "{\"id\":null,\"text\":\"t\"}", Reason.MISSING_ID, "id is missing");
    caption("blank id", "{\"id\":\" \",\"text\":\"t\"}", Reason.MISSING_ID, "id is empty");
    caption(
        "a number as id", "{\"id\":7,\"text\":\"t\"}", Reason.BAD_ID, "expected a text, found 7");
    caption("a line end in the id", "{\"id\":\"a\\nb\",\"text\":\"t\"}", Reason.BAD_ID, "control");
    caption(
        "a long id", "{\"id\":\"" + longText + "\",\"text\":\"t\"}", Reason.TOO_LONG, "found 513");
    caption("every feed", "{\"id\":\"c\",\"text\":\"t\",\"feed\":\"*\"}", Reason.BAD_FEED, "c: ");
    caption("blank feed", "{\"id\":\"c\",\"text\":\"t\",\"feed\":\"\"}", Reason.BAD_FEED, "feed");
    add(
        "a binary key as feed",
        CAPTIONS::read,
        new TopicRecord(
            "t",
            0,
            0,
            0,
            new byte[] {(byte) 0xFF},
            "{\"id\":\"c\",\"text\":\"t\"}".getBytes(UTF_8),
            List.of()),
        Reason.BAD_FEED,
        "c: the record names no feed, so its key stands in for one: expected a feed's name, found"
            + " bytes that are no text (ff)");
    add(
        "an integer key as feed",
        CAPTIONS::read,
        Messages.keyed("\0\0\0\7", "{\"id\":\"c\",\"text\":\"t\"}".getBytes(UTF_8)),
        Reason.BAD_FEED,
        "its key stands in for one: expected a feed's name, found bytes that are no text (00 00 00"
            + " 07)");
    add(
        "every feed as key",
        CAPTIONS::read,
        Messages.keyed("*", "{\"id\":\"c\",\"text\":\"t\"}".getBytes(UTF_8)),
        Reason.BAD_FEED,
        "its key stands in for one: field feed: expected a feed's name, found \"*\"");
    add(
        "an integer key of a query",
        QUERIES::read,
        Messages.keyed("\0\0\0\7", "{}".getBytes(UTF_8)),
        Reason.BAD_ID,
        "the key: expected a name, found bytes that are no text (00 00 00 07)");
    for (String time :
        List.of("1767225600", "\"yesterday\"", "\"2026-03-01\"", "\"+1000000-01-01T00:00:00Z\"")) {
      caption(
          "time " + time,
          "{\"id\":\"c\",\"text\":\"t\",\"time\":" + time + "}",
          Reason.BAD_TIME,
          "ISO-8601");
    }
    add(
        "no Kafka timestamp",
        CAPTIONS::read,
        new TopicRecord(
            "t", 0, 0, -1, null, "{\"id\":\"c\",\"text\":\"t\"}".getBytes(UTF_8), List.of()),
        Reason.BAD_TIME,
        "timestamp");
    caption("no text", "{\"id\":\"c\"}", Reason.MISSING_FIELD, "text is missing");
    caption("empty text", "{\"id\":\"c\",\"text\":\" \\t\"}", Reason.EMPTY_CAPTION, "c: ");
    for (String space : List.of("\\u00a0", "\\u2007\\u202f", "\\u3000 ", "\\u2028", "\\u0085")) {
      caption(
          "a text of " + space,
          "{\"id\":\"c\",\"text\":\"" + space + "\"}",
          Reason.EMPTY_CAPTION,
          "c: field text is empty");
      caption(
          "an id of " + space,
          "{\"id\":\"" + space + "\",\"text\":\"t\"}",
          Reason.MISSING_ID,
          "field id is empty");
      query(
          "a query of " + space,
          "{\"id\":\"q\",\"threshold\":0.2,\"text\":\"" + space + "\"}",
          "q: expected a text");
    }
    add(
        "a space with an empty prompt",
        SPACES::read,
        Messages.of("{\"space\":\"birds\",\"templates\":[\"\\u00a0\"]}"),
        Reason.BAD_SPACE,
        "templates[0]: expected a text");
    caption("a number as text", "{\"id\":\"c\",\"text\":3}", Reason.WRONG_TYPE, "found 3");
    caption(
        "a long text",
        "{\"id\":\"c\",\"text\":\"" + "x".repeat(10_001) + "\"}",
        Reason.TOO_LONG,
        "found 10001");
    for (String values :
        List.of("7", "[]", "{\"bird\":7}", "{\"bird\":[]}", "{\"bird\":[null]}", "{\"\":\"x\"}")) {
      caption(
          "values " + values,
          "{\"id\":\"c\",\"text\":\"t\",\"values\":" + values + "}",
          Reason.BAD_VALUES,
          "values");
    }
    add(
        "feedback about nothing",
        FEEDBACK::read,
        Messages.of("{\"id\":\"i\",\"values\":{}}"),
        Reason.BAD_VALUES,
        "found none");
  }

  private void addImages() {
    String head = "{\"id\":\"i\",\"model\":\"m\",";
    image("uri", head + "\"uri\":\"http://x/y.png\"}", Reason.URI_UNSUPPORTED, "i: field uri");
    image("nothing to see", head + "\"caption\":\"x\"}", Reason.NO_CONTENT, "neither");
    image("both", head + "\"image\":\"AA==\",\"embedding\":[1]}", Reason.TWO_CONTENTS, "both");
    image("no base64", head + "\"image\":7}", Reason.BAD_IMAGE_BYTES, "base64, found 7");
    base64("AA*A", "found \"*\" as its character 3");
    base64("AAAA\\nAA\\u00a0AA", "found U+00A0 as its character 8");
    base64("-AA\\ud83d\\ude00", "found U+1F600 as its character 4");
    base64("data:image/png;base64,AAAA", "found \":\" as its character 5");
    base64("AA== AAAA", "found \"A\" as its character 6");
    base64("AA=", "found \"=\" as its character 3");
    base64("AAAA====", "found \"=\" as its character 5");
    base64("AAAA A", "found 5 digits, which end within a byte");
    attributes("7", "field attributes: expected an object, found 7");
    attributes("{\"author\":7}", "field attributes.author: expected a text, found 7");
    attributes("{\"author\":null}", "field attributes.author: expected a value");
    attributes("{\"author\":[\"ann\"]}", "field attributes.author: expected a text, found a list");
    attributes("{\"\":\"ann\"}", "found a blank one");
    attributes("{\"\\u00a0\":\"ann\"}", "found a blank one");
    attributes("{\"" + "n".repeat(65) + "\":\"\"}", "names of at most 64 characters, found 65");
    attributes(
        "{\"author\":\"" + "v".repeat(513) + "\"}",
        "author: expected at most 512 characters, found 513");
    attributes(
        IntStream.range(0, 33)
            .mapToObj(i -> "\"" + i + "\":\"\"")
            .collect(Collectors.joining(",", "{", "}")),
        "expected at most 32, found 33");
    for (String header : List.of("7", "ann", "{\"author\":7}", "{\"\":\"ann\"}")) {
      add(
          "header attributes " + header,
          IMAGES::read,
          Messages.of("{}", "id=i", "content-type=image/png", "attributes=" + header),
          Reason.BAD_ATTRIBUTES,
          "header attributes");
    }
    image("no bytes", head + "\"image\":\"\"}", Reason.BAD_IMAGE_BYTES, "none");
    for (String embedding :
        List.of(
            "[]", "[0, 0.0]", "[1, NaN]", "[-Infinity]", "[1e39]", "[null]", "[\"1\"]", "\"x\"")) {
      image(
          "embedding " + embedding,
          head + "\"embedding\":" + embedding + "}",
          Reason.BAD_EMBEDDING,
          "embedding");
    }
    image(
        "a huge embedding",
        head + "\"embedding\":[" + "1,".repeat(65_536) + "1]}",
        Reason.TOO_LONG,
        "found 65537");
    image(
        "content under another name",
        "{\"id\":\"i\",\"data\":\"/9j/\"}",
        Reason.NO_CONTENT,
        "found neither; not read: data");
    image("no model", "{\"id\":\"i\",\"embedding\":[1]}", Reason.NO_MODEL, "model");
    for (String embedding : List.of("[]", "[0]", "[1, NaN]", "\"x\"")) {
      image(
          "caption's embedding " + embedding,
          head + "\"embedding\":[1],\"caption\":\"x\",\"captionEmbedding\":" + embedding + "}",
          Reason.BAD_EMBEDDING,
          "captionEmbedding");
    }
    image(
        "a caption's embedding without a caption",
        head + "\"embedding\":[1],\"captionEmbedding\":[1]}",
        Reason.BAD_EMBEDDING,
        "no caption");
    image(
        "a caption's embedding without a model",
        "{\"id\":\"i\",\"image\":\"AA==\",\"caption\":\"x\",\"captionEmbedding\":[1]}",
        Reason.NO_MODEL,
        "model");
    image(
        "an empty caption",
        head + "\"image\":\"AA==\",\"caption\":\"\"}",
        Reason.EMPTY_CAPTION,
        "caption");
    add(
        "a picture without an id",
        IMAGES::read,
        Messages.of(new byte[] {1, 2, 3}),
        Reason.MISSING_ID,
        "header id is missing");
    add(
        "a picture with a blank id",
        IMAGES::read,
        Messages.of(new byte[] {1, 2, 3}, "id= "),
        Reason.MISSING_ID,
        "header id is empty");
    add(
        "a picture of another time",
        IMAGES::read,
        Messages.of(new byte[] {1, 2, 3}, "id=i", "time=now"),
        Reason.BAD_TIME,
        "i: header time: expected an ISO-8601 time");
    add(
        "a picture whose key is to be its id, without one",
        new ImageReader(ReadingLimits.DEFAULT.withPictureId(IdFrom.KEY))::read,
        Messages.of(new byte[] {1, 2, 3}),
        Reason.MISSING_ID,
        "header id is missing, and there is no key");
    add(
        "a picture with broken values",
        IMAGES::read,
        Messages.of(new byte[] {1, 2, 3}, "id=i", "values={"),
        Reason.BAD_VALUES,
        "header values");
    add(
        "a concept without an image",
        CONCEPTS::read,
        Messages.of("{\"concept\":\"c\",\"role\":\"class\"}"),
        Reason.NO_CONTENT,
        "neither");
  }

  private void base64(String text, String names) {
    image(
        "base64 " + text,
        "{\"id\":\"i\",\"image\":\"" + text + "\"}",
        Reason.BAD_IMAGE_BYTES,
        "i: field image: expected base64, " + names);
  }

  private void addControls() {
    control("no space", "\"act\":\"mute\",\"by\":\"anna\"", Reason.MISSING_FIELD, "field space");
    control(
        "nobody",
        "\"space\":\"birds\",\"act\":\"mute\",\"by\":\" \"",
        Reason.BAD_CONTROL,
        "field by: expected a name");
    control(
        "no act",
        "\"space\":\"birds\",\"act\":\"explode\",\"by\":\"anna\"",
        Reason.WRONG_TYPE,
        "field act: expected");
    control(
        "back to nowhere",
        "\"space\":\"birds\",\"act\":\"rollback\",\"toVersion\":3,\"by\":\"anna\"",
        Reason.BAD_CONTROL,
        "expected a toTime");
    control(
        "back to the future",
        "\"space\":\"birds\",\"act\":\"rollback\",\"toTime\":\"2026-03-02T00:00:00Z\","
            + "\"effective\":\"2026-03-01T00:00:00Z\",\"by\":\"anna\"",
        Reason.BAD_CONTROL,
        "field toTime: expected a time not after effective");
    control(
        "every fault at once",
        "\"space\":\"a/b\",\"act\":\"unfreeze\",\"source\":\"prompts\",\"factor\":\"place\","
            + "\"toTime\":\"2026-03-02T00:00:00Z\",\"toVersion\":1,"
            + "\"until\":\"2026-03-02T00:00:00Z\",\"by\":\"anna\"",
        Reason.BAD_CONTROL,
        "field space: expected a name without /; expected factor and value, or neither; signal,"
            + " factor and value: expected none of them, as unfreeze is of words; field source:"
            + " expected captions, images, feedback or inferred, whose events are summed; field"
            + " toTime: expected none, as unfreeze goes to no time; field toVersion: expected none,"
            + " as unfreeze goes to no version; field until: expected none, as unfreeze does not end"
            + " by itself");
    control(
        "a source of drift",
        "\"space\":\"birds\",\"act\":\"mute\",\"source\":\"images\",\"by\":\"anna\"",
        Reason.BAD_CONTROL,
        "field source: expected none, as mute is of drift");
    control(
        "over before it begins",
        "\"space\":\"birds\",\"act\":\"mute\",\"until\":\"2020-01-01T00:00:00Z\",\"by\":\"anna\"",
        Reason.BAD_CONTROL,
        "field until: expected a time after");
    add(
        "an act without a value",
        CONTROLS::read,
        Messages.keyed("birds", null),
        Reason.NO_VALUE,
        "undone by another act");
    add(
        "another subject's key",
        CONTROLS::read,
        Messages.keyed(
            "cars", "{\"space\":\"birds\",\"act\":\"mute\",\"by\":\"anna\"}".getBytes(UTF_8)),
        Reason.KEY_MISMATCH,
        "expected key \"birds\"");
  }

  private void addErasures() {
    erasure(
        "without an id",
        "\"request\":\"r\",\"feed\":\"f\"",
        Reason.MISSING_ID,
        "field id is missing");
    erasure(
        "of every feed",
        "\"request\":\"r\",\"feed\":\"*\",\"id\":\"i\",\"by\":\"anna\"",
        Reason.BAD_FEED,
        "field feed: expected a feed's name");
    erasure(
        "by nobody",
        "\"request\":\"r\",\"feed\":\"f\",\"id\":\"i\",\"by\":\" \"",
        Reason.BAD_ERASURE,
        "field by");
    add(
        "an erasure without a value",
        ERASURES::read,
        Messages.keyed("r", null),
        Reason.NO_VALUE,
        "what is forgotten does not come back");
    add(
        "another request's key",
        ERASURES::read,
        Messages.keyed(
            "s", "{\"request\":\"r\",\"feed\":\"f\",\"id\":\"i\",\"by\":\"anna\"}".getBytes(UTF_8)),
        Reason.KEY_MISMATCH,
        "expected key \"r\"");
  }

  private void erasure(String name, String fields, Reason reason, String names) {
    add("erasure " + name, ERASURES::read, Messages.of("{" + fields + "}"), reason, names);
  }

  private void control(String name, String fields, Reason reason, String names) {
    add("act: " + name, CONTROLS::read, Messages.of("{" + fields + "}"), reason, names);
  }

  private void addRules() {
    query("nothing to look for", "{\"id\":\"q\",\"threshold\":0.2}", "q: expected a text");
    query("no bound", "{\"id\":\"q\",\"text\":\"t\"}", "threshold or k");
    query("k of 0", "{\"id\":\"q\",\"text\":\"t\",\"k\":0}", "field k");
    query("no window", "{\"id\":\"q\",\"text\":\"t\",\"k\":1,\"window\":\"0s\"}", "window");
    query(
        "k without a window",
        "{\"id\":\"q\",\"text\":\"t\",\"k\":1}",
        "field k: expected a window with it");
    query(
        "a window without k",
        "{\"id\":\"q\",\"text\":\"t\",\"threshold\":0.2,\"window\":\"1s\"}",
        "field window: expected a k with it");
    query(
        "no cosine",
        "{\"id\":\"q\",\"text\":\"t\",\"threshold\":20}",
        "field threshold: expected a cosine, from -1 to 1, found 20");
    query(
        "everything at once",
        "{\"id\":\"q\",\"k\":0,\"lookBack\":\"far\",\"minus\":[{\"text\":\"t\",\"scale\":0,"
            + "\"source\":\"images\",\"mean\":\"kept\"}]}",
        "q: a term's source: expected a word with it, found none; a term's mean: expected a concept"
            + " with it, found none; a term's scale: expected a finite number other than 0, found"
            + " 0.0; field k: expected 1 to 10000; field k: expected a window with it, found none;"
            + " field lookBack");
    query("look back", "{\"id\":\"q\",\"text\":\"t\",\"k\":1,\"lookBack\":\"far\"}", "lookBack");
    query(
        "no time between",
        "{\"id\":\"q\",\"text\":\"t\",\"k\":1,\"distinct\":{\"within\":\"0s\"}}",
        "distinct.within");
    query(
        "like more than itself",
        "{\"id\":\"q\",\"text\":\"t\",\"k\":1,"
            + "\"distinct\":{\"within\":\"1s\",\"similarity\":1.1}}",
        "distinct.similarity");
    query(
        "two in a term",
        "{\"id\":\"q\",\"k\":1,\"plus\":[{\"text\":\"t\",\"concept\":\"c\"}]}",
        "found 2");
    query(
        "a word of two parts",
        "{\"id\":\"q\",\"k\":1,\"minus\":[{\"word\":\"birds/bird\"}]}",
        "space/factor/value");
    add(
        "a fraction as k",
        QUERIES::read,
        Messages.of("{\"id\":\"q\",\"text\":\"t\",\"k\":1.5}"),
        Reason.WRONG_TYPE,
        "field k: expected a whole number");
    add(
        "a wrong term",
        QUERIES::read,
        Messages.of("{\"id\":\"q\",\"k\":1,\"plus\":[{\"text\":\"t\"},{\"text\":7}]}"),
        Reason.WRONG_TYPE,
        "field plus[1].text: expected a text, found 7");
    add(
        "another key",
        QUERIES::read,
        Messages.keyed("p", "{\"id\":\"q\",\"text\":\"t\",\"threshold\":0.3}".getBytes(UTF_8)),
        Reason.KEY_MISMATCH,
        "\"q\"");
    add(
        "a space without anything",
        SPACES::read,
        Messages.of("{\"space\":\"birds\"}"),
        Reason.BAD_SPACE,
        "templates: expected a list of texts, found nothing");
  }
}
