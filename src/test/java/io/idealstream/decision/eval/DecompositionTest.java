package io.idealstream.decision.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.idealstream.math.Anchor;
import io.idealstream.math.CellSums;
import io.idealstream.math.Factor;
import io.idealstream.math.FactorSpace;
import io.idealstream.math.IdealWords;
import io.idealstream.math.RealWords;
import io.idealstream.math.Score;
import io.idealstream.math.Weighting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DecompositionTest {

  private static final double CLOSE = 1e-9;
  private static final FactorSpace SPACE =
      FactorSpace.of(
          Factor.uniform("color", "red", "blue", "green"),
          Factor.uniform("object", "car", "house", "cat", "dog"));

  @Test
  void scoresInAllModesAreThoseOfNumpy() {
    JsonNode golden = GoldenTables.of("decomposition");
    CellSums cells = new CellSums(SPACE, Anchor.origin(5));
    for (int z = 0; z < SPACE.cells(); z++) {
      cells.add(SPACE.cellAt(z), GoldenTables.doubles(golden.get("vectors").get(z)), 1);
    }
    double[] singles =
        GoldenTables.list(golden.get("singles")).stream()
            .map(GoldenTables::doubles)
            .flatMapToDouble(java.util.Arrays::stream)
            .toArray();
    IdealWords real = RealWords.approximation(SPACE, singles);
    List<Long> progress = new ArrayList<>();
    Decomposition found =
        Decomposition.of(
            cells,
            Weighting.CELLS.fit(cells),
            Optional.of(real),
            (done, whole) -> progress.add(100 * done / whole));
    assertEquals(12, found.cells());
    assertEquals(golden.get("r2").asDouble(), found.r2().getAsDouble(), CLOSE);
    assertEquals(golden.get("accuracy").asDouble(), found.accuracy().getAsDouble(), CLOSE);
    assertEquals(3, found.scores().size());
    for (Decomposition.Scores scores : found.scores()) {
      JsonNode expected = golden.get("scores").get(scores.mode().toString());
      compare(expected.get(0), scores.idealWords());
      compare(expected.get(1), scores.realWords());
      compare(expected.get(2), scores.average());
    }
    assertEquals(progress.stream().sorted().toList(), progress);
    assertEquals(100, progress.get(progress.size() - 1));
  }

  private static void compare(JsonNode expected, Optional<Score> found) {
    assertEquals(expected.get("mean").asDouble(), found.orElseThrow().mean(), CLOSE);
    assertEquals(expected.get("sd").asDouble(), found.orElseThrow().sd(), CLOSE);
  }
}
