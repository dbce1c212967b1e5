package io.idealstream.decision;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.math.Cell;
import io.idealstream.math.Factor;
import io.idealstream.math.FactorSpace;
import io.idealstream.math.RowSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class MethodsTest {

  private static final int DIMENSION = 9;
  private static final FactorSpace SPACE =
      FactorSpace.of(
          Factor.uniform("bird", "landbird", "waterbird", "owl"),
          Factor.uniform("place", "land", "water"),
          Factor.uniform("time", "day", "night"));
  private static final int CELLS = 12;

  private final Random random = new Random(6);

  /** Scores by NumPy, from dense matrices and pairs listed one by one. */
  @TestFactory
  Stream<DynamicTest> scoresAreThoseOfNumpy() {
    return GoldenMethods.read().stream()
        .map(golden -> DynamicTest.dynamicTest(golden.name(), () -> assertScores(golden)));
  }

  private static void assertScores(GoldenMethods.Case golden) {
    SpaceVectors vectors = golden.vectors();
    for (GoldenMethods.OfFactor factor : golden.factors()) {
      factor
          .scores()
          .forEach(
              (name, expected) -> {
                Scoring scoring =
                    Methods.named(name).scoring(vectors, factor.factor()).orElseThrow();
                for (int x = 0; x < expected.size(); x++) {
                  double[] scores = scoring.scores(golden.items().get(x));
                  assertArrayEquals(expected.get(x), scores, 2e-7, name);
                  if (name.equals("pairs")) {
                    assertEquals(factor.pairWinners().get(x), Softmax.largest(scores));
                  }
                }
              });
    }
  }

  @Test
  void everyGoldenCaseTellsTheMethodsApart() {
    for (GoldenMethods.Case golden : GoldenMethods.read()) {
      for (GoldenMethods.OfFactor factor : golden.factors()) {
        List<String> names = new ArrayList<>(factor.scores().keySet());
        names.remove("real-words");
        for (String one : names) {
          for (String other : names) {
            double[] left = factor.scores().get(one).get(0);
            double[] right = factor.scores().get(other).get(0);
            boolean alike =
                IntStream.range(0, left.length).allMatch(v -> Math.abs(left[v] - right[v]) < 1e-4);
            assertEquals(one.equals(other), alike, one + " and " + other);
          }
        }
      }
    }
  }

  @Test
  void permutingTheValuesPermutesTheScoresAndChangesNothingElse() {
    int[] order = {2, 0, 1};
    SpaceVectors before = everything(x -> x);
    SpaceVectors after = everything(bird -> order[bird]);
    for (Method method : Methods.all()) {
      for (int factor : new int[] {0, 2}) {
        float[] item = RandomVectors.unit(random, DIMENSION);
        double[] scores = method.scoring(before, factor).orElseThrow().scores(item);
        double[] permuted = method.scoring(after, factor).orElseThrow().scores(item);
        for (int v = 0; v < scores.length; v++) {
          int from = factor == 0 ? order[v] : v;
          assertEquals(scores[from], permuted[v], 1e-9, method.name() + " " + factor);
        }
      }
    }
  }

  @Test
  void methodsThatCompareDirectionsDoNotSeeHowLongTheVectorsOfCellsAre() {
    SpaceVectors before = everything(x -> x);
    double[] stretched = cells.clone();
    for (int z = 0; z < CELLS; z++) {
      double factor = 0.1 + 3 * random.nextDouble();
      for (int j = 0; j < DIMENSION; j++) {
        stretched[z * DIMENSION + j] *= factor;
      }
    }
    SpaceVectors after = before.withCells(new CellVectors(allCells(), stretched));
    float[] item = RandomVectors.unit(random, DIMENSION);
    for (Method method :
        List.of(
            new GeodesicMethod(),
            new OrthogonalCalibration(),
            new OrthogonalProjection(),
            new ParetoMethod())) {
      assertArrayEquals(
          method.scoring(before, 0).orElseThrow().scores(item),
          method.scoring(after, 0).orElseThrow().scores(item),
          1e-9,
          method.name());
    }
    var pairs = new PairMethod();
    assertArrayEquals(
        pairs.scoring(before.with(ClassLength.UNIT), 0).orElseThrow().scores(item),
        pairs.scoring(after.with(ClassLength.UNIT), 0).orElseThrow().scores(item),
        1e-9);
    assertNotEquals(
        pairs.scoring(before, 0).orElseThrow().scores(item)[0],
        pairs.scoring(after, 0).orElseThrow().scores(item)[0]);
  }

  /** Every vector of the space in another unit: scores follow, and what they say stays. */
  @Test
  void scoresOfEstimatedClassVectorsGrowWithTheirVectors() {
    SpaceVectors before = everything(x -> x);
    double[] words = Arrays.stream(rows).map(x -> 2.5 * x).toArray();
    double[] larger = Arrays.stream(cells).map(x -> 2.5 * x).toArray();
    SpaceVectors after =
        before.withWords(words, all()).withCells(new CellVectors(allCells(), larger));
    float[] item = RandomVectors.unit(random, DIMENSION);
    for (Method method : List.of(new IdealWordMethod(), new PairMethod())) {
      double[] scores = method.scoring(before, 0).orElseThrow().scores(item);
      double[] scaled = method.scoring(after, 0).orElseThrow().scores(item);
      assertArrayEquals(Arrays.stream(scores).map(x -> 2.5 * x).toArray(), scaled, 1e-9);
    }
  }

  @Test
  void classVectorsOfProjectionHaveNothingOfTheSpuriousPrompts() {
    SpaceVectors vectors = everything(x -> x);
    double[] places = plain.get(1);
    for (Method method : List.of(new OrthogonalProjection(), new OrthogonalCalibration())) {
      for (int w = 0; w < 2; w++) {
        float[] place = new float[DIMENSION];
        for (int j = 0; j < DIMENSION; j++) {
          place[j] = (float) places[w * DIMENSION + j];
        }
        double[] scores = method.scoring(vectors, 0).orElseThrow().scores(place);
        assertArrayEquals(new double[3], scores, 1e-6, method.name());
      }
    }
  }

  @Test
  void aMethodAnswersOnlyWhenItHasWhatItNeeds() {
    SpaceVectors nothing = SpaceVectors.of(SPACE, DIMENSION).withSpurious(Set.of(1));
    SpaceVectors prompts = nothing.withPlain(0, plain.get(0));
    SpaceVectors both = prompts.withPlain(1, plain.get(1));
    SpaceVectors words = nothing.withWords(rows, all());
    CellVectors whole = new CellVectors(allCells(), cells);
    SpaceVectors grid = nothing.withCells(whole);
    assertEquals(List.of(), answering(nothing));
    assertEquals(List.of("plain", "real-words"), answering(prompts));
    assertEquals(List.of("plain", "real-words", "orth-proj"), answering(both));
    assertEquals(List.of("ideal-words", "cleared-words"), answering(words));
    assertEquals(List.of("pairs", "gde"), answering(grid));
    assertEquals(
        List.of("plain", "pairs", "real-words", "orth-proj", "orth-cali", "gde", "pareto"),
        answering(both.withCells(whole)));
    assertEquals(
        List.of("plain", "real-words"),
        answering(prompts.withSpurious(Set.of())),
        "nothing to take out");
  }

  /** Without the last cell a pair could not win; without a whole value no word is determined. */
  @Test
  void missingCellsLeavePairsWithoutAnAnswerAndGeodesicWordsOnlyWhereTheyAreDetermined() {
    SpaceVectors nothing = SpaceVectors.of(SPACE, DIMENSION);
    assertEquals(
        List.of("gde"),
        answering(
            nothing.withCells(
                new CellVectors(
                    allCells().subList(0, CELLS - 1),
                    Arrays.copyOf(cells, (CELLS - 1) * DIMENSION)))));
    assertEquals(
        List.of(),
        answering(
            nothing.withCells(
                new CellVectors(allCells().subList(0, 8), Arrays.copyOf(cells, 8 * DIMENSION)))));
  }

  /** As the paper has it: alpha by E = |a| + (1 - |n|) / |a|. */
  @Test
  void paretoLeavesTheShareOfThePaper() {
    for (double angle = 0.05; angle < 1.57; angle += 0.05) {
      double a = Math.sin(angle);
      double n = Math.cos(angle);
      double e = a + (1 - n) / a;
      assertEquals(
          (e - n * Math.sqrt(e * e - a * a)) / (e * e + n * n), ParetoMethod.left(a, n), 1e-12);
    }
    assertEquals((3 - Math.sqrt(5)) / 2 * 1e-9, ParetoMethod.left(1e-9, 1), 1e-18);
  }

  @Test
  void whatHasNoPartAmongTheDifferencesOrNoneOutsideStaysAsItIs() {
    RowSpace differences = RowSpace.of(new double[] {0, 2, 0}, 3);
    for (double[] e : new double[][] {{1, 0, 0}, {0, 1, 0}}) {
      assertArrayEquals(e, ParetoMethod.cleared(differences, e));
    }
    double[] mixed = ParetoMethod.cleared(differences, new double[] {0.6, 0.8, 0});
    assertTrue(mixed[1] > 0 && mixed[1] < 0.8);
    assertEquals(1, mixed[0] * mixed[0] + mixed[1] * mixed[1], 1e-12);
    assertEquals(mixed[1] / 0.8, (1 - 0.6 * mixed[0] - 0.8 * mixed[1]) / (1 - 0.6), 1e-12);
  }

  /** Class vectors that are all spurious are refused, not blown up from rounding. */
  @Test
  void aFactorThatIsMadeOfSpuriousPromptsIsNotAnswered() {
    SpaceVectors vectors =
        SpaceVectors.of(SPACE, DIMENSION)
            .withSpurious(Set.of(1))
            .withPlain(1, plain.get(1))
            .withPlain(2, plain.get(1));
    assertTrue(new OrthogonalProjection().scoring(vectors, 2).isEmpty());
  }

  @Test
  void aNameThatNoMethodHasIsRefusedWithAllThatThereAre() {
    assertTrue(Methods.all().stream().allMatch(m -> Methods.named(m.name()).equals(m)));
    String message =
        assertThrows(IllegalArgumentException.class, () -> Methods.named("best")).getMessage();
    assertEquals(
        "no method 'best'; there are [plain, pairs, real-words, ideal-words, cleared-words,"
            + " orth-proj, orth-cali, gde, pareto]",
        message);
    assertFalse(Methods.named("plain").debiases());
  }

  private static List<String> answering(SpaceVectors vectors) {
    return Methods.all().stream()
        .filter(method -> method.scoring(vectors, 0).isPresent())
        .map(Method::name)
        .toList();
  }

  private final double[] rows = RandomVectors.rows(random, SPACE.rows(), DIMENSION);
  private final double[] cells = RandomVectors.rows(random, CELLS, DIMENSION);
  private final List<double[]> plain = List.of(units(3), units(2), units(2));

  private double[] units(int count) {
    double[] units = RandomVectors.rows(random, count, DIMENSION);
    Products.normalizeRows(units, DIMENSION);
    return units;
  }

  private interface Order {
    int of(int bird);
  }

  /** All that methods need, the place spurious, under another order of the birds. */
  private SpaceVectors everything(Order order) {
    double[] words = rows.clone();
    double[] birds = plain.get(0).clone();
    double[] ordered = cells.clone();
    for (int v = 0; v < 3; v++) {
      System.arraycopy(rows, (1 + order.of(v)) * DIMENSION, words, (1 + v) * DIMENSION, DIMENSION);
      System.arraycopy(plain.get(0), order.of(v) * DIMENSION, birds, v * DIMENSION, DIMENSION);
      int block = CELLS / 3 * DIMENSION;
      System.arraycopy(cells, order.of(v) * block, ordered, v * block, block);
    }
    return SpaceVectors.of(SPACE, DIMENSION)
        .withSpurious(Set.of(1))
        .withWords(words, all())
        .withPlain(0, birds)
        .withPlain(1, plain.get(1))
        .withPlain(2, plain.get(2))
        .withCells(new CellVectors(allCells(), ordered));
  }

  private static boolean[] all() {
    boolean[] determined = new boolean[SPACE.rows()];
    Arrays.fill(determined, true);
    return determined;
  }

  private static List<Cell> allCells() {
    return IntStream.range(0, CELLS).mapToObj(SPACE::cellAt).toList();
  }
}
