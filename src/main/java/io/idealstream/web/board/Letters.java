package io.idealstream.web.board;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.wire.DeadLetter;
import io.idealstream.wire.Reason;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.codec.Topic;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Records that could not be used: how many for each reason, and the newest in full. */
final class Letters {

  static final int MOST = 100;
  private static final int HEX_BYTES = 64;
  private static final int TEXT_BYTES = 200;
  private static final int KEPT_BYTES = 200;
  private static final Set<String> REASONS =
      Arrays.stream(Reason.values()).map(Reason::code).collect(Collectors.toUnmodifiableSet());

  private final Map<String, Long> byReason = new TreeMap<>();
  private final Deque<Map<String, Object>> latest = new ArrayDeque<>();
  private final String tail;
  private long total;
  private boolean changed;

  /**
   * @param tail the command that shows the topic
   */
  Letters(String tail) {
    this.tail = tail;
  }

  void note(TopicRecord letter) {
    total++;
    String reason = header(letter, DeadLetter.REASON);
    byReason.merge(reason != null && REASONS.contains(reason) ? reason : "other", 1L, Long::sum);
    latest.addFirst(view(letter, reason));
    if (latest.size() > MOST) {
      latest.removeLast();
    }
    changed = true;
  }

  Map<String, Object> view() {
    return Fields.of(
        "total", total, "byReason", new TreeMap<>(byReason), "latest", new ArrayList<>(latest));
  }

  /** The view where it changed since the last call, else null. */
  Map<String, Object> takeChanged() {
    Map<String, Object> view = changed ? view() : null;
    changed = false;
    return view;
  }

  /** Those of the record that stood at a place, such as {@code images-0@17}. */
  List<Map<String, Object>> at(String place) {
    return latest.stream()
        .filter(
            letter ->
                place.equals(
                    letter.get("topic")
                        + "-"
                        + letter.get("partition")
                        + "@"
                        + letter.get("offset")))
        .toList();
  }

  private Map<String, Object> view(TopicRecord letter, String reason) {
    byte[] value = letter.value() == null ? new byte[0] : letter.value();
    byte[] first = Arrays.copyOf(value, Math.min(KEPT_BYTES, value.length));
    String topic = header(letter, DeadLetter.SOURCE_TOPIC);
    boolean ofItem = topic != null && topic.endsWith(Topic.IMAGES.code());
    return Fields.of(
        "topic", topic,
        "partition", number(header(letter, DeadLetter.SOURCE_PARTITION)),
        "offset", number(header(letter, DeadLetter.SOURCE_OFFSET)),
        "reason", reason,
        "detail", header(letter, DeadLetter.DETAIL),
        "time", Instant.ofEpochMilli(letter.timestampMillis()),
        "feed",
            ofItem && letter.key() != null ? Texts.cut(new String(letter.key(), UTF_8), 512) : null,
        "id", header(letter, DeadLetter.SOURCE_HEADER_PREFIX + "id"),
        "size", number(header(letter, DeadLetter.LENGTH)),
        "hex", HexFormat.ofDelimiter(" ").formatHex(first, 0, Math.min(HEX_BYTES, first.length)),
        "text", Texts.printable(first, TEXT_BYTES),
        "command", tail);
  }

  private static String header(TopicRecord letter, String name) {
    byte[] value = letter.header(name);
    return value == null ? null : Texts.cut(new String(value, UTF_8), 1100);
  }

  private static Long number(String text) {
    try {
      return text == null ? null : Long.valueOf(text);
    } catch (NumberFormatException foreign) {
      return null;
    }
  }
}
