package io.idealstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.client.Isolation;
import io.idealstream.client.Publisher;
import io.idealstream.client.Start;
import io.idealstream.client.Tail;
import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Header;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.codec.QueryReader;
import io.idealstream.wire.codec.ReadingLimits;
import io.idealstream.wire.codec.SpaceReader;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.space.SpaceDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class TrialCommandIT {

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();
  @TempDir private Path folder;

  @BeforeEach
  void createTopics() {
    kafka.createTopics(1);
  }

  @Test
  void aSpaceIsTriedBesideTheLiveOneAndTakesItsPlace() throws Exception {
    assertEquals(0, run("publish", "spaces", file("birds", "")).code());
    say(StatusKind.SPACE, "birds", 3);
    String changed = file("birds", "method: plain");
    assertEquals(
        new CommandRun(
            0, "birds~trial differs from the live space birds in\n  method: unset -> plain\n", ""),
        run("trial", "start", "--space", changed));
    SpaceDefinition trial = lastSpace();
    assertEquals("birds~trial", trial.space());
    assertTrue(trial.shadow());
    assertTrue(
        run("trial", "list")
            .out()
            .endsWith(
                ": nothing was said of it yet\n"
                    + "  live: version 3 active\n  method: unset -> plain\n"));
    assertRefused("space birds~trial is not in force", "trial", "diff", "--space", "birds");
    assertRefused(
        "space birds is on trial already: trial stop ends that",
        "trial",
        "start",
        "--space",
        file("birds", "explain: true"));

    say(StatusKind.SPACE, "birds~trial", 1);
    CommandRun diff = run("trial", "diff", "--space", "birds", "--max-changed", "5%");
    assertEquals(1, diff.code(), "nothing was compared");
    assertTrue(diff.err().contains("there is nothing yet that both say something of"), diff.err());
    assertEquals(0, run("trial", "diff", "--space", "birds").code());

    Future<CommandRun> activating =
        CompletableFuture.supplyAsync(
            () -> run("trial", "activate", "--space", "birds", "--by", "me", "--wait", "60"));
    List<TopicRecord> sent = awaitRecords(Topic.SPACES, 4);
    say(StatusKind.SPACE, "birds", 4);
    say(new Status(StatusKind.SPACE, "birds~trial", 1, StatusState.DISABLED, "it was removed"));
    assertEquals(
        new CommandRun(
            0, "", "birds: version 4 active\nbirds~trial: version 1 disabled, it was removed\n"),
        activating.get());
    SpaceDefinition live = new SpaceReader().read(sent.get(2)).definition();
    assertEquals("birds", live.space());
    assertEquals("plain", live.method().code());
    assertEquals(false, live.shadow());
    assertTrue(sent.get(2).headers().contains(Header.of("activated-by", "me")));
    assertEquals("birds~trial", new String(sent.get(3).key(), UTF_8));
    assertEquals(null, sent.get(3).value());
    assertEquals("", run("trial", "list").out());
    assertRefused("there is no trial of space birds", "trial", "activate", "--space", "birds");
  }

  @Test
  void aQueryOnTrialAsksForWhatTheLiveOneDoesButForWhatIsSaid() throws Exception {
    run("query", "add", "ducks", "--text", "a duck", "--threshold", "0.3", "--feed", "pond");
    assertEquals(
        new CommandRun(
            0, "ducks~trial differs from the live query ducks in\n  threshold: 0.3 -> 0.4\n", ""),
        run("trial", "start", "--query", "ducks", "--threshold", "0.4"));
    var query =
        new QueryReader(ReadingLimits.DEFAULT).read(awaitRecords(Topic.QUERIES, 2).get(1)).query();
    assertEquals("ducks~trial", query.id());
    assertEquals("a duck", query.text());
    assertEquals(0.4, query.threshold());
    assertEquals(List.of("pond"), query.feeds());
    assertEquals(new CommandRun(0, "", ""), run("trial", "stop", "--query", "ducks"));
    assertRefused("there is no trial of query ducks", "trial", "stop", "--query", "ducks");
    assertEquals(
        List.of("ducks: nothing was said of it yet"),
        run("query", "list").out().lines().limit(1).toList());
  }

  @Test
  void whatCannotBeTriedIsRefusedWithItsReason() throws Exception {
    assertEquals(0, run("publish", "spaces", file("birds", "")).code());
    run("query", "add", "ducks", "--text", "a duck", "--threshold", "0.3");
    assertRefused(
        "the definition does not differ from the live space birds",
        "trial",
        "start",
        "--space",
        file("birds", "shadow: true"));
    assertRefused(
        "there is no live space bird; did you mean birds?; what is new needs no trial: publish it",
        "trial",
        "start",
        "--space",
        file("bird", ""));
    assertRefused(
        "birds~trial names a trial: expected the live space birds",
        "trial",
        "start",
        "--space",
        file("birds~trial", "shadow: true"));
    assertRefused(
        "the definition does not differ from the live query ducks",
        "trial",
        "start",
        "--query",
        "ducks");
    assertEquals(
        2, run("trial", "start", "--query", "ducks", "--threshold", "7").code(), "no cosine");
    assertEquals(
        2, run("trial", "start", "--space", file("birds", ""), "--threshold", "0.4").code());
    assertEquals(2, run("trial", "diff", "--space", "a", "--max-changed", "many").code());
    assertEquals(2, run("trial", "diff").code());
    assertEquals(1, all(Topic.SPACES).size());
    assertEquals(1, all(Topic.QUERIES).size());
  }

  @Test
  void whatChangedSinceTheTrialBeganIsNotLostUnasked() throws Exception {
    run("publish", "spaces", file("birds", ""));
    run("trial", "start", "--space", file("birds", "method: plain"));
    run("publish", "spaces", file("birds", "explain: true"));
    assertRefused(
        "the live space birds is not what the trial was begun against",
        "trial",
        "activate",
        "--space",
        "birds");
    assertEquals(3, all(Topic.SPACES).size());
    assertEquals(0, run("trial", "activate", "--space", "birds", "--anyway").code());
    SpaceDefinition live =
        new SpaceReader().read(awaitRecords(Topic.SPACES, 5).get(3)).definition();
    assertEquals("plain", live.method().code());
    assertEquals(false, live.explain());
  }

  private void assertRefused(String why, String... arguments) {
    CommandRun run = run(arguments);
    assertEquals(1, run.code(), run.out());
    assertTrue(run.err().startsWith("idealstream: " + why), run.err());
  }

  private SpaceDefinition lastSpace() throws Exception {
    List<TopicRecord> all = all(Topic.SPACES);
    return new SpaceReader().read(all.get(all.size() - 1)).definition();
  }

  private String file(String space, String more) throws IOException {
    return Files.writeString(
            folder.resolve("space.yaml"),
            """
            space: %s
            templates: ["a photo of a {thing}"]
            plain: {thing: ["a photo of a {thing}"]}
            factors: {thing: {role: label, values: [cat, dog]}}
            %s
            """
                .formatted(space, more))
        .toString();
  }

  private void say(StatusKind kind, String id, long version) {
    say(new Status(kind, id, version, StatusState.ACTIVE, null));
  }

  private void say(Status status) {
    String topic = kafka.name(Topic.STATUS);
    try (Publisher publisher = Publisher.to(kafka.connection(), List.of(topic))) {
      publisher.send(topic, Topic.STATUS.message(status, Encoding.JSON));
    }
  }

  private List<TopicRecord> awaitRecords(Topic<?> topic, int number) {
    List<TopicRecord> records = new ArrayList<>();
    try (Tail tail = tail(topic)) {
      while (records.size() < number) {
        records.addAll(tail.next(Duration.ofMillis(100)));
      }
    }
    return records;
  }

  private List<TopicRecord> all(Topic<?> topic) {
    try (Tail tail = tail(topic)) {
      return tail.toEnd(Duration.ofSeconds(60));
    }
  }

  private Tail tail(Topic<?> topic) {
    return Tail.of(
        kafka.connection(),
        List.of(kafka.name(topic)),
        Start.beginning(),
        Isolation.READ_COMMITTED);
  }

  private CommandRun run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(
        List.of("--kafka", kafka.connection().bootstrapServers(), "--prefix", kafka.prefix()));
    return CommandRun.of(all.toArray(String[]::new));
  }
}
