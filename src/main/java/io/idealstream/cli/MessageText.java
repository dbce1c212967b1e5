package io.idealstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.wire.ConceptExample;
import io.idealstream.wire.DeadLetter;
import io.idealstream.wire.Header;
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
    if (topic == Topic.DEAD_LETTERS
        || (codec == null && topic != Topic.CONCEPTS)
        || message.value() == null) {
      return envelope(message);
    }
    try {
      return topic == Topic.CONCEPTS ? concept(message) : text(codec, message);
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

  /** Key, headers and length: a dead letter's value may be anything. */
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
