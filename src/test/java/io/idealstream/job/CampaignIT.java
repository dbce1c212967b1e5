package io.idealstream.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.cli.CommandRun;
import io.idealstream.client.Isolation;
import io.idealstream.wire.Source;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.decision.Decision;
import io.idealstream.wire.decision.VerdictState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random schedules of what happens in production, each from its seed: whatever happens, what is
 * committed in the end is what an undisturbed run commits. Nothing is lost, nothing comes twice,
 * nothing is forgotten; and decisions are those that policies find over the labels and hits that
 * were committed, in the order of time.
 *
 * <p>{@code -Dcampaign.seed=17 -Dcampaign.schedules=1} does one of them again.
 */
@Tag("long")
class CampaignIT {
  private static final long FIRST_SEED = Long.getLong("campaign.seed", 1);
  private static final int SCHEDULES = Integer.getInteger("campaign.schedules", 1);

  /** Windows of what comes before the pause end once time goes on behind it. */
  private static final int PAUSE_AT = 180;

  private static final MixedFeed FEED = new MixedFeed(360, PAUSE_AT, Duration.ofMinutes(2));
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
    assertEquals(
        Set.of(
            "tag",
            "review",
            "restrict",
            "visit",
            "feature",
            "HELD_BACK",
            "shadow",
            "sampled",
            "revised"),
        kinds(undisturbed.said.decisions().values()));
  }

  /** What there is among decisions. */
  private static Set<String> kinds(Collection<Decision> decisions) {
    Set<String> kinds = new TreeSet<>();
    for (Decision one : decisions) {
      if (one.action() != null) {
        kinds.add(one.action().name());
      }
      if (one.policies().stream().anyMatch(said -> said.state() == VerdictState.HELD_BACK)) {
        kinds.add("HELD_BACK");
      }
      if (one.isShadow()) {
        kinds.add("shadow");
      }
      if (!one.sampled().isEmpty()) {
        kinds.add("sampled");
      }
      if (one.revises() != null) {
        kinds.add("revised");
      }
    }
    return kinds;
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
      plant.topics().send(Topic.QUERIES, List.of(MixedPolicies.query()));
      plant.topics().send(Topic.POLICIES, MixedPolicies.messages());
      plant.topics().await(Topic.STATUS, MixedPolicies::areActive);
      for (int part = 0; part * PART < FEED.messages().size(); part++) {
        int from = part * PART;
        if (from == PAUSE_AT) {
          // a partition that an outage silences must not come behind its windows
          plant.topics().await(Topic.LABELS, MixedFeed.good(from));
        }
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
    Said.of(topics, FEED);
    topics.send(Topic.IMAGES, List.of(FEED.last()));
    topics.await(Topic.LABELS, FEED.good() + 1);
    topics.await(Topic.WORDS, words -> Said.votes(words, Source.FEEDBACK) == FEEDBACK.votes());
    topics.await(Topic.QUALITY, records -> LiveQuality.judged(records) == FEEDBACK.judged());
    topics.await(Topic.HITS, hits -> MixedPolicies.areClosed(FEED, hits));
    topics.await(Topic.HITS, undisturbed == null ? 1 : undisturbed.said.hits().size());
    topics.await(Topic.DECISIONS, found -> found.size() >= decisions(topics));
    CommandRun audit = plant.audit();
    assertEquals(0, audit.code(), audit::toString);
    Said said = Said.now(topics);
    assertDecided(MixedPolicies.decide(topics), said.decisions());
    return new Outcome(said, LiveQuality.last(topics.all(Topic.QUALITY, Isolation.READ_COMMITTED)));
  }

  private static int decisions(RunTopics topics) {
    return undisturbed == null
        ? MixedPolicies.decide(topics).size()
        : undisturbed.said.decisions().size();
  }

  /** Whole decisions, with the very labels and hits that are committed. */
  private static void assertDecided(List<Decision> expected, Map<String, Decision> found) {
    Map<String, Decision> named = Said.byNumber(expected.stream());
    assertEquals(named.keySet(), found.keySet());
    named.forEach((name, decision) -> assertEquals(decision, found.get(name)));
  }
}
