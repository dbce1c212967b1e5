package io.idealstream.stream.space;

import static io.idealstream.estimate.BatchOracle.assertWords;
import static io.idealstream.estimate.BirdSpaces.BIRDS;
import static io.idealstream.estimate.BirdSpaces.BIRDS_OUTSIDE;
import static io.idealstream.estimate.BirdSpaces.gone;
import static io.idealstream.estimate.BirdSpaces.prepared;
import static io.idealstream.stream.space.AccumulateTest.INTERVAL;
import static io.idealstream.stream.space.AccumulateTest.observations;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.idealstream.estimate.Observation;
import io.idealstream.estimate.SourceEstimate;
import io.idealstream.stream.space.AccumulateTest.Subtask;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Words of a space on trial: of the live sums while both would hold the same, else of its own. */
class SharedSumsTest {

  private static final String EQUAL = BIRDS + "estimate: {weighting: counts}\n";
  private static final String TRIAL = onTrial(EQUAL);

  private static String onTrial(String yaml) {
    return yaml.replace("space: birds", "space: birds~trial") + "shadow: true\n";
  }

  private static List<Observation> onTrial(List<Observation> observations) {
    return observations.stream()
        .map(
            one ->
                new Observation(
                    "birds~trial",
                    1,
                    one.feed(),
                    one.source(),
                    one.model(),
                    one.halfLifeMillis(),
                    one.values(),
                    one.time(),
                    one.vector()))
        .toList();
  }

  @Test
  void aTrialBeginsWithTheWordsThatItWillHaveOnceItIsLive() throws Exception {
    List<Observation> observations = observations(BIRDS, 1, 3);
    int half = observations.size() / 2;
    try (Subtask first = Subtask.start().knowing(prepared(BIRDS, 1))) {
      first.take(observations.subList(0, half)).pass(INTERVAL);
      SourceEstimate live = first.estimate();
      first.knowing(prepared(TRIAL, 1));
      SourceEstimate trial = first.estimate();
      assertEquals("birds~trial", trial.space());
      assertEquals(1, trial.spaceVersion());
      assertNotEquals(live.rows()[0], trial.rows()[0], "another weighting");

      // it votes too, for sums that are not asked for
      Subtask subtask = first.restarted();
      try (subtask) {
        List<Observation> rest = observations.subList(half, observations.size());
        subtask.take(rest).take(onTrial(rest)).pass(INTERVAL);
        List<SourceEstimate> both = subtask.estimates();
        assertEquals(
            List.of("birds", "birds~trial"), both.stream().map(SourceEstimate::space).toList());
        subtask.knowing(gone("birds~trial", 1)).knowing(prepared(EQUAL, 2)).pass(INTERVAL);
        SourceEstimate next = subtask.estimate();
        assertEquals("birds", next.space());
        assertArrayEquals(both.get(1).rows(), next.rows());
        assertArrayEquals(both.get(1).support(), next.support());
      }
    }
  }

  @Test
  void whereItemsVoteOtherwiseATrialHasItsOwnWords() throws Exception {
    List<Observation> observations = observations(BIRDS, 1, 4);
    List<Observation> outside = observations(BIRDS_OUTSIDE, 1, 5);
    try (Subtask subtask = Subtask.start().knowing(prepared(BIRDS, 1))) {
      subtask.take(observations).pass(INTERVAL);
      subtask.estimate();
      subtask.knowing(prepared(onTrial(BIRDS_OUTSIDE), 1));
      assertEquals(List.of(), subtask.estimates());
      subtask.take(onTrial(outside)).pass(INTERVAL);
      SourceEstimate own = subtask.estimate();
      assertEquals("birds~trial", own.space());
      assertBatch(BIRDS_OUTSIDE, outside, own);
    }
  }

  @Test
  void aTrialThatNoLongerSharesGoesOnWithItsOwn() throws Exception {
    List<Observation> before = observations(BIRDS, 1, 6);
    List<Observation> since = observations(BIRDS, 1, 7);
    try (Subtask subtask = Subtask.start().knowing(prepared(BIRDS, 1))) {
      subtask.take(before).knowing(prepared(onTrial(BIRDS), 1));
      subtask.take(since).take(onTrial(since)).pass(INTERVAL);
      subtask.estimates();
      subtask.knowing(gone("birds", 1)).pass(INTERVAL);
      SourceEstimate own = subtask.estimate();
      assertEquals("birds~trial", own.space());
      assertBatch(BIRDS, since, own);
    }
  }

  private static void assertBatch(String yaml, List<Observation> observations, SourceEstimate found)
      throws Exception {
    assertWords(AccumulateTest.oracle(yaml, observations).words(), found);
  }
}
