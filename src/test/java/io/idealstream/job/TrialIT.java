package io.idealstream.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.idealstream.cli.CommandRun;
import io.idealstream.client.Isolation;
import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.math.McNemar;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Feedback;
import io.idealstream.wire.Hit;
import io.idealstream.wire.Label;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Source;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Word;
import io.idealstream.wire.codec.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A space and a query are changed on trial beside a running job, compared, and go live. */
@Tag("long")
class TrialIT {
  private static final MixedFeed FEED = new MixedFeed(160);
  private static final int BEFORE = 20;
  private static final int UNTIL = 140;
  private static final int COMPARED = 114; // every twentieth is garbage
  private static final double LIVE = 0.3;

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();
  @TempDir private Path folder;

  @Test
  void whatTheDiffSaysIsWhatTheTopicsHoldAndTheTrialGoesLive() throws Exception {
    try (JobRun run =
        JobRun.begin(kafka.connection(), kafka.prefix(), 2, Topology.Interception.NONE)) {
      RunTopics topics = run.topics();
      topics.send(Topic.IMAGES, FEED.messages().subList(0, BEFORE));
      topics.await(Topic.LABELS, 19);
      Path file = folder.resolve("birds.yaml");
      Files.writeString(file, RunTopics.birds() + "method: plain\n");
      String started = done("trial", "start", "--space", file.toString(), "--wait");
      assertTrue(started.endsWith("  method: unset -> plain\n"), started);
      done("trial", "start", "--query", "ducks", "--threshold", "-1", "--wait");
      topics.send(Topic.FEEDBACK, feedback(BEFORE, UNTIL));
      topics.send(Topic.IMAGES, FEED.messages().subList(BEFORE, UNTIL));
      topics.await(Topic.LABELS, 19 + 2 * COMPARED);

      List<Label> labels = all(topics, Topic.LABELS);
      assertSpace(json("trial", "diff", "--space", "birds", "--json"), labels);
      assertTrue(
          labels.stream()
              .allMatch(label -> label.isShadow() == label.space().equals("birds~trial")));
      assertEquals(1, command("trial", "diff", "--space", "birds", "--max-changed", "0").code());
      assertEquals(0, command("trial", "diff", "--space", "birds", "--max-changed", "100%").code());
      assertQuery(topics);
      assertTrue(
          all(topics, Topic.STATUS).stream()
              .noneMatch(
                  status -> status.kind() == StatusKind.DRIFT && status.id().contains("~trial")));

      CommandRun activated = command("trial", "activate", "--space", "birds", "--wait");
      assertEquals(0, activated.code(), activated.err());
      assertTrue(activated.err().contains("birds: version 2 active"), activated.err());
      assertTrue(activated.err().contains("birds~trial: version 1 disabled"), activated.err());
      done("trial", "activate", "--query", "ducks", "--wait");
      assertEquals("", done("trial", "list"));
      topics.send(Topic.IMAGES, FEED.messages().subList(UNTIL, 160));
      topics.await(Topic.LABELS, 19 + 2 * COMPARED + 19);
      List<Label> after = all(topics, Topic.LABELS);
      after.removeAll(labels);
      assertEquals(19, after.size());
      for (Label label : after) {
        assertEquals("birds", label.space());
        assertEquals(2, label.spaceVersion());
        assertNull(label.shadow());
        assertEquals("plain", label.factors().get("bird").method());
      }
    }
  }

  /** No image comes once the trial has begun: all that its words are made of was learned before. */
  @Test
  void aTrialBeginsWithWhatTheLiveSpaceHasLearned() throws Exception {
    String learned =
        RunTopics.birds().replaceAll("(?m)^estimate: .*\n", "")
            + "estimate: {label-source: images}\n";
    try (JobRun run =
        JobRun.begin(kafka.connection(), kafka.prefix(), 2, Topology.Interception.NONE, learned)) {
      RunTopics topics = run.topics();
      topics.send(Topic.IMAGES, FEED.messages().subList(0, UNTIL));
      topics.await(Topic.WORDS, records -> Said.votes(records, Source.IMAGES) == COMPARED + 19);
      Path file = folder.resolve("birds.yaml");
      Files.writeString(file, learned + "explain: true\n");
      done("trial", "start", "--space", file.toString(), "--wait");
      for (String value : List.of("landbird", "waterbird")) {
        Word trial = word(topics, "birds~trial/*/images/bird/" + value);
        Word live = word(topics, "birds/*/images/bird/" + value);
        assertArrayEquals(live.vector(), trial.vector());
        assertEquals(live.support(), trial.support());
        assertTrue(live.support() > 19, live.toString());
      }
    }
  }

  /** The last word of a key, once there is one. */
  private static Word word(RunTopics topics, String key) {
    List<TopicRecord> records =
        topics.await(
            Topic.WORDS,
            all -> all.stream().anyMatch(word -> key.equals(new String(word.key(), UTF_8))));
    return records.stream()
        .filter(word -> key.equals(new String(word.key(), UTF_8)))
        .map(word -> (Word) Said.read(word, Topic.WORDS))
        .reduce((before, after) -> after)
        .orElseThrow();
  }

  private static void assertSpace(JsonNode diff, List<Label> labels) {
    Map<String, String> live = answers(labels, "birds");
    Map<String, String> trial = answers(labels, "birds~trial");
    assertEquals(COMPARED, trial.size());
    live.keySet().retainAll(trial.keySet());
    assertEquals(COMPARED, live.size());
    assertEquals(COMPARED, diff.get("items").longValue());
    assertEquals(0, diff.get("onlyTrial").longValue());
    assertEquals(0, diff.get("onlyLive").longValue());
    assertEquals(COMPARED, diff.get("judged").longValue());

    Map<String, Long> moves = new TreeMap<>();
    Map<String, long[]> groups = new HashMap<>();
    long changed = 0;
    for (Map.Entry<String, String> one : trial.entrySet()) {
      String before = live.get(one.getKey());
      if (!before.equals(one.getValue())) {
        changed++;
        moves.merge(before + ">" + one.getValue(), 1L, Long::sum);
      }
      int number = Integer.parseInt(one.getKey().substring(one.getKey().lastIndexOf('-') + 1));
      count(groups, bird(number) + "/" + place(number), bird(number), before, one.getValue());
      count(groups, "all", bird(number), before, one.getValue());
    }
    assertNotEquals(0, changed, "else there is nothing to see");
    JsonNode bird = diff.get("factors").get("bird");
    assertEquals(changed, bird.get("changed").longValue());
    Map<String, Long> found = new TreeMap<>();
    bird.get("moves")
        .forEach(
            move ->
                found.put(
                    move.get("from").textValue() + ">" + move.get("to").textValue(),
                    move.get("count").longValue()));
    assertEquals(moves, found);
    assertEquals(7, bird.get("feeds").size());
    assertEquals(groups.size() - 1, bird.get("groups").size());
    groups.forEach(
        (name, counts) ->
            assertGroup(
                counts, name.equals("all") ? bird.get("all") : bird.get("groups").get(name)));
  }

  /** items, right live, right on trial, better, worse. */
  private static void count(
      Map<String, long[]> groups, String group, String truth, String live, String trial) {
    long[] counts = groups.computeIfAbsent(group, unseen -> new long[5]);
    boolean before = live.equals(truth);
    boolean after = trial.equals(truth);
    counts[0]++;
    counts[1] += before ? 1 : 0;
    counts[2] += after ? 1 : 0;
    counts[3] += !before && after ? 1 : 0;
    counts[4] += before && !after ? 1 : 0;
  }

  private static void assertGroup(long[] counts, JsonNode found) {
    assertEquals(counts[0], found.get("items").longValue());
    assertEquals(counts[1], found.get("live").get("right").longValue());
    assertEquals(counts[2], found.get("trial").get("right").longValue());
    assertEquals(counts[3], found.get("wrongToRight").longValue());
    assertEquals(counts[4], found.get("rightToWrong").longValue());
    assertEquals(McNemar.exact(counts[3], counts[4]), found.get("p").doubleValue(), 1e-12);
  }

  private void assertQuery(RunTopics topics) throws Exception {
    // the trial is hit by every item, so that its hits tell which of them hit the live one
    topics.await(
        Topic.HITS,
        records -> {
          List<Hit> hits = records.stream().map(hit -> Said.read(hit, Topic.HITS)).toList();
          long above = hits.stream().filter(hit -> hit.isShadow() && hit.score() >= LIVE).count();
          return hits.stream().filter(Hit::isShadow).count() == COMPARED
              && sinceTrial(hits) == above;
        });
    List<Hit> hits = all(topics, Topic.HITS);
    List<Hit> onTrial = hits.stream().filter(Hit::isShadow).toList();
    assertTrue(onTrial.stream().allMatch(hit -> hit.query().equals("ducks~trial")));
    long both = onTrial.stream().filter(hit -> hit.score() >= LIVE).count();
    JsonNode diff = json("trial", "diff", "--query", "ducks", "--json");
    assertEquals(COMPARED, diff.get("items").longValue());
    assertEquals(both, diff.get("both").longValue());
    assertEquals(COMPARED - both, diff.get("onlyTrial").longValue());
    assertEquals(0, diff.get("onlyLive").longValue());
    assertEquals(0, diff.get("mostGained").doubleValue());
    assertEquals(10, diff.get("examples").size());
  }

  /** Live hits of items that came behind the first twenty. */
  private static long sinceTrial(List<Hit> hits) {
    return hits.stream().filter(hit -> !hit.isShadow() && number(hit.id()) >= BEFORE).count();
  }

  private static int number(String item) {
    return Integer.parseInt(item.substring(item.lastIndexOf('-') + 1));
  }

  private static Map<String, String> answers(List<Label> labels, String space) {
    Map<String, String> answers = new TreeMap<>();
    for (Label label : labels) {
      if (label.space().equals(space)) {
        answers.put(label.feed() + "/" + label.id(), label.factors().get("bird").label());
      }
    }
    return answers;
  }

  private static String bird(int number) {
    return number % 2 == 0 ? "landbird" : "waterbird";
  }

  private static String place(int number) {
    return number % 4 < 2 ? "land" : "water";
  }

  private static List<Outgoing> feedback(int from, int to) {
    List<Outgoing> messages = new ArrayList<>();
    for (int i = from; i < to; i++) {
      Feedback feedback =
          new Feedback(
              "item-" + i,
              "feed-" + i % 7,
              MixedFeed.START,
              Map.of("bird", List.of(bird(i)), "place", List.of(place(i))),
              "test",
              null,
              null);
      messages.add(Topic.FEEDBACK.message(feedback, Encoding.JSON));
    }
    return messages;
  }

  private static <T> List<T> all(RunTopics topics, Topic<T> topic) {
    List<T> all = new ArrayList<>();
    for (TopicRecord record : topics.all(topic, Isolation.READ_COMMITTED)) {
      if (record.value() != null) {
        all.add(Said.read(record, topic));
      }
    }
    return all;
  }

  private JsonNode json(String... arguments) throws Exception {
    return new ObjectMapper().readTree(done(arguments).getBytes(UTF_8));
  }

  private String done(String... arguments) {
    CommandRun run = command(arguments);
    assertEquals(0, run.code(), run.err());
    return run.out();
  }

  private CommandRun command(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--kafka", kafka.bootstrapServers(), "--prefix", kafka.prefix()));
    return CommandRun.of(all.toArray(String[]::new));
  }
}
