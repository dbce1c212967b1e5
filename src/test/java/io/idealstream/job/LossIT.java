package io.idealstream.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.cli.CommandRun;
import io.idealstream.client.Isolation;
import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.fixtures.Polling;
import io.idealstream.fixtures.RunProcess;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.codec.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records that are really lost, and records of which Kafka's answers only sound so. */
@Tag("long")
class LossIT {
  private static final MixedFeed FEED = new MixedFeed(240);
  private static final int PART = 40;

  /** Transactions that Kafka is to give up, and those that outlast a start on a busy machine. */
  private static final String BRIEF = "20s";

  private static final String LONG = "10m";
  private static final int ROUNDS = Integer.getInteger("loss.rounds", 1);

  /** Lives that are killed where nothing is lost; in the profile {@code slow} one more. */
  private static final int KILLED = Math.min(1 + ROUNDS, 3);

  private static final Pattern COUNT =
      Pattern.compile("(\\d+) records? of topic (\\S+) (?:is|are) lost.*");

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();
  @TempDir Path folder;

  private RunTopics topics;

  /**
   * The job dies when its checkpoint is complete and hardly anything is committed, and comes back
   * after Kafka has given up the rest. How much that is depends on who was faster: more rounds, as
   * in the profile {@code slow}, find more of what there can be.
   */
  @ParameterizedTest(name = "round {0}")
  @MethodSource("rounds")
  void asMuchIsToldAsIsLost(int round) throws Exception {
    begin();
    int sent = 0;
    boolean lostSome = false;
    while (!lostSome) {
      topics.send(Topic.IMAGES, FEED.messages().subList(sent, sent + PART));
      sent += PART;
      try (RunProcess run = run("before", "8s", BRIEF, "tell")) {
        awaitCheckpoint(run);
      } // kill -9
      awaitGivenUp();
      try (RunProcess stopping = run("stopping", "500ms", LONG, "stop")) {
        lostSome = !hasStarted(stopping);
        if (lostSome) {
          assertEquals(1, stopping.awaitEnd(), stopping::output);
          assertTrue(stopping.output().contains(" lost: "), stopping::output);
          assertTrue(stopping.output().contains("delivery.on-loss: stop"), stopping::output);
        }
      }
    }
    try (LiveRun going = LiveRun.start(settings("500ms", LONG, "tell"), RunOptions.DEFAULT)) {
      going.awaitRunning();
      Map<String, Long> lost = lost(topics.all(Topic.STATUS, Isolation.READ_UNCOMMITTED));
      assertTrue(!lost.isEmpty());
      topics.send(Topic.IMAGES, FEED.messages().subList(sent, FEED.messages().size()));
      long labels = FEED.good() - lost.getOrDefault("labels", 0L);
      long letters = FEED.bad() - lost.getOrDefault("dead-letters", 0L);
      topics.await(Topic.LABELS, (int) labels);
      topics.await(Topic.DEAD_LETTERS, (int) letters);
      String ended = going.terminate(); // whatever else it would write is there
      assertTrue(ended.contains("Stopped, savepoint "), ended);
      assertEquals(labels, count(Topic.LABELS), lost::toString);
      assertEquals(letters, count(Topic.DEAD_LETTERS), lost::toString);
    }
  }

  @Test
  void nothingIsToldWhereNothingIsLost() throws Exception {
    begin();
    StringBuilder said = new StringBuilder();
    int part = FEED.messages().size() / KILLED;
    for (int life = 0; life < KILLED; life++) {
      try (RunProcess run = run("life-" + life, "500ms", LONG, "stop")) {
        run.awaitRunning();
        topics.send(Topic.IMAGES, FEED.messages().subList(part * life, part * (life + 1)));
        topics.await(Topic.LABELS, part / 2 * (life + 1));
        said.append(run.output());
      } // kill -9
    }
    try (RunProcess run = run("last", "500ms", LONG, "stop")) {
      run.awaitRunning();
      Said.of(topics, FEED);
      awaitAudited();
      said.append(run.output());
    }
    assertTrue(
        !said.toString().matches("(?s).*(lost|data loss|Unable to commit).*"), said::toString);
    assertEquals(Map.of(), lost(topics.all(Topic.STATUS, Isolation.READ_COMMITTED)));
  }

  private static IntStream rounds() {
    return IntStream.rangeClosed(1, ROUNDS);
  }

  /** Whether the job runs; one that has lost something and is to stop then does not come so far. */
  private static boolean hasStarted(RunProcess run) throws IOException {
    while (run.isAlive()) {
      if (run.output().contains("The job runs.")) {
        return true;
      }
      Polling.pause(100);
    }
    return false;
  }

  private void awaitCheckpoint(RunProcess run) throws IOException {
    Path checkpoints = Files.createDirectories(folder.resolve("state").resolve("checkpoints"));
    long before = complete(checkpoints);
    while (complete(checkpoints) == before) {
      assertTrue(run.isAlive(), run::output);
      Polling.pause(1); // commits begin at once
    }
  }

  private static long complete(Path checkpoints) {
    try (Stream<Path> all =
        Files.find(checkpoints, 3, (path, attributes) -> path.endsWith("_metadata"))) {
      return all.count();
    } catch (IOException | UncheckedIOException changing) {
      return 0;
    }
  }

  private long count(Topic<?> topic) {
    return topics.all(topic, Isolation.READ_COMMITTED).size();
  }

  /** Returns once a complete checkpoint holds all of the feed, and all of it was found once. */
  private void awaitAudited() {
    String whole =
        "(?s).*images +%d, dead %d, not yet due 0\\n.*labels of birds +%d, missing 0, double 0\\n.*"
            .formatted(FEED.messages().size(), FEED.bad(), FEED.good());
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(4);
    CommandRun audit;
    do {
      assertTrue(System.nanoTime() < deadline, "not all of it is due");
      audit = CommandRun.of("audit", "--config", config().toString());
      assertEquals(0, audit.code(), audit::toString);
    } while (!audit.out().matches(whole));
  }

  private void begin() throws Exception {
    topics = new RunTopics(kafka.connection(), kafka.prefix(), () -> "in a process of its own");
    topics.begin();
  }

  private Path config() {
    return folder.resolve("job.yaml");
  }

  private RunProcess run(String name, String interval, String timeout, String onLoss)
      throws IOException {
    Files.writeString(config(), settings(interval, timeout, onLoss));
    return RunProcess.start(name, folder, List.of("-Xmx1g"), config());
  }

  private String settings(String interval, String timeout, String onLoss) {
    return topics
            .settings(1)
            .replace("checkpoint: {interval: 500ms}", "checkpoint: {interval: " + interval + "}")
            .replace("output: {", "output: {transaction-timeout: " + timeout + ", ")
        + "  taskmanager.memory.network.min: 128mb\n"
        + "  taskmanager.memory.network.max: 128mb\n"
        + "delivery: {on-loss: %s}\n".formatted(onLoss)
        + "state: {folder: \"%s\"}\n".formatted(folder.resolve("state"));
  }

  /** Returns once Kafka has aborted what the job left open. */
  private void awaitGivenUp() throws Exception {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", kafka.connection().bootstrapServers()))) {
      while (admin.listTransactions().all().get().stream().anyMatch(this::isOpen)) {
        assertTrue(System.nanoTime() < deadline, "transactions stay open");
        Polling.pause(500);
      }
    }
  }

  private boolean isOpen(TransactionListing listing) {
    return listing.transactionalId().startsWith(kafka.prefix())
        && List.of(
                TransactionState.ONGOING,
                TransactionState.PREPARE_ABORT,
                TransactionState.PREPARE_EPOCH_FENCE)
            .contains(listing.state());
  }

  /** What was told, by topic. */
  private static Map<String, Long> lost(List<TopicRecord> records) {
    Map<String, Status> last = new HashMap<>();
    for (TopicRecord record : records) {
      Status status = Said.read(record, Topic.STATUS);
      if (status.state() == StatusState.LOST) {
        last.put(status.id(), status);
      }
    }
    Map<String, Long> lost = new HashMap<>();
    for (Status status : last.values()) {
      Matcher count = COUNT.matcher(status.detail());
      assertTrue(count.matches(), status::detail);
      lost.merge(count.group(2), Long.parseLong(count.group(1)), Long::sum);
    }
    return lost;
  }
}
