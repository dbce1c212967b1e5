package io.idealstream.job;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.client.Isolation;
import io.idealstream.fixtures.BatchQuality;
import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.wire.GroupAccuracy;
import io.idealstream.wire.Label;
import io.idealstream.wire.Quality;
import io.idealstream.wire.SetCoverage;
import io.idealstream.wire.Source;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.codec.Topic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Feedback before and after its items, late, repeated and with embeddings of its own: whatever
 * fails and however the job is divided, words and quality are those of a batch over the same
 * records.
 */
@Tag("long")
class FeedbackIT {
  private static final MixedFeed FEED = new MixedFeed(400);
  private static final MixedFeedback FEEDBACK = new MixedFeedback(FEED);
  private static final List<String> FACTORS = List.of("bird", "place");
  private static final String SPACE =
      RunTopics.birds()
          .replaceFirst(
              "role: label",
              "role: label\n    coverage: 0.8\n    sets: {landbird: 0.7, waterbird: 0.4}");

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();
  @TempDir Path folder;

  @Test
  void twoSubtasksThenFourThenOneMeasureAndLearnAsABatchDoes() throws Exception {
    String first;
    try (JobRun two =
        JobRun.begin(kafka.connection(), kafka.prefix(), 2, Topology.Interception.NONE, SPACE)) {
      two.topics().send(Topic.FEEDBACK, FEEDBACK.about(50, 150));
      two.topics().send(Topic.IMAGES, FEED.messages().subList(0, 100));
      two.topics().await(Topic.LABELS, 70);
      two.topics().send(Topic.FEEDBACK, FEEDBACK.about(0, 20));
      first = two.stop(folder);
    }
    String second;
    try (JobRun four = JobRun.resume(kafka.connection(), kafka.prefix(), 4, first)) {
      four.topics().send(Topic.FEEDBACK, FEEDBACK.about(20, 50));
      four.topics().send(Topic.IMAGES, FEED.messages().subList(100, 250));
      four.topics().await(Topic.LABELS, 200);
      four.topics().send(Topic.FEEDBACK, FEEDBACK.about(150, 300));
      second = four.stop(folder);
    }
    try (JobRun one = JobRun.resume(kafka.connection(), kafka.prefix(), 1, second)) {
      one.topics().send(Topic.IMAGES, FEED.messages().subList(250, 400));
      one.topics().send(Topic.FEEDBACK, FEEDBACK.about(300, 400));
      assertAsInABatch(one.topics());
    }
  }

  @Test
  void failuresInTheMiddleChangeNothing() throws Exception {
    FailOnce failures = new FailOnce(kafka.prefix());
    try (JobRun run = JobRun.begin(kafka.connection(), kafka.prefix(), 2, failures, SPACE)) {
      for (int from = 0; from < 400; from += 100) {
        run.topics().send(Topic.FEEDBACK, FEEDBACK.about(from + 50, Math.min(400, from + 100)));
        run.topics().send(Topic.IMAGES, FEED.messages().subList(from, from + 100));
        run.topics().await(Topic.LABELS, (from + 100) * 8 / 10);
        run.topics().send(Topic.FEEDBACK, FEEDBACK.about(from, from + 50));
      }
      assertAsInABatch(run.topics());
      assertTrue(failures.failures() > 0, "nothing failed");
    }
  }

  private static void assertAsInABatch(RunTopics topics) {
    topics.await(Topic.LABELS, FEED.good());
    List<BatchQuality.Judged> judged = new ArrayList<>();
    for (TopicRecord record : topics.all(Topic.LABELS, Isolation.READ_COMMITTED)) {
      Label label = Said.read(record, Topic.LABELS);
      FEEDBACK.truth(label.id()).ifPresent(t -> judged.add(new BatchQuality.Judged(label, t)));
    }
    assertEquals(FEEDBACK.judged(), judged.size());
    BatchQuality expected = new BatchQuality(judged, "bird", FACTORS, null);
    List<TopicRecord> records =
        topics.await(Topic.QUALITY, all -> last(all) != null && last(all).items() == judged.size());
    assertSame(expected, last(records));
    Map<String, double[]> words = FEEDBACK.words();
    topics.await(Topic.WORDS, all -> Said.votes(all, Source.FEEDBACK) == FEEDBACK.votes());
    Map<String, double[]> found = Said.now(topics).words();
    words.forEach((word, vector) -> assertArrayEquals(vector, found.get(word), 1e-6, word));
  }

  /** The last accuracy of the birds; null where there is none. */
  private static Quality last(List<TopicRecord> records) {
    return records.stream()
        .map(record -> Said.read(record, Topic.QUALITY))
        .filter(quality -> "bird".equals(quality.factor()))
        .reduce((before, after) -> after)
        .orElse(null);
  }

  private static void assertSame(BatchQuality expected, Quality found) {
    assertSame(expected.rawAverage(), expected.rawWorst(), found.raw());
    assertSame(expected.average(), expected.worst(), found.debiased());
    assertEquals(expected.abstained(), found.abstained(), 1e-12);
    assertEquals(expected.nll(), found.calibration().nll(), 1e-5);
    assertEquals(expected.brier(), found.calibration().brier(), 1e-5);
    assertEquals(expected.ece(), found.calibration().ece(), 1e-5);
    if (expected.temperatureIsAtTheEnd()) {
      assertNull(found.calibration().temperature());
    } else {
      double temperature = expected.temperature();
      assertEquals(temperature, found.calibration().temperature(), 0.01 * temperature);
      assertEquals(expected.nllAt(temperature), found.calibration().nllAtTemperature(), 1e-3);
    }
    assertEquals(Set.of("landbird", "waterbird"), found.sets().keySet());
    found.sets().forEach((value, sets) -> assertSame(expected.sets(value, 0.8), sets));
  }

  private static void assertSame(BatchQuality.Sets expected, SetCoverage found) {
    assertEquals(expected.quantile() + 0.0005, found.quantile(), 0.0005 + 1e-6);
    assertEquals(expected.support(), found.support(), 1e-9);
    assertEquals(expected.covered(), found.covered(), 1e-12);
    assertEquals(expected.size(), found.size(), 1e-12);
  }

  private static void assertSame(
      double average, Map.Entry<String, Double> worst, GroupAccuracy found) {
    assertEquals(average, found.average(), 1e-12);
    assertEquals(worst.getKey(), found.worstGroup());
    assertEquals(worst.getValue(), found.worst(), 1e-12);
    assertEquals(average - worst.getValue(), found.gap(), 1e-12);
  }
}
