package io.idealstream.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.cli.audit.Audit;
import io.idealstream.client.Isolation;
import io.idealstream.client.Offsets;
import io.idealstream.client.Partition;
import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.wire.Label;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.config.Misconfigured;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Records of the past are worked off again beside the job that did it first. */
class ReprocessIT {
  private static final MixedFeed FEED = new MixedFeed(60);

  /** The second third of the feed, which is sent one a minute. */
  private static final PastRange RANGE = new PastRange(minute(20), minute(40));

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();
  @TempDir Path folder;

  private final List<String> news = Collections.synchronizedList(new ArrayList<>());

  @Test
  void theRecordsOfTheRangeAndNoOthersAreWorkedOffOnceIntoTopicsOfTheirOwn() throws Exception {
    RunTopics topics = new RunTopics(kafka.connection(), kafka.prefix(), news::toString);
    topics.begin();
    topics.sendByTheMinute(Topic.IMAGES, FEED.messages());
    JobSettings live = settings(topics);
    try (LiveRun run = LiveRun.start(live, RunOptions.DEFAULT, news, seen -> {})) {
      topics.await(Topic.LABELS, FEED.good());
    }
    Map<Partition, Long> before = committed(live);
    String prefix = kafka.prefix() + "again.";

    JobSettings again = Reprocessing.prepare(live, RANGE, prefix);
    LocalRun run = new LocalRun(again, RunOptions.DEFAULT, news::add, seen -> {});
    run.run();
    assertTrue(run.isWhole(), news::toString);

    RunTopics there = new RunTopics(kafka.connection(), prefix, news::toString);
    List<Label> labels = labels(there);
    assertEquals(ids(20, 40), ids(labels));
    assertEquals(19, labels.size());
    assertEquals(1, there.all(Topic.DEAD_LETTERS, Isolation.READ_COMMITTED).size());
    assertEquals(plain(labels(topics), 20, 40), plain(labels, 20, 40));
    Map<String, Object> audit = new Audit(again, RANGE.from(), RANGE.to()).run().tree();
    assertEquals(
        "{labels=19, missing=0, double=0}",
        ((Map<?, ?>) audit.get("spaces")).get("birds").toString());
    assertEquals(
        "{read=20, dead=1, leftAside=0, notYetDue=0}",
        ((Map<?, ?>) audit.get("items")).get("images").toString());

    assertEquals(before, committed(live), "the job goes on where it was");
    assertEquals(FEED.good(), topics.all(Topic.LABELS, Isolation.READ_COMMITTED).size());

    Reprocessing.end(again);
    assertFalse(Files.exists(again.runtime().stateFolder()));
    Misconfigured twice =
        assertThrows(Misconfigured.class, () -> Reprocessing.prepare(live, RANGE, prefix));
    assertTrue(
        twice.problems().stream().anyMatch(problem -> problem.contains("again.labels holds ")),
        twice.problems()::toString);
    Misconfigured own =
        assertThrows(Misconfigured.class, () -> Reprocessing.prepare(live, RANGE, kafka.prefix()));
    assertEquals(
        List.of(
            "--output-prefix: expected another than that of the job itself, found "
                + kafka.prefix()),
        own.problems());
  }

  private JobSettings settings(RunTopics topics) {
    return LiveRun.settings(
        topics.settings(2) + "state: {folder: \"%s\"}\n".formatted(folder.resolve("state")));
  }

  private Map<Partition, Long> committed(JobSettings settings) {
    try (Offsets offsets = Offsets.of(kafka.connection(), settings.kafka().group())) {
      return new TreeMap<>(offsets.committed());
    }
  }

  private static List<Label> labels(RunTopics topics) throws Exception {
    List<Label> labels = new ArrayList<>();
    for (TopicRecord record : topics.all(Topic.LABELS, Isolation.READ_COMMITTED)) {
      labels.add(Topic.LABELS.decode(record));
    }
    return labels;
  }

  /** Plain answers of some items: those are the same whatever the words had learned. */
  private static Map<String, String> plain(List<Label> labels, int from, int to) {
    Set<String> wanted = ids(from, to);
    Map<String, String> plain = new TreeMap<>();
    labels.stream()
        .filter(label -> wanted.contains(label.id()))
        .forEach(label -> plain.put(label.id(), label.factors().get("bird").raw().toString()));
    return plain;
  }

  private static Set<String> ids(List<Label> labels) {
    Set<String> ids = new TreeSet<>();
    labels.forEach(label -> ids.add(label.id()));
    return ids;
  }

  /** Ids of good items by their places in the feed; each twentieth is broken. */
  private static Set<String> ids(int from, int to) {
    Set<String> ids = new TreeSet<>();
    for (int i = from; i < to; i++) {
      if (i % 20 != 19) {
        ids.add("item-" + i);
      }
    }
    return ids;
  }

  private static Instant minute(int minute) {
    return MixedFeed.START.plus(Duration.ofMinutes(minute));
  }
}
