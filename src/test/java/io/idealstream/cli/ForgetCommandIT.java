package io.idealstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.client.Isolation;
import io.idealstream.client.Publisher;
import io.idealstream.client.Start;
import io.idealstream.client.Tail;
import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Erasure;
import io.idealstream.wire.Header;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.codec.ErasureReader;
import io.idealstream.wire.codec.ReadingLimits;
import io.idealstream.wire.codec.SpaceFile;
import io.idealstream.wire.codec.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What {@code forget} sends and says, where a test answers in place of a job. */
class ForgetCommandIT {

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();

  @BeforeEach
  void createTopics() {
    kafka.createTopics(1);
  }

  private CommandRun forget(String feed, String id, String... more) {
    List<String> all = new ArrayList<>(List.of("forget", "--feed", feed, "--id", id));
    all.addAll(
        List.of("--kafka", kafka.connection().bootstrapServers(), "--prefix", kafka.prefix()));
    all.addAll(List.of(more));
    return CommandRun.of(all.toArray(String[]::new));
  }

  private List<TopicRecord> all(Topic<?> topic) {
    try (Tail tail = tail(topic, Start.beginning())) {
      return tail.toEnd(Duration.ofMinutes(2));
    }
  }

  private Tail tail(Topic<?> topic, Start start) {
    return Tail.of(kafka.connection(), List.of(kafka.name(topic)), start, Isolation.READ_COMMITTED);
  }

  private void send(Topic<?> topic, Outgoing message) {
    try (Publisher publisher = Publisher.to(kafka.connection(), List.of(kafka.name(topic)))) {
      publisher.send(kafka.name(topic), message);
    }
  }

  private static Outgoing status(StatusKind kind, String id, StatusState state, String detail) {
    return Topic.STATUS.message(new Status(kind, id, 1, state, detail), Encoding.JSON);
  }

  private void set(Topic<?> topic, Map<String, String> settings) throws Exception {
    List<AlterConfigOp> changes =
        settings.entrySet().stream()
            .map(
                each ->
                    new AlterConfigOp(
                        new ConfigEntry(each.getKey(), each.getValue()), AlterConfigOp.OpType.SET))
            .toList();
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", kafka.connection().bootstrapServers()))) {
      admin
          .incrementalAlterConfigs(
              Map.of(new ConfigResource(ConfigResource.Type.TOPIC, kafka.name(topic)), changes))
          .all()
          .get();
    }
  }

  @Test
  void aRequestNamesWhoAsksAndWhyAndWhatStaysIsSaid() throws Exception {
    set(Topic.IMAGES, Map.of("retention.ms", "5400000", "retention.bytes", "-1"));
    set(Topic.LABELS, Map.of("retention.ms", "-1", "retention.bytes", "-1"));
    set(Topic.HITS, Map.of("retention.ms", "-1", "retention.bytes", "1000"));
    CommandRun run = forget("cam/3", "i-7", "--by", "anna", "--reason", "asked by letter");
    assertEquals(0, run.code(), run::toString);
    TopicRecord sent = all(Topic.ERASURES).get(0);
    Erasure erasure = new ErasureReader(ReadingLimits.DEFAULT).read(sent);
    assertEquals("cam/3", erasure.feed());
    assertEquals("i-7", erasure.id());
    assertEquals("anna", erasure.by());
    assertEquals("asked by letter", erasure.reason());
    assertEquals(erasure.request(), new String(sent.key(), UTF_8), "not the name of the item");
    String noTombstone = "; a record without a value would remove nothing of it";
    assertLine(
        run, kafka.name(Topic.IMAGES), "the image, until 1h30m after its time" + noTombstone);
    assertLine(
        run,
        kafka.name(Topic.LABELS),
        "its labels, until somebody deletes the topic" + noTombstone);
    assertLine(
        run,
        kafka.name(Topic.HITS),
        "its hits, until 1000 bytes of its partition are newer" + noTombstone);
    assertTrue(run.out().contains("a sum has no way back"), run::out);
    assertEquals(List.of(), all(Topic.IMAGES));
    assertEquals(List.of(), all(Topic.FEEDBACK));
  }

  private static void assertLine(CommandRun run, String topic, String text) {
    assertTrue(
        run.out()
            .lines()
            .anyMatch(
                line -> line.matches("on topic " + topic + " +.*") && line.endsWith("  " + text)),
        run::out);
  }

  @Test
  void compactedTopicsWhoseKeysAreItemsGetARecordWithoutAValue() throws Exception {
    for (Topic<?> topic : List.of(Topic.IMAGES, Topic.FEEDBACK, Topic.LABELS, Topic.DECISIONS)) {
      set(topic, Map.of("cleanup.policy", "compact"));
    }
    send(
        Topic.SPACES,
        Topic.SPACES.message(
            SpaceFile.read(Path.of("conf", "spaces", "birds.yaml")), Encoding.JSON));
    CommandRun run = forget("cam/3", "i-7");
    assertEquals(0, run.code(), run::toString);
    String request =
        new ErasureReader(ReadingLimits.DEFAULT).read(all(Topic.ERASURES).get(0)).request();
    assertTombstone(all(Topic.FEEDBACK), "cam%2F3/i-7", request);
    assertTombstone(all(Topic.LABELS), "cam%2F3/i-7/birds", request);
    assertTombstone(all(Topic.DECISIONS), "cam%2F3/i-7", request);
    assertEquals(List.of(), all(Topic.IMAGES), "its keys are feeds");
    assertLine(
        run,
        kafka.name(Topic.LABELS),
        "its labels, until another record comes under its key; removed by a record without a"
            + " value: cam%2F3/i-7/birds");
  }

  private static void assertTombstone(List<TopicRecord> records, String key, String request) {
    assertEquals(1, records.size());
    assertEquals(key, new String(records.get(0).key(), UTF_8));
    assertNull(records.get(0).value());
    assertEquals(request, new String(records.get(0).header(Header.ERASURE), UTF_8));
  }

  @Test
  void whatTheJobAnswersIsPrintedAndAFeedThatNobodyKnowsIsTold() throws Exception {
    send(Topic.STATUS, status(StatusKind.DRIFT, "birds/front-door", StatusState.ACTIVE, null));
    assertEquals("", forget("front-door", "i-7").err());
    try (Tail requests = tail(Topic.ERASURES, Start.end())) {
      CompletableFuture<CommandRun> run =
          CompletableFuture.supplyAsync(() -> forget("front door", "i-7", "--wait", "60"));
      String request = new String(next(requests).key(), UTF_8);
      send(
          Topic.STATUS,
          status(StatusKind.ERASURE, "another", StatusState.DONE, "nothing of it was there"));
      send(
          Topic.STATUS,
          status(StatusKind.ERASURE, request, StatusState.DONE, "look-back 1, shown 2"));
      assertEquals(0, run.get().code(), () -> run.join().toString());
      List<String> lines = run.get().out().lines().toList();
      assertEquals("item", lines.get(0).split(" ")[0]);
      assertTrue(lines.get(2).matches("forgotten +1 look back of queries"), lines::toString);
      assertTrue(
          lines.get(3).matches("forgotten +2 shown by queries with distinct"), lines::toString);
      assertTrue(run.get().err().contains("; did you mean front-door?"), run.get()::err);
    }
  }

  private static TopicRecord next(Tail tail) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (System.nanoTime() < end) {
      for (TopicRecord record : tail.next(Duration.ofMillis(200))) {
        return record;
      }
    }
    throw new AssertionError("no request was sent");
  }

  @Test
  void aWrongRequestIsRefusedBeforeItIsSent() {
    CommandRun everyFeed = forget("*", "i-7");
    assertEquals(2, everyFeed.code());
    assertTrue(everyFeed.err().contains("field feed: expected a feed's name"), everyFeed::err);
    assertEquals(2, forget("door", " ").code());
    assertEquals(2, CommandRun.of("forget", "--id", "i-7").code());
    assertFalse(everyFeed.out().contains("request"));
    assertEquals(List.of(), all(Topic.ERASURES));
  }
}
