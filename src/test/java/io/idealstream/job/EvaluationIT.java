package io.idealstream.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.idealstream.cli.CommandRun;
import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Feedback;
import io.idealstream.wire.GroupAccuracy;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.Label;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Quality;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.codec.Pictures;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.dataset.DataSets;
import io.idealstream.wire.dataset.LabelledPicture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What {@code eval} says of labelled pictures is what the job says of the same ones. */
class EvaluationIT {

  private static final List<LabelledPicture> BIRDS = DataSets.read("birds").pictures();
  private static final String FEED = "yard";
  private static final double EXACT = 1e-12;

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();

  @TempDir private Path cache;

  @Test
  void groupsOfALiveRunAreThoseOfEval() throws Exception {
    JsonNode methods = methods();
    String space = Files.readString(Path.of("conf/spaces/birds.yaml"));
    try (JobRun run =
        JobRun.begin(kafka.connection(), kafka.prefix(), 2, Topology.Interception.NONE, space)) {
      run.topics().send(Topic.IMAGES, images());
      run.topics().send(Topic.FEEDBACK, feedback());
      List<TopicRecord> labels = run.topics().await(Topic.LABELS, BIRDS.size());
      assertSameGroups(labels, methods.get("plain"), methods.get("ideal-words").get("given"));
      List<TopicRecord> records =
          run.topics()
              .await(Topic.QUALITY, all -> last(all) != null && last(all).items() == BIRDS.size());
      Quality quality = last(records);
      assertSame(methods.get("plain"), quality.raw());
      assertSame(methods.get("ideal-words").get("given"), quality.debiased());
      assertEquals(
          methods.get("ideal-words").get("given").get("withheld").get("value").asDouble(),
          quality.abstained(),
          EXACT);
    }
  }

  private JsonNode methods() throws Exception {
    CommandRun run =
        CommandRun.of("eval", "--data", "birds", "--json", "--cache", cache.toString());
    assertEquals(0, run.code(), run.err());
    return new ObjectMapper().readTree(run.out()).get("groups").get(0).get("methods");
  }

  private static List<Outgoing> images() throws Exception {
    List<Outgoing> messages = new ArrayList<>();
    for (int i = 0; i < BIRDS.size(); i++) {
      byte[] picture = Files.readAllBytes(BIRDS.get(i).file());
      ImageItem item =
          new ImageItem(
              id(i), FEED, MixedFeed.START.plusMillis(i), picture, null, null, null, null);
      messages.add(Pictures.message(item, "image/jpeg"));
    }
    return messages;
  }

  private static String id(int picture) {
    return "bird-" + picture;
  }

  private static List<Outgoing> feedback() {
    List<Outgoing> messages = new ArrayList<>();
    for (int i = 0; i < BIRDS.size(); i++) {
      Map<String, List<String>> values =
          BIRDS.get(i).values().entrySet().stream()
              .filter(value -> List.of("bird", "place").contains(value.getKey()))
              .collect(Collectors.toMap(Map.Entry::getKey, value -> List.of(value.getValue())));
      messages.add(
          Topic.FEEDBACK.message(
              new Feedback(id(i), FEED, MixedFeed.START.plusMillis(i), values, "test", null, null),
              Encoding.JSON));
    }
    return messages;
  }

  /** Right answers of the labels themselves, counted by group. */
  private static void assertSameGroups(
      List<TopicRecord> records, JsonNode plain, JsonNode debiased) {
    Map<String, int[]> counts = new TreeMap<>();
    int withheld = 0;
    for (TopicRecord record : records) {
      Label label = Said.read(record, Topic.LABELS);
      var answer = label.factors().get("bird");
      Map<String, String> truth =
          BIRDS.get(Integer.parseInt(label.id().substring("bird-".length()))).values();
      int[] group =
          counts.computeIfAbsent(
              truth.get("bird") + "/" + truth.get("place"), unseen -> new int[4]);
      group[0]++;
      group[1] += truth.get("bird").equals(answer.raw().label()) ? 1 : 0;
      if (answer.abstained() == null) {
        assertTrue(answer.debiased());
        group[2]++;
        group[3] += truth.get("bird").equals(answer.label()) ? 1 : 0;
      } else {
        withheld++;
      }
    }
    assertEquals(4, counts.size());
    assertTrue(withheld > 0, "the gate of the space keeps some outside");
    counts.forEach(
        (group, of) -> {
          assertGroup(of[1], of[0], plain.get("groups").get(group), group);
          assertGroup(of[3], of[2], debiased.get("groups").get(group), group);
        });
  }

  private static void assertGroup(int right, int answered, JsonNode found, String group) {
    assertEquals(answered, found.get("pictures").asInt(), group);
    assertEquals((double) right / answered, found.get("value").asDouble(), EXACT, group);
  }

  private static void assertSame(JsonNode expected, GroupAccuracy live) {
    assertEquals(expected.get("worstGroup").asText(), live.worstGroup());
    assertEquals(expected.get("worst").get("value").asDouble(), live.worst(), EXACT);
    assertEquals(expected.get("average").get("value").asDouble(), live.average(), EXACT);
    assertEquals(expected.get("gap").get("value").asDouble(), live.gap(), EXACT);
  }

  /** The last accuracy of the birds; null where there is none. */
  private static Quality last(List<TopicRecord> records) {
    return records.stream()
        .map(record -> Said.read(record, Topic.QUALITY))
        .filter(quality -> "bird".equals(quality.factor()))
        .reduce((before, after) -> after)
        .orElse(null);
  }
}
