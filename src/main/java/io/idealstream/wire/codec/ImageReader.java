package io.idealstream.wire.codec;

import io.idealstream.wire.ImageItem;
import io.idealstream.wire.Reason;
import io.idealstream.wire.Topic;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads topic {@code images}: envelopes, and encoded pictures whose id, feed, time and values stand
 * in headers.
 */
public final class ImageReader {

  static final List<String> TEXT_HEADERS = List.of("id", "feed", "time", "caption");
  static final String VALUES_HEADER = "values";

  private final ItemRules rules;
  private final ItemReader<ImageItem> reader =
      new ItemReader<>(Topic.IMAGES, ImageItem.class, this::complete);

  public ImageReader(ReadingLimits limits) {
    rules = new ItemRules(limits);
  }

  /** The image, its feed and time filled in; whether its bytes are a picture is not looked at. */
  public ImageItem read(TopicRecord record) throws Unreadable {
    ItemReader.requireValue(record);
    if (Incoming.isPicture(record)) {
      return reader.read(headers(record), record);
    }
    Map<String, Object> fields = Incoming.fields(record, Topic.IMAGES);
    if (fields.get("uri") != null) {
      throw ItemReader.about(
          fields.get("id"),
          new Unreadable(
              Reason.URI_UNSUPPORTED, "field uri: images are not fetched; send the bytes"));
    }
    return reader.read(fields, record);
  }

  private static Map<String, Object> headers(TopicRecord record) throws Unreadable {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (String name : TEXT_HEADERS) {
      byte[] header = record.header(name);
      if (header != null) {
        fields.put(name, text(name, header));
      }
    }
    byte[] values = record.header(VALUES_HEADER);
    if (values != null) {
      fields.put(VALUES_HEADER, values(values));
    }
    fields.put("image", record.value());
    return fields;
  }

  private static String text(String name, byte[] header) throws Unreadable {
    try {
      return JsonTree.utf8(header);
    } catch (Unreadable broken) {
      throw new Unreadable(broken.reason(), "header " + name + ": " + broken.getMessage());
    }
  }

  private static Object values(byte[] header) throws Unreadable {
    try {
      return JsonTree.read(header);
    } catch (Unreadable broken) {
      throw new Unreadable(Reason.BAD_VALUES, "header values: " + broken.getMessage());
    }
  }

  private ImageItem complete(ImageItem item, TopicRecord record) throws Unreadable {
    rules.checkId(item.id());
    checkContent(item.image(), item.embedding());
    rules.checkEmbedding(item.embedding(), item.model());
    if (item.caption() != null) {
      if (item.caption().isBlank()) {
        throw new Unreadable(Reason.EMPTY_CAPTION, "field caption is empty");
      }
      rules.checkText("caption", item.caption());
    }
    rules.checkValues(item.values());
    return item.with(rules.feed(item.feed(), record), rules.time(item.time(), record));
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
