package io.idealstream.math;

import static io.idealstream.math.Golden.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class UncertaintyTest {

  private static final double TOLERANCE = 1e-9;

  @TestFactory
  Stream<DynamicTest> priorsErrorsAndSharesAgreeWithNumpy() {
    return Golden.stream(Golden.read("uncertainty.json"))
        .map(golden -> DynamicTest.dynamicTest(golden.get("name").asText(), () -> check(golden)));
  }

  private static void check(JsonNode golden) {
    FactorSpace space = Golden.space(golden);
    IdealWords prior = IdealWords.known(space, Golden.matrix(golden.get("prior")));
    int dimension = prior.dimension();
    double[] strengths = Golden.vector(golden.get("strengths"));
    for (Anchor anchor : List.of(Anchor.origin(dimension), Anchor.at(prior.centre()))) {
      LeastSquares fit =
          LeastSquares.fit(Golden.moments(golden, anchor), Prior.of(prior, strengths));
      checkWords(golden, fit.words());
      checkErrors(golden, fit.words().space(), fit.uncertainty());
    }
    checkEmpirical(golden, prior);
  }

  private static void checkWords(JsonNode golden, IdealWords words) {
    JsonNode rows = golden.get("rows");
    FactorSpace space = words.space();
    assertTrue(words.estimable());
    assertEquals(golden.get("rank").asInt(), words.rank(), "rank");
    assertClose(golden.get("r2").asDouble(), words.r2().getAsDouble(), TOLERANCE, "r2");
    assertClose(Golden.vector(rows.get(0)), words.centre(), TOLERANCE, "centre");
    for (int i = 0; i < space.factors(); i++) {
      for (int v = 0; v < space.values(i); v++) {
        double[] expected = Golden.vector(rows.get(space.row(i, v)));
        assertClose(expected, words.word(i, v), TOLERANCE, "word " + i + ", " + v);
      }
    }
  }

  private static void checkErrors(JsonNode golden, FactorSpace space, Uncertainty uncertainty) {
    double[] errors = Golden.vector(golden.get("errors"));
    double scatter = uncertainty.scatter().getAsDouble();
    assertClose(golden.get("scatter").asDouble(), scatter, TOLERANCE, "scatter");
    assertClose(errors[0], uncertainty.standardErrorOfCentre().getAsDouble(), 1e-9, "centre");
    for (int i = 0; i < space.factors(); i++) {
      for (int v = 0; v < space.values(i); v++) {
        String what = "value " + v + " of factor " + i;
        int row = space.row(i, v);
        assertClose(errors[row], uncertainty.standardError(i, v).getAsDouble(), TOLERANCE, what);
        double share = golden.get("priorShares").get(row - 1).asDouble();
        assertClose(share, uncertainty.priorShare(i, v), TOLERANCE, "prior in " + what);
      }
    }
    assertClose(
        golden.get("contrastError").asDouble(),
        uncertainty.standardError(0, 0, 1).getAsDouble(),
        TOLERANCE,
        "contrast");
    JsonNode presence = golden.get("presence");
    PresenceTest test =
        uncertainty.presence(0, 0, presence.get("dimension").asDouble()).orElseThrow();
    assertClose(presence.get("statistic").asDouble(), test.statistic(), TOLERANCE, "statistic");
    assertClose(presence.get("probability").asDouble(), test.probability(), 1e-7, "probability");
  }

  private static void checkEmpirical(JsonNode golden, IdealWords prior) {
    if (golden.get("empirical").isNull()) {
      return;
    }
    LeastSquares data = LeastSquares.fit(Golden.moments(golden, Anchor.origin(prior.dimension())));
    Prior empirical = EmpiricalPrior.of(data, prior, 7);
    double[] expected = Golden.vector(golden.get("empirical"));
    for (int i = 0; i < expected.length; i++) {
      assertClose(expected[i], empirical.strength(i), 1e-8, "strength of factor " + i);
    }
  }

  @Test
  void errorsOfWordsFittedToCellMeansAgreeWithNumpy() {
    JsonNode golden = Golden.read("mean-fits.json");
    CellSums cells = Golden.cells(golden, Anchor.origin(3));
    checkMeans(golden.get("cells"), Moments.oneVotePerCell(cells));
    checkMeans(golden.get("counts"), Moments.byCount(cells));
    Moments flat =
        Moments.fromArray(cells.space(), cells.anchor(), Moments.oneVotePerCell(cells).toArray());
    flat.scale(0.25);
    checkMeans(golden.get("cells"), flat);
  }

  private static void checkMeans(JsonNode golden, Moments moments) {
    FactorSpace space = moments.space();
    Uncertainty uncertainty = LeastSquares.fit(moments).uncertainty();
    double[] errors = Golden.vector(golden.get("errors"));
    assertClose(
        golden.get("scatter").asDouble(), uncertainty.scatter().getAsDouble(), 1e-9, "scatter");
    for (int i = 0; i < space.factors(); i++) {
      for (int v = 0; v < space.values(i); v++) {
        double error = uncertainty.standardError(i, v).getAsDouble();
        assertClose(errors[space.row(i, v)], error, 1e-9, "value " + v + " of factor " + i);
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> lackOfFitAgreesWithNumpy() {
    return Golden.stream(Golden.read("lack-of-fit.json"))
        .map(
            golden -> DynamicTest.dynamicTest(golden.get("name").asText(), () -> checkFit(golden)));
  }

  private static void checkFit(JsonNode golden) {
    CellSums cells = Golden.cells(golden, Anchor.origin(3));
    // decayed weights are weights in other units: nothing may depend on them
    for (double scale : new double[] {1, 0x1p-90}) {
      cells.scale(scale);
      CellNoise noise = CellNoise.of(cells).orElseThrow();
      IdealWords words = Weighting.COUNTS.fit(cells);
      assertClose(golden.get("scatter").asDouble(), noise.scatter(), 1e-9, "scatter");
      assertClose(golden.get("floor").asDouble(), noise.floor(words), 1e-9, "floor");
      CellNoise.LackOfFit lack =
          noise.lackOfFit(words, golden.get("dimension").asDouble()).orElseThrow();
      assertClose(golden.get("ratio").asDouble(), lack.ratio(), 1e-9, "ratio");
      assertClose(golden.get("probability").asDouble(), lack.probability(), 1e-7, "probability");
    }
  }

  @Test
  void aLonelyEventInEachCellHidesTheNoise() {
    CellSums cells = new CellSums(Spaces.of(2, 2), Anchor.origin(1));
    cells.add(Cell.of(0, 0), new double[] {1}, 1);
    assertTrue(CellNoise.of(cells).isEmpty());
    LeastSquares fit = LeastSquares.fit(Moments.ofEvents(cells));
    assertTrue(fit.uncertainty().scatter().isEmpty());
    assertTrue(fit.uncertainty().standardError(0, 0).isEmpty());
    assertTrue(fit.uncertainty().presence(0, 0, 1).isEmpty());
  }

  /** Simulated: the mean squared error of words over many streams is what the formula says. */
  @Test
  void standardErrorsAreTheErrorsOfRepeatedStreams() {
    Random random = new Random(21);
    FactorSpace space = Spaces.of(2, 3);
    int[][] cells = {{0, 0}, {0, 0}, {0, 0}, {0, 1}, {1, 1}, {1, 2}, {1, 2}};
    double[] weights = {1, 0.5, 2, 1, 1, 0.2, 3};
    double squaredError = 0;
    double expected = 0;
    int trials = 4000;
    for (int trial = 0; trial < trials; trial++) {
      Moments moments = new Moments(space, Anchor.origin(2));
      for (int t = 0; t < cells.length; t++) {
        double[] noise = {random.nextGaussian(), 2 * random.nextGaussian()};
        moments.add(Cell.of(cells[t]), noise, weights[t]);
      }
      LeastSquares fit = LeastSquares.fit(moments);
      double[] word = fit.words().word(1, 2);
      squaredError += word[0] * word[0] + word[1] * word[1];
      expected += Math.pow(fit.uncertainty().standardError(1, 2).getAsDouble(), 2);
    }
    assertEquals(1, squaredError / expected, 0.05);
  }

  @Test
  void withBalancedDataThePriorsShareIsItsPartOfTheEvents() {
    FactorSpace space = Spaces.of(2, 3);
    Moments moments = new Moments(space, Anchor.origin(1));
    for (Cell cell : Spaces.all(space)) {
      for (int repeat = 0; repeat < 4; repeat++) {
        moments.add(cell, new double[] {1}, 1);
      }
    }
    IdealWords zero = IdealWords.known(space, new double[space.rows()]);
    Uncertainty uncertainty = LeastSquares.fit(moments, Prior.of(zero, 5)).uncertainty();
    assertEquals(5.0 / (12 + 5), uncertainty.priorShare(0, 1), 1e-12);
    assertEquals(5.0 / (8 + 5), uncertainty.priorShare(1, 1), 1e-12);
    assertEquals(0, LeastSquares.fit(moments).uncertainty().priorShare(0, 1));
  }

  @Test
  void withoutEventsThePriorIsAllThereIsAndTheCentreIsOpen() {
    Random random = new Random(5);
    FactorSpace space = Spaces.random(random, 3, 4);
    IdealWords prior = Spaces.randomWords(random, space, 3);
    LeastSquares fit = LeastSquares.fit(new Moments(space, Anchor.origin(3)), Prior.of(prior, 2));
    assertFalse(fit.words().hasCentre());
    assertTrue(fit.words().r2().isEmpty());
    for (int i = 0; i < space.factors(); i++) {
      assertClose(prior.words(i), fit.words().words(i), 1e-12, "words");
      assertEquals(1, fit.uncertainty().priorShare(i, 0), 1e-12);
    }
  }

  @Test
  void theCentreOwesNothingToThePrior() {
    FactorSpace space = Spaces.of(2, 2);
    CellSums cells = new CellSums(space, Anchor.origin(2));
    Spaces.all(space).forEach(cell -> cells.add(cell, new double[] {3, -4}, 1));
    double[] far = {100, 100, 1, 0, -1, 0, 0, 1, 0, -1};
    Prior prior = Prior.of(IdealWords.known(space, far), 10);
    IdealWords words = LeastSquares.fit(Moments.ofEvents(cells), prior).words();
    assertClose(new double[] {3, -4}, words.centre(), 1e-12, "centre");
    assertTrue(words.word(0, 0)[0] > 0.5);
  }

  @Test
  void aBlendLiesBetweenTheDataAndThePromptsAndFollowsTheMorePrecise() {
    Random random = new Random(17);
    FactorSpace space = Spaces.of(6, 2);
    IdealWords prompts = Spaces.randomWords(random, space, 20);
    IdealWords truth = prompts.scaled(new double[] {2, 2});
    double dataOnly = 0;
    double blended = 0;
    for (int trial = 0; trial < 20; trial++) {
      Moments moments = new Moments(space, Anchor.origin(20));
      for (int event = 0; event < 60; event++) {
        Cell cell = space.cellAt(random.nextInt(12));
        double[] vector = truth.approximation(cell);
        for (int j = 0; j < vector.length; j++) {
          vector[j] += 2 * random.nextGaussian();
        }
        moments.add(cell, vector, 1);
      }
      dataOnly += error(LeastSquares.fit(moments).words(), truth);
      blended += error(EmpiricalPrior.blend(moments, prompts, 1).words(), truth);
    }
    assertTrue(blended < 0.5 * dataOnly, blended + " against " + dataOnly);
  }

  private static double error(IdealWords words, IdealWords truth) {
    double sum = 0;
    for (int v = 0; v < 6; v++) {
      double[] difference = words.word(0, v);
      Vectors.add(difference, 0, -1, truth.word(0, v), 0, difference.length);
      sum += Vectors.dot(difference, 0, difference, 0, difference.length);
    }
    return sum;
  }

  @Test
  void lengthsAreFittedToTheData() {
    Random random = new Random(18);
    FactorSpace space = Spaces.of(3, 2);
    IdealWords prompts = Spaces.randomWords(random, space, 4);
    IdealWords images = prompts.scaled(new double[] {2.5, 0.5});
    Moments moments = new Moments(space, Anchor.origin(4));
    Spaces.all(space).forEach(cell -> moments.add(cell, images.approximation(cell), 1));
    LeastSquares data = LeastSquares.fit(moments);
    Spaces.assertSame(
        prompts.scaled(new double[] {2.5, 0.5}), EmpiricalPrior.inLengthOf(data, prompts), 1e-10);
  }

  @Test
  void strengthsMustBeFiniteAndOnePerFactor() {
    IdealWords words = Spaces.randomWords(new Random(1), Spaces.of(2, 2), 1);
    assertThrows(IllegalArgumentException.class, () -> Prior.of(words, -1));
    assertThrows(IllegalArgumentException.class, () -> Prior.of(words, Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> Prior.of(words, new double[] {1}));
    Moments other = new Moments(Spaces.of(2, 2), Anchor.origin(2));
    Prior prior = Prior.of(words, 1);
    assertThrows(IllegalArgumentException.class, () -> LeastSquares.fit(other, prior));
  }

  @Test
  void aFactorWithAnOpenWordHasNoPrior() {
    FactorSpace space = Spaces.of(2, 2);
    CellSums cells = new CellSums(space, Anchor.origin(1));
    cells.add(Cell.of(0, 0), new double[] {0}, 1);
    cells.add(Cell.of(1, 0), new double[] {2}, 1);
    IdealWords open = Weighting.CELLS.fit(cells);
    Prior prior = Prior.of(open, 3);
    assertEquals(3, prior.strength(0));
    assertEquals(0, prior.strength(1));
    Moments more = new Moments(space, Anchor.origin(1));
    more.add(Cell.of(0, 0), new double[] {5}, 1);
    IdealWords words = LeastSquares.fit(more, prior).words();
    assertClose(new double[] {1}, words.word(0, 1), 1e-12, "word");
    assertFalse(words.hasWord(1, 0));
    assertEquals(2, words.rank());
  }

  @Test
  void presenceIsTestedOnTheDimensionOfTheNoise() {
    Random random = new Random(30);
    int present = 0;
    int tests = 4000;
    for (int test = 0; test < tests; test++) {
      double[] noise = new double[8];
      for (int j = 0; j < 4; j++) {
        noise[j] = 0.5 * random.nextGaussian();
      }
      present += PresenceTest.of(noise, 1, 4).probability() < 0.05 ? 1 : 0;
    }
    assertEquals(0.05, (double) present / tests, 0.012);
    assertEquals(3, PresenceTest.of(new double[] {2}, 1, 1).squaredLength(), 1e-12);
    assertThrows(IllegalArgumentException.class, () -> PresenceTest.of(new double[] {2}, 0, 1));
  }

  @Test
  void noiseInFewDirectionsHasASmallEffectiveDimension() {
    Random random = new Random(31);
    double[] residuals = new double[300 * 10];
    for (int s = 0; s < 300; s++) {
      for (int j = 0; j < 3; j++) {
        residuals[s * 10 + j] = random.nextGaussian();
      }
    }
    assertEquals(3, EffectiveDimension.of(residuals, 10), 0.3);
    assertEquals(10, EffectiveDimension.of(new double[0], 10));
    assertEquals(10, EffectiveDimension.of(new double[20], 10));
    assertThrows(IllegalArgumentException.class, () -> EffectiveDimension.of(new double[21], 10));
  }

  /** Three cells of four: the fit meets them all, and what is left is inside the cells. */
  @Test
  void whereNothingIsLeftBetweenCellsTheScatterInsideThemServes() {
    FactorSpace space = Spaces.of(2, 2);
    Random random = new Random(5);
    double variance = 0.25;
    int dimension = 40;
    double squares = 0;
    double promised = 0;
    int trials = 200;
    for (int trial = 0; trial < trials; trial++) {
      CellSums cells = new CellSums(space, Anchor.origin(dimension));
      for (int z = 0; z < 3; z++) {
        for (int event = 0; event < 4; event++) {
          double[] vector = new double[dimension];
          for (int j = 0; j < dimension; j++) {
            vector[j] = (z == j ? 1 : 0) + Math.sqrt(variance) * random.nextGaussian();
          }
          cells.add(space.cellAt(z), vector, 1);
        }
      }
      Moments moments = Weighting.CELLS.moments(cells);
      assertTrue(LeastSquares.fit(moments).uncertainty().scatter().isEmpty());
      LeastSquares fit = LeastSquares.fit(moments, CellNoise.scatterOf(cells));
      double error = fit.uncertainty().standardError(0, 0).orElseThrow();
      promised += error * error;
      double[] off = fit.words().word(0, 0);
      // half the difference of the first and the third cell
      off[0] -= 0.5;
      off[2] += 0.5;
      squares += Vectors.dot(off, 0, off, 0, dimension);
    }
    assertEquals(1, promised / squares, 0.05);
  }
}
