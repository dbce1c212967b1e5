package io.idealstream.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.cli.CommandRun;
import io.idealstream.client.Isolation;
import io.idealstream.wire.GroupAccuracy;
import io.idealstream.wire.Quality;
import io.idealstream.wire.Source;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.codec.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random schedules of what happens in production, each from its seed: whatever happens, what is
 * committed in the end is what an undisturbed run commits. Nothing is lost, nothing comes twice,
 * nothing is forgotten.
 *
 * <p>{@code -Dcampaign.seed=17 -Dcampaign.schedules=1} does one of them again.
 */
class CampaignIT {
  private static final long FIRST_SEED = Long.getLong("campaign.seed", 1);
  private static final int SCHEDULES = Integer.getInteger("campaign.schedules", 1);

  private static final MixedFeed FEED = new MixedFeed(360);
  private static final MixedFeedback FEEDBACK = new MixedFeedback(FEED);
  private static final int PART = 60;

  @TempDir static Path folder;
  private static Outcome undisturbed;

  /**
   * What was committed.
   *
   * @param quality of each factor: items judged, and how many right on average, raw and debiased
   */
  private record Outcome(Said said, Map<String, List<Double>> quality) {}

  @BeforeAll
  static void runUndisturbed() throws Exception {
    undisturbed = run("undisturbed", List.of());
  }

  @TestFactory
  Stream<DynamicTest> whateverHappensTheOutputIsThatOfAnUndisturbedRun() {
    return LongStream.range(FIRST_SEED, FIRST_SEED + SCHEDULES)
        .mapToObj(
            seed ->
                DynamicTest.dynamicTest(
                    "seed %d: %s".formatted(seed, kinds(seed)), () -> disturbed(seed)));
  }

  private static List<Act.Kind> kinds(long seed) {
    return Act.schedule(seed).stream().map(Act::kind).toList();
  }

  private static void disturbed(long seed) throws Exception {
    Instant start = Instant.now();
    Outcome outcome = run("seed-" + seed, Act.schedule(seed));
    undisturbed.said.assertSame(outcome.said);
    assertEquals(undisturbed.quality, outcome.quality);
    System.out.printf(
        "seed %d: %s: the output of an undisturbed run, after %d s%n",
        seed, kinds(seed), Duration.between(start, Instant.now()).toSeconds());
  }

  private static Outcome run(String name, List<Act> acts) throws Exception {
    Path place = Files.createDirectories(folder.resolve(name));
    try (Plant plant = new Plant(place)) {
      for (int part = 0; part * PART < FEED.messages().size(); part++) {
        int from = part * PART;
        plant.topics().send(Topic.IMAGES, FEED.messages().subList(from, from + PART));
        plant.topics().send(Topic.FEEDBACK, FEEDBACK.about(from, from + PART));
        if (part < acts.size()) {
          plant.happen(acts.get(part));
        }
      }
      return outcome(plant);
    }
  }

  private static Outcome outcome(Plant plant) throws Exception {
    RunTopics topics = plant.topics();
    Said said = Said.of(topics, FEED);
    topics.await(Topic.WORDS, words -> Said.votes(words, Source.FEEDBACK) == FEEDBACK.votes());
    topics.await(Topic.QUALITY, records -> judged(records) == FEEDBACK.judged());
    topics.await(Topic.HITS, undisturbed == null ? 1 : undisturbed.said.hits().size());
    CommandRun audit = plant.audit();
    assertEquals(0, audit.code(), audit::toString);
    return new Outcome(
        Said.now(topics), quality(topics.all(Topic.QUALITY, Isolation.READ_COMMITTED)));
  }

  private static double judged(List<TopicRecord> records) {
    List<Double> bird = quality(records).get("bird");
    return bird == null ? 0 : Math.rint(bird.get(0));
  }

  private static Map<String, List<Double>> quality(List<TopicRecord> records) {
    Map<String, List<Double>> last = new TreeMap<>();
    for (TopicRecord record : records) {
      Quality quality = Said.read(record, Topic.QUALITY);
      if (quality.factor() != null) {
        last.put(
            quality.factor(),
            List.of(quality.items(), right(quality.raw()), right(quality.debiased())));
      }
    }
    return last;
  }

  /** To six digits: sums of doubles differ with their order. */
  private static double right(GroupAccuracy accuracy) {
    return accuracy.average() == null ? -1 : Math.rint(accuracy.average() * 1e6);
  }
}
