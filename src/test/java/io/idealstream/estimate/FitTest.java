package io.idealstream.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.math.Anchor;
import io.idealstream.math.Decayed;
import io.idealstream.math.ForwardDecay;
import io.idealstream.math.VectorSum;
import io.idealstream.wire.Source;
import io.idealstream.wire.Word;
import io.idealstream.wire.space.Phrasebook;
import io.idealstream.wire.space.SpaceDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FitTest {
  private static final long HALF_LIFE = 60_000;
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private static KnownSpace space() {
    SpaceDefinition birds = BirdSpaces.definition(BirdSpaces.BIRDS);
    return new KnownSpace(1, "m", birds, birds.factorSpace(), new Phrasebook(birds));
  }

  private static void vote(
      Map<String, Decayed<VectorSum>> cells, String bird, String place, Instant time) {
    ForwardDecay decay = ForwardDecay.withHalfLife(Duration.ofMillis(HALF_LIFE));
    Decayed<VectorSum> sum =
        new Decayed<>(decay, new VectorSum(Anchor.origin(2)), decay.landmark(NOW.toEpochMilli()));
    sum.sums().add(new float[] {0.6f, 0.8f}, sum.weightAt(time.toEpochMilli()));
    cells.put(CellName.of(Map.of("bird", bird, "place", place)), sum);
  }

  /** At the bound of 100,000 cells a copy of them is 412 MB. */
  @Test
  void sumsAreLetGoOfWhileTheyAreTakenOverAndWhatIsForgottenHasNoVote() {
    Map<String, Decayed<VectorSum>> cells = new TreeMap<>();
    vote(cells, "duck", "lake", NOW);
    vote(cells, "owl", "lake", NOW);
    vote(cells, "owl", "wood", NOW.minusMillis(20 * HALF_LIFE));
    Fit fit = Fit.of(space(), cells, NOW).orElseThrow();
    assertEquals(Map.of(), cells);
    SourceEstimate estimate =
        fit.estimate(new EstimateKey("m", "birds", Source.IMAGES, Word.EVERY_FEED));
    assertEquals(2, estimate.rank());
  }
}
