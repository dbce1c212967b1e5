package io.idealstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.client.TopicState;
import io.idealstream.client.Topics;
import io.idealstream.wire.Erasure;
import io.idealstream.wire.TopicPlan;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.config.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A topic that may have records of an item.
 *
 * @param name full name
 * @param until when Kafka removes them by itself
 * @param tombstones keys under which a record without a value removes them; empty where the topic
 *     is not compacted, or its keys are not those of items
 */
record ItemTopic(String name, String holds, String until, List<String> tombstones) {

  private static final Map<Topic<?>, String> HOLDING = holding();

  private static final String COMPACTED = "compact";

  private static Map<Topic<?>, String> holding() {
    Map<Topic<?>, String> holding = new LinkedHashMap<>();
    holding.put(Topic.IMAGES, "the image");
    holding.put(Topic.CAPTIONS, "a caption");
    holding.put(Topic.FEEDBACK, "what is true of it");
    holding.put(Topic.LABELS, "its labels");
    holding.put(Topic.HITS, "its hits");
    holding.put(Topic.DECISIONS, "decisions about it, with labels and hits");
    holding.put(Topic.DRIFT, "its id among examples");
    holding.put(Topic.DEAD_LETTERS, "its bytes, where they could not be used");
    holding.put(Topic.ERASURES, "this request");
    return holding;
  }

  /** The topics that are there. */
  static List<ItemTopic> of(KafkaOptions kafka, Erasure erasure) {
    List<ItemTopic> found = new ArrayList<>();
    kafka
        .topics()
        .forEach(
            (prefix, all) -> {
              List<Topic<?>> holding = all.stream().filter(HOLDING::containsKey).toList();
              try (Topics topics = Topics.on(kafka.connection(), prefix)) {
                topics.describe(holding).stream()
                    .filter(TopicState::exists)
                    .forEach(state -> found.add(of(state, kafka, erasure)));
              }
            });
    return found;
  }

  private static ItemTopic of(TopicState state, KafkaOptions kafka, Erasure erasure) {
    boolean compacted = state.cleanupPolicy().contains(COMPACTED);
    return new ItemTopic(
        state.name(),
        HOLDING.get(state.topic()),
        until(state),
        compacted ? keys(state.topic(), kafka, erasure) : List.of());
  }

  private static List<String> keys(Topic<?> topic, KafkaOptions kafka, Erasure erasure) {
    if (topic == Topic.FEEDBACK || topic == Topic.DECISIONS) {
      return List.of(erasure.item());
    }
    return topic == Topic.LABELS
        ? spaces(kafka).stream().map(space -> erasure.item() + "/" + space).toList()
        : List.of();
  }

  private static Set<String> spaces(KafkaOptions kafka) {
    Set<String> spaces = new TreeSet<>();
    new QueryTopics(kafka)
        .read(
            Topic.SPACES,
            message -> {
              if (message.key() != null) {
                spaces.add(new String(message.key(), UTF_8));
              }
            });
    return spaces;
  }

  private static String until(TopicState state) {
    if (!state.cleanupPolicy().contains("delete")) {
      return "another record comes under its key";
    }
    List<String> ends = new ArrayList<>();
    if (state.retentionMillis() != TopicPlan.Cleanup.FOR_EVER) {
      ends.add(DurationText.of(Duration.ofMillis(state.retentionMillis())) + " after its time");
    }
    if (state.retentionBytes() != TopicPlan.Cleanup.FOR_EVER) {
      ends.add("%d bytes of its partition are newer".formatted(state.retentionBytes()));
    }
    return ends.isEmpty() ? "somebody deletes the topic" : String.join(", or ", ends);
  }

  /** For JSON. */
  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", name);
    fields.put("holds", holds);
    fields.put("until", until);
    fields.put("tombstones", tombstones);
    return fields;
  }

  /** In a line. */
  String line() {
    return "%s, until %s; %s"
        .formatted(
            holds,
            until,
            tombstones.isEmpty()
                ? "a record without a value would remove nothing of it"
                : "removed by a record without a value: " + String.join(", ", tombstones));
  }
}
