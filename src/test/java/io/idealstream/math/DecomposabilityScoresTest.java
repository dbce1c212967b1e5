package io.idealstream.math;

import static io.idealstream.math.Golden.assertClose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class DecomposabilityScoresTest {

  @TestFactory
  Stream<DynamicTest> scoresAndAccuraciesAgreeWithNumpy() {
    return Golden.stream(Golden.read("scores.json"))
        .map(golden -> DynamicTest.dynamicTest(golden.get("name").asText(), () -> check(golden)));
  }

  private static void check(JsonNode golden) {
    CellSums cells = Golden.cells(golden, Anchor.origin(Golden.dimension(golden)));
    IdealWords ideal = Weighting.named(golden.get("weighting").asText()).fit(cells);
    for (ScoreMode mode : ScoreMode.values()) {
      JsonNode expected = golden.get("scores").get(mode.toString());
      assertScore(expected.get("idealWords"), DecomposabilityScores.words(cells, ideal, mode));
      assertScore(
          expected.get("average"), DecomposabilityScores.average(cells, mode, Progress.SILENT));
    }
    assertEquals(
        golden.get("accuracy").get("idealWords").asDouble(),
        NearestNeighbours.accuracy(cells, ideal, Progress.SILENT).getAsDouble(),
        1e-12);
    if (!golden.get("singles").isNull()) {
      checkRealWords(golden, cells);
    }
  }

  private static void checkRealWords(JsonNode golden, CellSums cells) {
    double[] singles = Golden.matrix(golden.get("singles"));
    IdealWords real = RealWords.approximation(cells.space(), singles);
    for (ScoreMode mode : ScoreMode.values()) {
      assertScore(
          golden.get("scores").get(mode.toString()).get("realWords"),
          DecomposabilityScores.words(cells, real, mode));
    }
    assertEquals(
        golden.get("accuracy").get("realWords").asDouble(),
        NearestNeighbours.accuracy(cells, real, Progress.SILENT).getAsDouble(),
        1e-12);
  }

  private static void assertScore(JsonNode expected, Optional<Score> actual) {
    assertEquals(expected.isNull(), actual.isEmpty());
    if (actual.isPresent()) {
      assertClose(expected.get("mean").asDouble(), actual.get().mean(), 1e-12, "mean");
      assertClose(expected.get("sd").asDouble(), actual.get().sd(), 1e-7, "sd");
    }
  }

  /** Four vectors at right angles: nothing in common but what the words of a 2 x 2 grid can say. */
  @Test
  void fourOrthogonalVectorsHaveTheScoresThatCanBeWorkedOutByHand() {
    FactorSpace space =
        FactorSpace.of(
            Factor.uniform("color", "blue", "red"), Factor.uniform("object", "car", "house"));
    CellSums cells = new CellSums(space, Anchor.origin(4));
    int place = 0;
    for (Cell cell : Spaces.all(space)) {
      double[] vector = new double[4];
      vector[place++] = 1;
      cells.add(cell, vector, 1);
    }
    IdealWords words = Weighting.PRODUCT.fit(cells);
    assertEquals(3, words.rank());
    assertTrue(words.estimable());
    assertEquals(2.0 / 3, words.r2().getAsDouble(), 1e-15);
    assertClose(new double[] {0.25, 0.25, -0.25, -0.25}, words.word(0, 0), 1e-15, "blue");
    assertEquals(
        Optional.of(new Score(0.25, 0)), DecomposabilityScores.words(cells, words, ScoreMode.SQ));
    assertEquals(
        Optional.of(new Score(2, 0)),
        DecomposabilityScores.average(cells, ScoreMode.SQ, Progress.SILENT));
    assertEquals(
        Optional.of(new Score(0.5, 0)), DecomposabilityScores.words(cells, words, ScoreMode.PAPER));
    assertEquals(1, NearestNeighbours.accuracy(cells, words, Progress.SILENT).getAsDouble());
  }

  @Test
  void manyCellsGiveTheSameSquaredAverageAsTheirPairs() {
    Random random = new Random(2);
    for (int dimension : new int[] {1, 2, 3, 5}) {
      FactorSpace space = Spaces.of(4, 3);
      CellSums cells = Spaces.noise(random, space, dimension, Spaces.all(space));
      List<double[]> means = new ArrayList<>();
      cells.cells().values().forEach(sum -> means.add(sum.mean()));
      double[] pairs = new double[means.size() * (means.size() - 1) / 2];
      int pair = 0;
      for (int z = 0; z < means.size(); z++) {
        for (int other = 0; other < z; other++) {
          for (int j = 0; j < dimension; j++) {
            pairs[pair] += Math.pow(means.get(z)[j] - means.get(other)[j], 2);
          }
          pair++;
        }
      }
      Score score = DecomposabilityScores.average(cells, ScoreMode.SQ, Progress.SILENT).get();
      Score expected = Score.of(pairs);
      assertClose(expected.mean(), score.mean(), 1e-12, "mean");
      assertClose(expected.sd(), score.sd(), 1e-9, "sd");
    }
  }

  /**
   * Floats are kept as they come, doubles are summed up: the same bits of an odd number of both.
   */
  @Test
  void vectorsOfEitherPrecisionGiveTheSameWordsAndScores() {
    Random random = new Random(3);
    FactorSpace space = Spaces.of(3, 5);
    CellSums kept = new CellSums(space, Anchor.origin(7));
    CellSums summed = new CellSums(space, Anchor.origin(7));
    for (Cell cell : Spaces.all(space)) {
      float[] vector = new float[7];
      double[] wide = new double[7];
      for (int j = 0; j < vector.length; j++) {
        vector[j] = (float) random.nextGaussian();
        wide[j] = vector[j];
      }
      kept.add(cell, vector, 1);
      summed.add(cell, wide, 1);
    }
    for (Weighting weighting : Weighting.values()) {
      IdealWords words = weighting.fit(summed);
      assertArrayEquals(words.rows(), weighting.fit(kept).rows());
      assertArrayEquals(words.squaredDistances(summed), words.squaredDistances(kept));
      int z = 0;
      for (Cell cell : Spaces.all(space)) {
        double[] mean = kept.cells().get(cell).mean();
        double[] approximation = words.approximation(cell);
        double squares = 0;
        for (int j = 0; j < mean.length; j++) {
          squares += Math.pow(mean[j] - approximation[j], 2);
        }
        assertClose(squares, words.squaredDistances(kept)[z++], 1e-12, "distance");
      }
    }
  }

  @Test
  void wordsThatLeaveASeenCellOpenHaveNoScore() {
    CellSums cells = new CellSums(Spaces.of(2, 2), Anchor.origin(1));
    cells.add(Cell.of(0, 0), new double[] {1}, 1);
    IdealWords none = Weighting.PRODUCT.fit(cells);
    assertTrue(DecomposabilityScores.words(cells, none, ScoreMode.SQ).isEmpty());
    assertTrue(NearestNeighbours.accuracy(cells, none, Progress.SILENT).isEmpty());
    assertTrue(DecomposabilityScores.average(cells, ScoreMode.SQ, Progress.SILENT).isEmpty());
    IdealWords byCells = Weighting.CELLS.fit(cells);
    assertEquals(new Score(0, 0), DecomposabilityScores.words(cells, byCells, ScoreMode.SQ).get());
  }

  @Test
  void longWorkReportsItsProgressUpToTheEnd() {
    FactorSpace space = Spaces.of(25, 24);
    CellSums cells = Spaces.noise(new Random(1), space, 2, Spaces.all(space));
    List<Long> steps = new ArrayList<>();
    List<Long> wholes = new ArrayList<>();
    DecomposabilityScores.average(
        cells,
        ScoreMode.DIST,
        (done, whole) -> {
          steps.add(done);
          wholes.add(whole);
        });
    assertEquals(List.of(120_704L, 175_872L, 179_700L), steps.subList(0, 3));
    assertTrue(wholes.stream().allMatch(whole -> whole == 179_700));
  }

  @Test
  void realWordsMustCoverTheValues() {
    FactorSpace space = Spaces.of(2, 2);
    assertThrows(
        IllegalArgumentException.class, () -> RealWords.approximation(space, new double[7]));
    assertThrows(
        IllegalArgumentException.class, () -> RealWords.approximation(space, new double[0]));
    double[] broken = {1, 2, 3, Double.NaN};
    assertThrows(IllegalArgumentException.class, () -> RealWords.approximation(space, broken));
  }

  @Test
  void modesAndWeightingsAreKnownByTheirNames() {
    assertEquals(ScoreMode.PAPER, ScoreMode.named("paper"));
    assertEquals(Weighting.COUNTS, Weighting.named("counts"));
    assertThrows(IllegalArgumentException.class, () -> ScoreMode.named("PAPER"));
    assertThrows(IllegalArgumentException.class, () -> Weighting.named("count"));
  }
}
