package io.idealstream.estimate;

import static io.idealstream.estimate.ScoresOracle.deviation;
import static io.idealstream.estimate.ScoresOracle.mean;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.idealstream.math.Anchor;
import io.idealstream.math.CellSums;
import io.idealstream.math.FactorSpace;
import io.idealstream.math.Weighting;
import io.idealstream.wire.Scores;
import io.idealstream.wire.space.SpaceDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CellScoresTest {

  private final Random random = new Random(1);

  private static SpaceDefinition grid(int birds, int places) {
    return BirdSpaces.definition(
        """
        space: grid
        templates: ["{bird} {place}"]
        plain: {bird: ["{bird}"]}
        factors:
          bird: {role: label, values: {%s}}
          place: {role: spurious, values: {%s}}
        """
            .formatted(values("b", birds), values("p", places)));
  }

  private static String values(String letter, int number) {
    return IntStream.range(0, number)
        .mapToObj(v -> "%s%d: [\"%s%d\"]".formatted(letter, v, letter, v))
        .collect(Collectors.joining(", "));
  }

  /** Adds vectors that are nearly sums of words to a cell. */
  private void see(CellSums sums, ScoresOracle oracle, int bird, int place, int times) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("bird", "b" + bird);
    values.put("place", "p" + place);
    for (int n = 0; n < times; n++) {
      float[] vector = new float[4];
      for (int j = 0; j < vector.length; j++) {
        double words = 1 + Math.sin(bird + j) + Math.cos(3 * place + j) / 2;
        vector[j] = (float) (words + 0.2 * random.nextGaussian());
      }
      sums.add(sums.space().cell(values.get("bird"), values.get("place")), vector, 1);
      oracle.add(values, vector);
    }
  }

  private static CellSums empty(SpaceDefinition definition) {
    return new CellSums(definition.factorSpace(), Anchor.origin(4));
  }

  @Test
  void scoresAreThoseOfEveryCellAndEveryPairOfCells() {
    SpaceDefinition definition = grid(3, 4);
    CellSums sums = empty(definition);
    ScoresOracle oracle = new ScoresOracle(definition);
    for (int z = 0; z < 11; z++) {
      see(sums, oracle, z % 3, z / 3, 1 + z % 4);
    }

    Scores scores = new CellScores(sums).ofFit(Weighting.CELLS.fit(sums), Weighting.CELLS);

    double[] distances = oracle.distancesFrom(oracle.words());
    assertEquals(mean(distances), scores.idealWords().mean(), 1e-9);
    assertEquals(deviation(distances), scores.idealWords().sd(), 1e-9);
    double[] pairs = oracle.distancesOfPairs();
    assertEquals(mean(pairs), scores.average().mean(), 1e-9);
    assertEquals(deviation(pairs), scores.average().sd(), 1e-9);
    assertEquals(oracle.noiseFloor(6), scores.noiseFloor(), 1e-9);
    assertEquals(oracle.accuracy(oracle.words()), scores.accuracy(), 1e-9);
    assertEquals(11, scores.cells());
    assertEquals(oracle.agreement(1, 4), scores.agreement().get("bird"), 1e-9);
    assertEquals(oracle.agreement(4, 8), scores.agreement().get("place"), 1e-9);
  }

  /** Each weighting says the same of the same cells, but for its own words. */
  @Test
  void agreementIsOfCellsAndCountsWhateverTheWeighting() {
    SpaceDefinition definition = grid(2, 3);
    CellSums sums = empty(definition);
    ScoresOracle oracle = new ScoresOracle(definition);
    for (int z = 0; z < 6; z++) {
      see(sums, oracle, z % 2, z / 2, 1 + 3 * (z % 3));
    }
    for (Weighting weighting : Weighting.values()) {
      Scores scores = new CellScores(sums).ofFit(weighting.fit(sums), weighting);
      assertEquals(oracle.agreement(1, 3), scores.agreement().get("bird"), 1e-9);
    }
  }

  @Test
  void whatIsNotKnownIsNull() {
    SpaceDefinition definition = grid(2, 2);
    CellSums sums = empty(definition);
    ScoresOracle oracle = new ScoresOracle(definition);
    see(sums, oracle, 0, 0, 1);
    Scores alone = new CellScores(sums).ofFit(Weighting.CELLS.fit(sums), Weighting.CELLS);
    assertEquals(0, alone.idealWords().mean(), 1e-9);
    assertNull(alone.average());
    assertNull(alone.noiseFloor());
    assertNull(alone.agreement());

    see(sums, oracle, 1, 1, 2);
    Scores missing = new CellScores(sums).ofFit(Weighting.PRODUCT.fit(sums), Weighting.PRODUCT);
    assertNull(missing.idealWords());
    assertNull(missing.accuracy());
    assertNull(missing.noiseFloor());
    assertNotNull(missing.average());
  }

  @Test
  void beyondSoManyCellsPairsAreLeftOutAndMeansStay() {
    SpaceDefinition definition = grid(19, 14);
    FactorSpace space = definition.factorSpace();
    CellSums sums = empty(definition);
    ScoresOracle oracle = new ScoresOracle(definition);
    for (int z = 0; z < space.cells(); z++) {
      see(sums, oracle, z % 19, z / 19, 1);
    }
    Scores scores = new CellScores(sums).ofFit(Weighting.CELLS.fit(sums), Weighting.CELLS);
    assertEquals(266, scores.cells());
    assertNull(scores.accuracy());
    assertNull(scores.average().sd());
    assertEquals(mean(oracle.distancesOfPairs()), scores.average().mean(), 1e-9);
    assertNotNull(scores.idealWords().sd());
    assertEquals(List.of("bird", "place"), List.copyOf(scores.agreement().keySet()));
  }
}
