package io.idealstream.web.board;

import io.idealstream.wire.codec.Topic;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How many records of each topic were read, removals and unreadable ones among them. */
final class Counts {

  private static final List<Topic<?>> SHOWN =
      List.of(
          Topic.IMAGES,
          Topic.CAPTIONS,
          Topic.LABELS,
          Topic.HITS,
          Topic.DECISIONS,
          Topic.WORDS,
          Topic.DRIFT,
          Topic.DEAD_LETTERS,
          Topic.FEEDBACK,
          Topic.QUALITY);

  private final Map<Topic<?>, Long> records = new LinkedHashMap<>();

  Counts() {
    SHOWN.forEach(topic -> records.put(topic, 0L));
  }

  void note(Topic<?> topic) {
    records.computeIfPresent(topic, (same, number) -> number + 1);
  }

  long of(Topic<?> topic) {
    return records.get(topic);
  }

  Map<String, Object> view() {
    Map<String, Object> view = new LinkedHashMap<>();
    records.forEach(
        (topic, number) ->
            view.put(topic == Topic.DEAD_LETTERS ? "deadLetters" : topic.code(), number));
    return view;
  }
}
