package io.idealstream.cli.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.wire.Drift;
import io.idealstream.wire.DriftScore;
import io.idealstream.wire.DriftState;
import io.idealstream.wire.DriftVersions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelsSinceTest {

  private static final Instant SINCE = Instant.parse("2026-01-01T10:00:00Z");

  private final LabelsSince labels =
      new LabelsSince(
          new Drift(
              "birds",
              "cam-1",
              "place",
              "lake",
              "share",
              DriftState.STARTED,
              SINCE,
              SINCE.plusSeconds(60),
              null,
              600,
              500,
              "Since then.",
              List.of(),
              new DriftVersions(1, 1, "sha256:one")));

  private void score(String feed, int minute, double average, int items, Double score) {
    Instant from = SINCE.plusSeconds(60L * minute);
    Map<String, Map<String, Double>> accuracy =
        Map.of("bird", Map.of("average", average, "duck/lake", 0.0));
    labels.note(
        new DriftScore(
            "birds",
            feed,
            from,
            from.plusSeconds(60),
            items,
            0,
            0,
            Map.of(),
            accuracy,
            score,
            Map.of(),
            1));
  }

  @Test
  void nothingIsKnownWhereFeedbackSaysNothing() {
    score("cam-1", -1, 0, 10, 5.0);
    score("cam-2", 1, 0, 10, 5.0);
    assertEquals(
        "Not known: feedback has judged no label of the feed since then.", labels.sentence());
  }

  @Test
  void withoutAReferenceNothingIsSaidOfChanges() {
    score("cam-1", 0, 0.5, 10, null);
    assertEquals(
        "Right since then by feedback: of `bird` 50.0 %. What is normal is not known yet.",
        labels.sentence());
  }

  @Test
  void labelsThatRaisedNoAlarmAreSaidToBeAsRightAsBefore() {
    score("cam-1", 0, 1.0, 10, 0.02);
    score("cam-1", 1, 0.5, 30, 0.25);
    assertEquals(
        "Accuracy is unchanged, on average and in each group: 0.25 of an alarm at most."
            + " Right since then by feedback: of `bird` 62.5 %.",
        labels.sentence());
    score("cam-1", 2, 0.0, 0, 1.5);
    assertEquals(
        "Accuracy has changed too: see drift list. Right since then by feedback: of `bird` 62.5 %.",
        labels.sentence());
  }
}
