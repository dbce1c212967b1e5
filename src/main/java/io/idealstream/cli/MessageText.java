package io.idealstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.wire.ConceptExample;
import io.idealstream.wire.DeadLetter;
import io.idealstream.wire.Header;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.Topic;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.Codecs;
import io.idealstream.wire.codec.Json;
import io.idealstream.wire.codec.RecordCodec;
import java.util.LinkedHashMap;
import java.util.Map;

/** A message as one line of JSON, whichever encoding it came in. */
final class MessageText {
  private static final Map<Topic, RecordCodec<?>> CODECS =
      Map.of(
          Topic.LABELS, Codecs.LABELS,
          Topic.HITS, Codecs.HITS,
          Topic.WORDS, Codecs.WORDS,
          Topic.STATUS, Codecs.STATUS,
          Topic.SPACES, Codecs.SPACES,
          Topic.QUERIES, Codecs.QUERIES,
          Topic.CAPTIONS, Codecs.CAPTIONS,
          Topic.FEEDBACK, Codecs.FEEDBACK,
          Topic.QUALITY, Codecs.QUALITY,
          Topic.DRIFT, Codecs.DRIFT);

  private MessageText() {}

  static String of(Topic topic, TopicRecord message) {
    RecordCodec<?> codec = CODECS.get(topic);
    if (message.value() == null) {
      return envelope(message);
    }
    try {
      return switch (topic) {
        case CONCEPTS -> concept(message);
        case IMAGES -> image(message);
        default -> codec == null ? envelope(message) : text(codec, message);
      };
    } catch (Unreadable e) {
      return envelope(message);
    }
  }

  private static <T> String text(RecordCodec<T> codec, TopicRecord message) throws Unreadable {
    return codec.json(codec.decode(message));
  }

  /** A picture as its length: it may have megabytes. */
  private static String concept(TopicRecord message) throws Unreadable {
    ConceptExample example = Codecs.CONCEPTS.decode(message);
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
    ImageItem item = Codecs.IMAGES.decode(message);
    Map<String, Object> fields =
        new LinkedHashMap<>(Json.object(Codecs.IMAGES.json(item.withoutImage()).getBytes(UTF_8)));
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
