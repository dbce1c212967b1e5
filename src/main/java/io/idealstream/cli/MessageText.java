package io.idealstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.wire.ConceptExample;
import io.idealstream.wire.DeadLetter;
import io.idealstream.wire.Header;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.Json;
import io.idealstream.wire.codec.Topic;
import java.util.LinkedHashMap;
import java.util.Map;

/** A message as one line of JSON, whichever encoding it came in. */
final class MessageText {
  private MessageText() {}

  static String of(Topic<?> topic, TopicRecord message) {
    if (message.value() == null || !topic.hasRecords()) {
      return envelope(message);
    }
    try {
      if (topic == Topic.CONCEPTS) {
        return concept(message);
      }
      return topic == Topic.IMAGES ? image(message) : topic.json(message);
    } catch (Unreadable e) {
      return envelope(message);
    }
  }

  /** A picture as its length: it may have megabytes. */
  private static String concept(TopicRecord message) throws Unreadable {
    ConceptExample example = Topic.CONCEPTS.decode(message);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("concept", example.concept());
    fields.put("role", example.role().code());
    if (example.image() != null) {
      fields.put("bytes", example.image().length);
    }
    if (example.embedding() != null) {
      fields.put("embedding", example.embedding());
      fields.put("model", example.model());
    }
    return Json.text(fields);
  }

  /** What an envelope holds, with its picture as its length; a picture by itself is no envelope. */
  private static String image(TopicRecord message) throws Unreadable {
    ImageItem item = Topic.IMAGES.decode(message);
    Map<String, Object> fields =
        new LinkedHashMap<>(Json.object(Topic.IMAGES.json(item.withoutImage()).getBytes(UTF_8)));
    if (item.image() != null) {
      fields.put("bytes", item.image().length);
    }
    return Json.text(fields);
  }

  /** Key, headers and length: a dead letter's value, and a picture's, may be anything. */
  private static String envelope(TopicRecord message) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("key", message.key() == null ? null : new String(message.key(), UTF_8));
    for (Header header : message.headers()) {
      boolean text = !header.name().startsWith(DeadLetter.SOURCE_HEADER_PREFIX);
      if (text && header.value() != null) {
        fields.put(header.name(), new String(header.value(), UTF_8));
      }
    }
    fields.put("bytes", message.value() == null ? null : message.value().length);
    return Json.text(fields);
  }
}
