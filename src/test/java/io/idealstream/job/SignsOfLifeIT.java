package io.idealstream.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.client.Isolation;
import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.fixtures.LogLines;
import io.idealstream.fixtures.Polling;
import io.idealstream.job.monitor.JobSnapshot;
import io.idealstream.job.monitor.JobState.Phase;
import io.idealstream.wire.Header;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.codec.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What is seen of a job that meets good records and bad ones. */
class SignsOfLifeIT {
  private static final int GOOD = 57;

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();

  @TempDir Path folder;

  private final List<String> news = Collections.synchronizedList(new ArrayList<>());
  private final AtomicReference<JobSnapshot> last = new AtomicReference<>();

  @Test
  void everyRecordIsInTheSnapshotAndEveryKindOfTroubleIsToldOnce() throws Exception {
    RunTopics topics = new RunTopics(kafka.connection(), kafka.prefix(), () -> "seen: " + last);
    topics.begin();
    try (LogLines log = LogLines.of("io.idealstream.stream");
        LiveRun run = start(topics)) {
      topics.await(Topic.STATUS, 2);
      topics.send(Topic.IMAGES, new MixedFeed(60).messages());
      topics.send(Topic.IMAGES, List.of(picture("esc\u001b[2J"), picture("again")));
      topics.send(Topic.SPACES, List.of(json("wrong", "{\"space\":\"wrong\",\"factors\":{}}")));
      topics.await(Topic.LABELS, GOOD);
      topics.await(Topic.DEAD_LETTERS, 6);
      long hits = topics.all(Topic.HITS, Isolation.READ_COMMITTED).size();
      JobSnapshot now =
          await(seen -> seen.allLag() == 0 && seen.state().checkpoints().last() != null);
      assertSeen(now, hits);
      assertLogged(log.now());
    }
    assertEquals(1, Collections.frequency(news, "The job runs."), news::toString);
  }

  private void assertSeen(JobSnapshot now, long hits) {
    assertEquals(62, now.traffic().images().total());
    assertEquals(0, now.traffic().captions().total());
    assertEquals(GOOD, now.traffic().labels().total());
    assertEquals(hits, now.traffic().hits().total());
    assertEquals(
        Map.of("bad-picture", 3L, "bad-id", 1L, "not-json", 1L, "bad-space", 1L),
        now.losses().deadLetters());
    assertEquals(Topic.inputs().size() - 1, now.lag().size(), now.lag()::toString);
    assertEquals(Map.of(), now.losses().itemsHeld());
    assertEquals(Map.of(), now.losses().itemsAnsweredEarly());
    assertEquals(Phase.RUNNING, now.state().phase());
    assertEquals(0, now.restarts());
    assertNull(now.kafkaSilence());
    assertNotNull(now.wordsAge());
    assertTrue(now.state().checkpoints().last().bytes() > 0);
    assertTrue(!now.state().checkpoints().last().at().isAfter(now.at()));
  }

  private static void assertLogged(List<String> lines) {
    assertOnce(lines, "Dead letter of test", ": bad-picture: ");
    assertOnce(lines, "Dead letter of test", ": not-json: ");
    assertOnce(lines, "Dead letter of test", ": bad-id: esc\\u001b[2J: ");
    assertOnce(lines, "The space wrong is rejected: ", "factors");
    assertOnce(lines, "A dead letter of test", "has no key that names its feed");
    assertEquals(5, lines.size(), lines::toString);
  }

  private static void assertOnce(List<String> lines, String begin, String part) {
    assertEquals(
        1,
        lines.stream().filter(line -> line.startsWith(begin) && line.contains(part)).count(),
        lines::toString);
  }

  private LiveRun start(RunTopics topics) {
    return LiveRun.start(
        LiveRun.settings(topics.settings(2) + "state: {folder: \"%s\"}\n".formatted(folder)),
        RunOptions.DEFAULT,
        news,
        last::set);
  }

  private JobSnapshot await(Predicate<JobSnapshot> wanted) throws Exception {
    long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (System.nanoTime() < deadline) {
      JobSnapshot now = last.get();
      if (now != null && wanted.test(now)) {
        return now;
      }
      Polling.pause(100);
    }
    throw new AssertionError("not within two minutes; at last " + last);
  }

  private static Outgoing picture(String id) {
    return new Outgoing(
        null,
        "no picture".getBytes(UTF_8),
        List.of(Header.of(Header.CONTENT_TYPE, "image/png"), Header.of("id", id)));
  }

  private static Outgoing json(String key, String text) {
    return new Outgoing(key.getBytes(UTF_8), text.getBytes(UTF_8), List.of());
  }
}
