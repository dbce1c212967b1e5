package io.idealstream.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.cli.CommandRun;
import io.idealstream.client.Isolation;
import io.idealstream.fixtures.FreePort;
import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.fixtures.RunProcess;
import io.idealstream.fixtures.Sockets;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.WordsHead;
import io.idealstream.wire.codec.Topic;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lives of the command {@code run}, in processes of its own and by the user's commands alone; what
 * no life goes on from runs in this process.
 */
@Tag("long")
class LocalRunIT {
  private static final MixedFeed FEED = new MixedFeed(400);

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();
  @TempDir Path folder;

  private RunTopics topics;

  @Test
  void aLifeOfManyRunsSaysWhatOneThatNeverEndedSays() throws Exception {
    Said expected = Undisturbed.said(kafka.connection(), kafka.prefix() + "plain.", FEED);
    begin();
    try (RunProcess run = run("first", 2, "--health-port", "0")) {
      topics.await(Topic.STATUS, 2);
      assertEquals(List.of(), Sockets.open(run.handle()));
      topics.send(Topic.IMAGES, part(0, 100));
      topics.await(Topic.LABELS, 60);
      topics.send(Topic.IMAGES, part(100, 200)); // most of it is under way at the signal
      assertEquals(0, run.terminate(), run::output);
      assertTrue(run.output().contains("Begins anew: no state is here yet."), run::output);
      assertTrue(run.output().contains("Stopped, savepoint file:"), run::output);
    }
    try (RunProcess run = run("second", 4)) {
      run.awaitRunning();
      assertTrue(run.output().contains("Continues from savepoint-"), run::output);
      topics.send(Topic.IMAGES, part(200, 300));
      topics.await(Topic.LABELS, 220);
    } // kill -9
    try (RunProcess run = run("third", 1)) {
      run.awaitRunning();
      assertTrue(run.output().contains("Continues from chk-"), run::output);
      topics.send(Topic.IMAGES, part(300, 400));
      expected.assertSame(topics, FEED);
      CommandRun stopped = CommandRun.of("stop", "--config", config().toString());
      assertTrue(stopped.out().startsWith("Stopped, savepoint "), stopped::toString);
      assertEquals(0, run.awaitEnd(), run::output);
    }
    assertEquals(1, CommandRun.of("status", "--config", config().toString()).code());
  }

  @Test
  void aFreshStartTakesBackItsOwnWordsAndLeavesThoseOfAnotherJob() throws Exception {
    begin();
    try (RunProcess run = run("first", 1)) {
      topics.await(Topic.WORDS, words -> !words.isEmpty());
      run.awaitRunning(); // all of it, after what makes words
      CommandRun status = CommandRun.of("status", "--config", config().toString());
      assertEquals(0, status.code(), status::toString);
      try (LiveRun second = LiveRun.start(settings(1), RunOptions.DEFAULT)) {
        String end = second.awaitEnd();
        assertTrue(end.contains("another run holds it, process "), end);
      }
      CommandRun savepoint = CommandRun.of("savepoint", "--config", config().toString());
      assertTrue(savepoint.out().startsWith("Savepoint file:"), savepoint::toString);
      assertTrue(run.isAlive());
    } // kill -9, in all likelihood with open transactions
    topics.send(Topic.WORDS, List.of(head("cars", "tagging"), head("gone", kafka.prefix())));
    try (RunProcess run = run("fresh", 1, "--fresh")) {
      run.await("Begins anew, and forgets the life begun ");
      run.await("removes words version ");
      run.awaitRunning();
      topics.await(Topic.STATUS, 3);
      assertEquals(0, run.terminate(), run::output);
    }
    assertEquals(Set.of("birds", "cars"), spacesWithWords());
  }

  @Test
  void flinksOwnPagesAreShownOnRequestAndNothingCanBeDoneThere() throws Exception {
    begin();
    int port = FreePort.next();
    OptionalInt none = OptionalInt.empty();
    RunOptions web =
        new RunOptions(
            Optional.empty(), false, false, Optional.empty(), OptionalInt.of(port), none, none);
    try (LiveRun run = LiveRun.start(settings(1), web)) {
      run.awaitRunning();
      String address = "http://127.0.0.1:" + port;
      assertEquals(200, code(HttpRequest.newBuilder(URI.create(address + "/jobs/overview"))));
      assertEquals(200, code(HttpRequest.newBuilder(URI.create(address + "/index.html"))));
      String job = get(address + "/jobs").replaceAll(".*\"id\":\"([0-9a-f]+)\".*", "$1");
      for (String path :
          List.of("/jobs", "/jobs/" + job + "/stop", "/jobs/" + job + "/savepoints", "/jars")) {
        var post =
            HttpRequest.newBuilder(URI.create(address + path)).POST(BodyPublishers.ofString("{}"));
        assertEquals(404, code(post), path);
      }
      var cancel =
          HttpRequest.newBuilder(URI.create(address + "/jobs/" + job))
              .method("PATCH", BodyPublishers.noBody());
      assertEquals(404, code(cancel));
      for (String path :
          List.of("/jobs/" + job + "/yarn-cancel", "/jobmanager/logs", "/jobmanager/config")) {
        assertEquals(404, code(HttpRequest.newBuilder(URI.create(address + path))), path);
      }
      assertTrue(run.isAlive());
    }
  }

  private void begin() throws Exception {
    topics = new RunTopics(kafka.connection(), kafka.prefix(), () -> "in a process of its own");
    topics.begin();
  }

  private Path config() {
    return folder.resolve("job.yaml");
  }

  private RunProcess run(String name, int parallelism, String... options) throws Exception {
    Files.writeString(config(), settings(parallelism));
    return RunProcess.start(name, folder, List.of("-Xmx1536m"), config(), options);
  }

  private String settings(int parallelism) {
    return topics.settings(parallelism)
        + "  taskmanager.memory.network.min: 256mb\n"
        + "  taskmanager.memory.network.max: 256mb\n"
        + "state: {folder: \"%s\"}\n".formatted(folder.resolve("state"));
  }

  private static List<Outgoing> part(int from, int to) {
    return FEED.messages().subList(from, to);
  }

  private static Outgoing head(String space, String owner) {
    WordsHead head = new WordsHead(space, 1, 1, "sha256:m", Instant.EPOCH, Map.of(), null, owner);
    return Topic.WORDS.message(head, Encoding.JSON);
  }

  /** Spaces of which the topic has words, as one who reads a compacted topic sees it. */
  private Set<String> spacesWithWords() {
    Map<String, Boolean> present =
        topics.all(Topic.WORDS, Isolation.READ_COMMITTED).stream()
            .collect(
                Collectors.toMap(
                    message -> new String(message.key(), StandardCharsets.UTF_8),
                    message -> message.value() != null,
                    (earlier, later) -> later));
    Set<String> spaces = new TreeSet<>();
    present.forEach(
        (key, there) -> {
          if (there) {
            spaces.add(key.replaceFirst("/.*", ""));
          }
        });
    return spaces;
  }

  private static int code(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.discarding()).statusCode();
  }

  private static String get(String address) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString())
        .body();
  }
}
