package io.idealstream.wire.codec;

import io.idealstream.wire.Header;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.Reason;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads topic {@code images}: envelopes, and encoded pictures whose id, feed, time, caption, values
 * and attributes stand in headers.
 */
public final class ImageReader {

  static final List<String> TEXT_HEADERS = List.of("id", "feed", "time", "caption");
  static final List<String> JSON_HEADERS = List.of("values", "attributes");
  private static final List<String> HEADERS =
      Stream.of(TEXT_HEADERS, JSON_HEADERS, List.of(Header.CONTENT_TYPE))
          .flatMap(List::stream)
          .toList();

  private final IdFrom idFrom;
  private final ItemReader<ImageItem> envelopes;
  private final ItemReader<ImageItem> pictures;
  private final MisspeltFields headers = new MisspeltFields(HEADERS);
  private List<String> misspelt = List.of();

  public ImageReader(ReadingLimits limits) {
    idFrom = limits.pictureId();
    ItemRules rules = new ItemRules(limits);
    envelopes = reader(rules, limits.dimension());
    pictures = reader(rules.ofHeaders(), limits.dimension());
  }

  private static ItemReader<ImageItem> reader(ItemRules rules, int dimension) {
    return new ItemReader<>(
        Topic.IMAGES, ImageItem.class, dimension, (item, record) -> complete(item, record, rules));
  }

  /** The image, its feed and time filled in; whether its bytes are a picture is not looked at. */
  public ImageItem read(TopicRecord record) throws Unreadable {
    ItemReader.requireValue(record);
    misspelt = List.of();
    if (Incoming.isPicture(record)) {
      headers.see(record.headers().stream().map(Header::name).toList());
      misspelt = headers.found();
      return pictures.read(headers(record), Place.headers(), record);
    }
    Map<String, Object> fields = Incoming.fields(record, Topic.IMAGES);
    if (fields.get("uri") != null) {
      throw ItemReader.about(
          fields.get("id"),
          new Unreadable(
              Reason.URI_UNSUPPORTED, "field uri: images are not fetched; send the bytes"));
    }
    ImageItem image = envelopes.read(fields, Place.root(), record);
    misspelt = envelopes.misspelt();
    return image;
  }

  /**
   * Of the image that was read last, fields or headers that are not read and are nearly the name of
   * one that is, such as {@code fed; did you mean feed?}.
   */
  public List<String> misspelt() {
    return misspelt;
  }

  private Map<String, Object> headers(TopicRecord record) throws Unreadable {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (String name : TEXT_HEADERS) {
      byte[] header = record.header(name);
      if (header != null) {
        fields.put(name, text(name, header));
      }
    }
    if (!fields.containsKey("id")) {
      fields.put("id", id(record));
      if (idFrom == IdFrom.KEY) {
        fields.putIfAbsent("feed", ItemRules.DEFAULT_FEED); // the key has said what it says
      }
    }
    for (String name : JSON_HEADERS) {
      byte[] header = record.header(name);
      if (header != null) {
        fields.put(name, json(name, header));
      }
    }
    fields.put("image", record.value());
    return fields;
  }

  /** What stands in for header id. */
  private String id(TopicRecord record) throws Unreadable {
    return switch (idFrom) {
      case HEADER ->
          throw new Unreadable(
              Reason.MISSING_ID,
              "header id is missing; expected the picture's id there (setting images.id-from takes"
                  + " the key or the position for it)");
      case KEY -> key(record);
      case POSITION -> record.topic() + "-" + record.partition() + "-" + record.offset();
    };
  }

  private static String key(TopicRecord record) throws Unreadable {
    String key = Subject.of(record);
    if (key == null) {
      throw new Unreadable(
          Reason.MISSING_ID, "header id is missing, and there is no key to stand in for it");
    }
    return key;
  }

  private static String text(String name, byte[] header) throws Unreadable {
    try {
      return JsonTree.utf8(header);
    } catch (Unreadable broken) {
      throw new Unreadable(broken.reason(), "header " + name + ": " + broken.getMessage());
    }
  }

  private static Object json(String name, byte[] header) throws Unreadable {
    try {
      return JsonTree.read(header);
    } catch (Unreadable broken) {
      throw Place.headers().field(name).refused(broken.getMessage());
    }
  }

  private static ImageItem complete(ImageItem item, TopicRecord record, ItemRules rules)
      throws Unreadable {
    rules.checkId(item.id());
    checkContent(item.image(), item.embedding());
    rules.checkEmbedding(item.embedding(), item.model());
    if (item.caption() != null) {
      rules.checkCaption("caption", item.caption());
    }
    if (item.captionEmbedding() != null) {
      checkCaptionEmbedding(item, rules);
    }
    rules.checkValues(item.values());
    rules.checkAttributes(item.attributes());
    return item.with(rules.feed(item.feed(), record), rules.time(item.time(), record));
  }

  private static void checkCaptionEmbedding(ImageItem item, ItemRules rules) throws Unreadable {
    if (item.caption() == null) {
      throw new Unreadable(
          Reason.BAD_EMBEDDING, "field captionEmbedding: there is no caption that it could be of");
    }
    rules.checkVector("captionEmbedding", item.captionEmbedding(), item.model());
  }

  static void checkContent(byte[] image, float[] embedding) throws Unreadable {
    if (image != null && embedding != null) {
      throw new Unreadable(Reason.TWO_CONTENTS, "expected an image or an embedding, found both");
    }
    if (image == null && embedding == null) {
      throw new Unreadable(Reason.NO_CONTENT, "expected an image or an embedding, found neither");
    }
    if (image != null && image.length == 0) {
      throw new Unreadable(Reason.BAD_IMAGE_BYTES, "field image: expected bytes, found none");
    }
  }
}
