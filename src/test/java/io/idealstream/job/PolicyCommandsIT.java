package io.idealstream.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.cli.CommandRun;
import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.TextVector;
import io.idealstream.wire.codec.Json;
import io.idealstream.wire.codec.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Policies by commands, and a job that decides by them. */
@Tag("long")
class PolicyCommandsIT {
  private static final String MODEL = "openai/clip";
  private static final String VECTORS =
      "{id: \"%s\", dimension: 4, logit-scale: 50, normalize: true}".formatted(MODEL);
  private static final Map<String, float[]> TEXTS =
      Map.of(
          "a cat", new float[] {1, 0, 0, 0},
          "a dog", new float[] {0, 1, 0, 0},
          "a cat inside", new float[] {1, 0, 1, 0},
          "a cat outside", new float[] {1, 0, -1, 0},
          "a dog inside", new float[] {0, 1, 1, 0},
          "a dog outside", new float[] {0, 1, -1, 0});
  private static final String DOGS =
      """
      policy: dogs
      when: labels.pets.pet.label == "dog" && hits.exists(h, h.query == "dogs")
      unless: item.feed == "zoo"
      action: {name: review, queue: pets, priority: 2}
      reason: {code: DOG-1, text: "A {labels.pets.pet.label} of {item.attributes.author}"}
      limits: {per: item.attributes.author, at-most: 1, within: 1h, then: {name: restrict}}
      """;
  private static final String MISSPELT =
      """
      policy: misspelt
      when: hits.exists(h, h.query == "dgos")
      action: {name: review}
      """;

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();
  @TempDir Path folder;

  @Test
  void whatIsPublishedDecidesAndIsExplainedUntilItIsRemoved() throws Exception {
    RunTopics topics = new RunTopics(kafka.connection(), kafka.prefix(), () -> "not started");
    topics.create();
    topics.send(Topic.SPACES, List.of(Pets.space()));
    topics.send(Topic.QUERIES, List.of(RunTopics.query("dogs", "a dog", null)));
    topics.send(Topic.TEXTS, TEXTS.keySet().stream().map(PolicyCommandsIT::text).toList());
    try (JobRun run = JobRun.beginGiven(kafka.connection(), kafka.prefix(), 2, VECTORS)) {
      run.topics()
          .await(
              Topic.STATUS,
              all ->
                  all.stream()
                          .map(one -> Read.of(Topic.STATUS, one).state())
                          .filter(StatusState.ACTIVE::equals)
                          .count()
                      == 2);
      publish();
      Instant since = since("dogs");
      send(run, since.plusMillis(1), "d1", dog());
      send(run, since.plusMillis(2), "d2", dog());
      send(run, since.plusMillis(3), "c1", new float[] {1, 0, 0, 0});
      send(run, since.plusSeconds(7), "later", new float[] {1, 0, 0, 0}); // moves event time on
      run.topics().await(Topic.DECISIONS, 2);
      explain();
      replace();
      assertEquals(0, command("policy", "remove", "dogs", "misspelt", "--wait").code());
      assertEquals(new CommandRun(0, "", ""), command("policy", "list"));
      assertContains(command("policy", "explain", "d1"), "    asked again: the same");
    }
  }

  private void publish() throws Exception {
    Path dogs = write("dogs.yaml", DOGS);
    Path wrong = write("wrong.yaml", "policy: wrong\nwhen: itme.id == \"x\"\naction: {name: a}\n");
    CommandRun refused = command("publish", "policies", dogs.toString(), wrong.toString());
    assertEquals(1, refused.code());
    assertTrue(refused.err().contains("unknown name itme; did you mean item?"), refused::err);
    assertEquals(new CommandRun(0, "", ""), command("policy", "list"), "nothing was sent");
    Path misspelt = write("misspelt.yaml", MISSPELT);
    CommandRun sent =
        command("publish", "policies", dogs.toString(), misspelt.toString(), "--wait");
    assertEquals(0, sent.code(), sent::toString);
    assertEquals("2 policies sent\n", sent.out());
    assertTrue(
        sent.err()
            .contains(
                "misspelt.yaml: when: line 1, column 27: unknown query \"dgos\"; did you mean dogs?"
                    + " (sent all the same)"),
        sent::err);
    assertTrue(
        sent.err().lines().anyMatch(line -> line.matches("dogs: version 1 active, for items .*")),
        sent::err);
    CommandRun again = command("publish", "policies", dogs.toString(), "--wait");
    assertEquals(0, again.code(), again::toString);
    assertTrue(again.err().endsWith("; nothing has changed\n"), again::err);
    List<String> listed = command("policy", "list").out().lines().toList();
    assertTrue(
        listed.get(0).matches("dogs: version 1 active, for items from .* on"), listed::toString);
    assertTrue(listed.get(1).startsWith("  review (queue pets, priority 2) where"), listed.get(1));
    assertTrue(listed.get(2).startsWith("misspelt: version 1 active"), listed::toString);
    assertTrue(
        command("tail", "policies", "--from-beginning", "--max", "3")
            .out()
            .lines()
            .anyMatch(line -> line.startsWith("{\"policy\":\"dogs\",\"when\":")));
  }

  private void explain() {
    CommandRun first = command("policy", "explain", "d1");
    assertEquals(0, first.code(), first::toString);
    assertContains(
        first,
        "decision 1: review (queue pets, priority 2), by policy dogs",
        "  policy dogs, version 1: fired, review (queue pets, priority 2)",
        "    limit: fired 0 times before for \"ann\", of at most 1 within 1h: not reached",
        "    reason: DOG-1, A dog of ann",
        "    when",
        "        labels.pets.pet.label == \"dog\"  =  true",
        "          labels.pets.pet.label  =  dog",
        "    unless",
        "      item.feed == \"zoo\"  =  false",
        "    asked again: the same",
        "  evidence");
    CommandRun second = command("policy", "explain", "cam/d2");
    assertContains(
        second,
        "decision 1: restrict (queue pets, priority 2), by policy dogs",
        "    limit: fired 1 time before for \"ann\", of at most 1 within 1h: reached",
        "    asked again: the same");
    CommandRun passed = command("policy", "explain", "c1", "--feed", "cam");
    assertEquals(0, passed.code(), passed::toString);
    assertContains(
        passed,
        "no decision: topic decisions holds none about it",
        "    asked now: passes the item over",
        "        labels.pets.pet.label == \"dog\"  =  false");
    CommandRun json = command("policy", "explain", "d2", "--json");
    assertTrue(json.out().contains("\"same\":true,\"differences\":[]"), json::out);
    assertTrue(command("policy", "explain", "c1", "--json").out().contains("\"state\":null"));
    CommandRun unknown = command("policy", "explain", "d3");
    assertEquals(1, unknown.code());
    assertEquals(
        "idealstream: topics decisions, labels and hits hold nothing of item d3\n", unknown.err());
    CommandRun tail = command("tail", "decisions", "--from-beginning", "--max", "2");
    assertTrue(tail.out().contains("\"action\":{\"name\":\"restrict\""), tail::out);
  }

  private void replace() throws Exception {
    Path dogs = write("dogs.yaml", DOGS.replace("name: review", "name: look"));
    CommandRun sent = command("publish", "policies", dogs.toString(), "--wait");
    assertEquals(0, sent.code(), sent::toString);
    assertTrue(sent.err().startsWith("dogs: version 2 active, for items from "), sent::err);
    assertContains(
        command("policy", "explain", "d1"),
        "  policy dogs, version 1: fired, review (queue pets, priority 2)",
        "    asked again: the same");
    assertTrue(command("policy", "list").out().contains("  look (queue pets, priority 2) where"));
  }

  private static void assertContains(CommandRun run, String... lines) {
    for (String line : lines) {
      assertTrue(run.out().lines().anyMatch(line::equals), () -> line + "\nin\n" + run);
    }
  }

  private Instant since(String policy) throws Exception {
    for (String line : command("policy", "list", "--json").out().lines().toList()) {
      Map<String, Object> one = Json.object(line.getBytes(UTF_8));
      if (policy.equals(one.get("policy"))) {
        return Instant.parse((String) one.get("since"));
      }
    }
    throw new AssertionError("no policy " + policy);
  }

  private static float[] dog() {
    return new float[] {0, 1, 0, 0};
  }

  private static void send(JobRun run, Instant time, String id, float[] vector) {
    ImageItem item = new ImageItem(id, "cam", time, null, vector, MODEL, "a pet", null);
    run.topics()
        .send(
            Topic.IMAGES,
            List.of(
                Topic.IMAGES.message(item.withAttributes(Map.of("author", "ann")), Encoding.JSON)));
  }

  private static Outgoing text(String text) {
    return Topic.TEXTS.message(new TextVector(text, TEXTS.get(text), MODEL), Encoding.JSON);
  }

  private Path write(String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text);
  }

  private CommandRun command(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(
        List.of("--kafka", kafka.connection().bootstrapServers(), "--prefix", kafka.prefix()));
    return CommandRun.of(all.toArray(String[]::new));
  }
}
