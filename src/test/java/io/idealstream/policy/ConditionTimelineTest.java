package io.idealstream.policy;

import static io.idealstream.policy.ConditionThings.drift;
import static io.idealstream.policy.ConditionThings.of;
import static io.idealstream.policy.ConditionThings.quality;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.wire.Drift;
import io.idealstream.wire.DriftState;
import io.idealstream.wire.Label;
import io.idealstream.wire.TrialName;
import io.idealstream.wire.Word;
import io.idealstream.wire.decision.FeedDrift;
import io.idealstream.wire.decision.LabelQuality;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTimelineTest {

  private static final Instant NOON = Things.TIME;

  private final ConditionTimeline timeline = new ConditionTimeline();

  private static Item item(String feed, Instant time) {
    return new Item("i", feed, time, null, Map.of());
  }

  private Conditions at(String feed, Instant time, String... spaces) {
    return timeline.at(item(feed, time), Map.of(), Set.of(spaces));
  }

  @Test
  void aDriftIsKnownFromItsOwnMillisecondUntilThatOfItsEnd() {
    timeline.put(of(drift("birds", "cam", "place", DriftState.STARTED, NOON)));
    timeline.put(of(drift("birds", "cam", "place", DriftState.RECOVERED, NOON.plusMillis(10))));
    assertEquals(List.of(), at("cam", NOON.minusMillis(1)).drifts());
    assertEquals("place", at("cam", NOON).drifts().get(0).factor());
    assertEquals("place", at("cam", NOON.plusMillis(9)).drifts().get(0).factor());
    assertEquals(Conditions.NONE, at("cam", NOON.plusMillis(10)));
    assertEquals(Conditions.NONE, at("zoo", NOON));
  }

  @Test
  void aDriftOfLabelsIsAnotherThanThatOfItems() {
    timeline.put(of(drift("birds", "cam", "place", DriftState.STARTED, NOON)));
    var ofLabels =
        new Drift(
            "birds",
            "cam",
            "bird",
            null,
            "accuracy",
            DriftState.STARTED,
            NOON,
            NOON,
            null,
            20,
            10,
            "worse",
            List.of(),
            drift("birds", "cam", "place", DriftState.STARTED, NOON).versions(),
            NOON.plusMillis(5));
    timeline.put(of(ofLabels));
    timeline.put(of(drift("birds", "cam", "place", DriftState.RECOVERED, NOON.plusMillis(10))));
    assertEquals(2, at("cam", NOON.plusMillis(5)).drifts().size());
    assertEquals("accuracy", at("cam", NOON.plusMillis(10)).drifts().get(0).signal());
  }

  @Test
  void aDriftOfAllFeedsTogetherIsOneOfEach() {
    timeline.put(of(drift("birds", Word.EVERY_FEED, "place", DriftState.STARTED, NOON)));
    assertEquals(1, at("cam", NOON).drifts().size());
    assertEquals(1, at("zoo", NOON).drifts().size());
  }

  @Test
  void aClockThatIsSetBackDoesNotTurnTheOrderRound() {
    timeline.put(of(drift("birds", "cam", "place", DriftState.STARTED, NOON)));
    timeline.put(of(drift("birds", "cam", "place", DriftState.RECOVERED, NOON.minusSeconds(60))));
    assertEquals(1, at("cam", NOON).drifts().size());
    assertEquals(Conditions.NONE, at("cam", NOON.plusMillis(1)));
  }

  @Test
  void qualityIsThatOfTheSpacesOfTheLabelsInTheirVersionAndOfThoseThatAreAskedFor() {
    timeline.put(of(quality("birds", "bird", 0.5, "owl/sea", NOON)));
    timeline.put(of(quality("scenes", "background", 0.25, "sea", NOON)));
    Label birds = Things.label("birds", Map.of());
    assertEquals(3, birds.spaceVersion());
    Map<String, Label> labels = Map.of("birds", birds);
    Item item = item("cam", NOON);
    assertEquals(List.of("birds"), spaces(timeline.at(item, labels, Set.of())));
    assertEquals(List.of("birds", "scenes"), spaces(timeline.at(item, labels, Set.of("scenes"))));
    Label newer = new Label("i", "cam", NOON, "birds", 4, "sha256:x", 1, birds.source(), Map.of());
    assertEquals(List.of(), spaces(timeline.at(item, Map.of("birds", newer), Set.of("birds"))));
    assertEquals(Set.of("birds", "scenes"), timeline.measured());
  }

  private static List<String> spaces(Conditions conditions) {
    return conditions.quality().stream().map(LabelQuality::space).toList();
  }

  @Test
  void whatNobodyDatedAndWhatIsOnTrialOrNotHeldAgainstFeedbackIsNoCondition() {
    assertEquals(
        Optional.empty(), Condition.of(drift("birds", "cam", "place", DriftState.STARTED, null)));
    assertEquals(Optional.empty(), Condition.of(quality("birds", "bird", 0.5, "g", null)));
    assertEquals(Optional.empty(), Condition.of(quality("birds", null, 0.5, "g", NOON)));
    String onTrial = TrialName.of("birds");
    assertEquals(Optional.empty(), Condition.of(quality(onTrial, "bird", 0.5, "g", NOON)));
    assertEquals(
        Optional.empty(), Condition.of(drift(onTrial, "cam", "x", DriftState.STARTED, NOON)));
  }

  @Test
  void ofManyTheOldestGo() {
    for (int i = 0; i <= ConditionTimeline.MOST; i++) {
      timeline.put(of(quality("birds", "bird", i / 2000.0, "g", NOON.plusMillis(i))));
    }
    assertEquals(List.of(), spaces(at("cam", NOON, "birds")));
    assertEquals(
        0.5 / 1000, at("cam", NOON.plusMillis(1), "birds").quality().get(0).debiased().worst());
  }

  @Test
  void whatOnlyVeryLateItemsWouldAskForIsForgotten() {
    Instant kept = NOON.plus(ConditionTimeline.KEPT);
    timeline.put(of(quality("birds", "bird", 0.25, "g", NOON.minusMillis(1))));
    timeline.put(of(quality("birds", "bird", 0.5, "g", NOON)));
    timeline.put(of(drift("birds", "cam", "place", DriftState.STARTED, NOON.minusMillis(9))));
    timeline.put(of(drift("birds", "cam", "place", DriftState.RECOVERED, NOON)));
    assertEquals(List.of(), timeline.prune(kept.minusMillis(1)));
    assertEquals(2, timeline.prune(kept).size());
    assertEquals(Conditions.NONE, at("cam", NOON.minusMillis(1), "birds"));
    assertEquals(0.5, at("cam", NOON, "birds").quality().get(0).debiased().worst());
    assertNull(
        timeline.toBytes(of(drift("birds", "cam", "place", DriftState.STARTED, NOON)).subject()));
    assertEquals(List.of(), timeline.prune(kept.plusSeconds(1)));
  }

  /** Against a search through all that was ever put, in the same order. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void atEachTimeItIsWhatWasSaidLastUpToThen(long seed) {
    Random random = new Random(seed);
    List<Condition> said = new ArrayList<>();
    ConditionTimeline known = timeline;
    long clock = 0;
    for (int i = 0; i < 400; i++) {
      clock += 1 + random.nextInt(50);
      Condition next = random(random, NOON.plusMillis(clock));
      said.add(next);
      known.put(next);
      if (random.nextInt(50) == 0) {
        known = restored(known, said);
      }
      long then = random.nextInt((int) clock + 10);
      Instant time = NOON.plusMillis(then);
      String feed = "cam-" + random.nextInt(3);
      Set<String> spaces =
          new TreeSet<>(List.of("s-" + random.nextInt(3), "s-" + random.nextInt(3)));
      Conditions expected = brute(said, feed, spaces, time);
      assertEquals(expected, known.at(item(feed, time), Map.of(), spaces));
      assertEquals(expected, Conditions.of(expected.toBytes()));
    }
    assertTrue(said.stream().anyMatch(one -> one.drift() == null && one.quality() == null));
  }

  private static ConditionTimeline restored(ConditionTimeline before, List<Condition> said) {
    ConditionTimeline after = new ConditionTimeline();
    said.stream()
        .map(Condition::subject)
        .distinct()
        .forEach(one -> after.restore(before.toBytes(one)));
    return after;
  }

  private static Condition random(Random random, Instant time) {
    String space = "s-" + random.nextInt(3);
    if (random.nextBoolean()) {
      Double worst = random.nextInt(4) == 0 ? null : random.nextDouble();
      return of(quality(space, "f-" + random.nextInt(2), worst, worst == null ? null : "g", time));
    }
    DriftState state = DriftState.values()[random.nextInt(3)];
    String factor = random.nextBoolean() ? null : "f-" + random.nextInt(2);
    return of(drift(space, "cam-" + random.nextInt(3), factor, state, time));
  }

  private static Conditions brute(
      List<Condition> said, String feed, Set<String> spaces, Instant time) {
    Set<String> seen = new TreeSet<>();
    List<FeedDrift> drifts = new ArrayList<>();
    List<LabelQuality> quality = new ArrayList<>();
    for (int i = said.size() - 1; i >= 0; i--) {
      Condition one = said.get(i);
      if (one.knownFrom().isAfter(time) || !seen.add(one.subject().toString())) {
        continue;
      }
      if (one.drift() != null && feed.equals(one.subject().feed())) {
        drifts.add(one.drift());
      }
      if (one.quality() != null && spaces.contains(one.subject().space())) {
        quality.add(one.quality());
      }
    }
    drifts.sort((a, b) -> a.space().compareTo(b.space()));
    quality.sort((a, b) -> (a.space() + a.factor()).compareTo(b.space() + b.factor()));
    return new Conditions(drifts, quality);
  }
}
