package io.idealstream.decision;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.math.Cell;
import io.idealstream.math.Disentanglement;
import io.idealstream.math.Factor;
import io.idealstream.math.FactorSpace;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabellingTest {

  private static final int DIMENSION = 7;
  private static final double SCALE = 20;
  private static final FactorSpace SPACE =
      FactorSpace.of(
          Factor.uniform("bird", "landbird", "waterbird", "owl"),
          Factor.uniform("place", "land", "water"));

  private final Random random = new Random(4);
  private final double[] words = RandomVectors.rows(random, SPACE.rows(), DIMENSION);
  private final double[] plain = RandomVectors.rows(random, 3, DIMENSION);

  @Test
  void probabilitiesAreTheSoftmaxOfTheScaledProductsWithCentrePlusWord() {
    for (int trial = 0; trial < 50; trial++) {
      float[] item = RandomVectors.unit(random, DIMENSION);
      FactorAnswer answer = labeller(words, ClassLength.ESTIMATED).answer(item);
      double[] expected = new double[3];
      for (int v = 0; v < 3; v++) {
        expected[v] = SCALE * (dot(item, words, 0) + dot(item, words, 1 + v));
      }
      assertArrayEquals(softmax(expected), answer.probabilities(), 1e-12);
      assertEquals(best(expected), answer.value());
      assertTrue(answer.debiased());
      assertNull(answer.abstained());
    }
  }

  @Test
  void theRawAnswerIsTheSoftmaxOfThePlainPrompts() {
    for (int trial = 0; trial < 50; trial++) {
      float[] item = RandomVectors.unit(random, DIMENSION);
      FactorAnswer answer = labeller(words, ClassLength.ESTIMATED).answer(item);
      double[] expected = new double[3];
      for (int v = 0; v < 3; v++) {
        expected[v] = SCALE * dot(item, plain, v);
      }
      assertEquals(best(expected), answer.rawValue());
      assertEquals(softmax(expected)[best(expected)], answer.rawProbability(), 1e-12);
    }
  }

  @Test
  void classVectorsOfUnitLengthAreComparedByCosine() {
    float[] item = RandomVectors.unit(random, DIMENSION);
    double[] expected = new double[3];
    for (int v = 0; v < 3; v++) {
      double squares = 0;
      for (int j = 0; j < DIMENSION; j++) {
        double entry = words[j] + words[(1 + v) * DIMENSION + j];
        squares += entry * entry;
      }
      expected[v] = SCALE * (dot(item, words, 0) + dot(item, words, 1 + v)) / Math.sqrt(squares);
    }
    FactorAnswer answer = labeller(words, ClassLength.UNIT).answer(item);
    assertArrayEquals(softmax(expected), answer.probabilities(), 1e-12);
  }

  @Test
  void permutingTheValuesPermutesTheAnswerAndChangesNothingElse() {
    int[] order = {2, 0, 1};
    double[] permuted = words.clone();
    double[] permutedPlain = plain.clone();
    for (int v = 0; v < 3; v++) {
      System.arraycopy(words, (1 + order[v]) * DIMENSION, permuted, (1 + v) * DIMENSION, DIMENSION);
      System.arraycopy(plain, order[v] * DIMENSION, permutedPlain, v * DIMENSION, DIMENSION);
    }
    for (int trial = 0; trial < 50; trial++) {
      float[] item = RandomVectors.unit(random, DIMENSION);
      FactorAnswer before = labeller(words, ClassLength.ESTIMATED).answer(item);
      FactorAnswer after =
          new FactorLabeller(
                  SCALE,
                  any(3),
                  new ClassVectors(permutedPlain, DIMENSION),
                  new IdealWordMethod().scoring(vectors(permuted, ClassLength.ESTIMATED), 0))
              .answer(item);
      assertEquals(before.value(), order[after.value()]);
      assertEquals(before.rawValue(), order[after.rawValue()]);
      for (int v = 0; v < 3; v++) {
        assertEquals(before.probabilities()[order[v]], after.probabilities()[v], 1e-12);
      }
    }
  }

  @Test
  void addingOneVectorToAllClassVectorsChangesNothing() {
    double[] shifted = words.clone();
    for (int j = 0; j < DIMENSION; j++) {
      shifted[j] += 3 * random.nextGaussian();
    }
    for (int trial = 0; trial < 50; trial++) {
      float[] item = RandomVectors.unit(random, DIMENSION);
      assertArrayEquals(
          labeller(words, ClassLength.ESTIMATED).answer(item).probabilities(),
          labeller(shifted, ClassLength.ESTIMATED).answer(item).probabilities(),
          1e-9);
    }
  }

  /** Proposition 9 of the paper; the words by proposition 4, in plain loops, for any weights. */
  @Test
  void onModeDisentangledImagesIdealWordsAgreeWithTheBestOfAllCells() {
    int agreeing = 0;
    int otherwise = 0;
    for (int trial = 0; trial < 4000; trial++) {
      double[] a = weights(3);
      double[] b = weights(2);
      double[] cells = nearlyAdditive();
      float[] item = RandomVectors.unit(random, DIMENSION);
      double[] logits = IntStream.range(0, 6).mapToDouble(z -> dot(item, cells, z)).toArray();
      Cell pair = pair(cells, item);
      assertEquals(SPACE.cellAt(best(logits)), pair);
      SpaceVectors ideal = vectors(idealWords(cells, a, b), ClassLength.ESTIMATED);
      int bird = best(new IdealWordMethod().scoring(ideal, 0).orElseThrow().scores(item));
      int place = best(new IdealWordMethod().scoring(ideal, 1).orElseThrow().scores(item));
      boolean agree = bird == pair.value(0) && place == pair.value(1);
      boolean mode =
          Disentanglement.of(SPACE, logits).factors().stream()
              .allMatch(Disentanglement.OfFactor::mode);
      assertTrue(agree || !mode);
      agreeing += mode ? 1 : 0;
      otherwise += agree ? 0 : 1;
    }
    assertTrue(agreeing > 500, agreeing + " disentangled images");
    assertTrue(otherwise > 100, otherwise + " images on which the two differ");
  }

  private static Cell pair(double[] cells, float[] item) {
    List<Cell> all = IntStream.range(0, 6).mapToObj(SPACE::cellAt).toList();
    SpaceVectors known = SpaceVectors.of(SPACE, DIMENSION).withCells(new CellVectors(all, cells));
    var method = new PairMethod();
    return Cell.of(
        best(method.scoring(known, 0).orElseThrow().scores(item)),
        best(method.scoring(known, 1).orElseThrow().scores(item)));
  }

  @Test
  void aFactorWithAWordThatIsNotDeterminedKeepsItsRawAnswer() {
    boolean[] determined = all();
    determined[SPACE.row(0, 2)] = false;
    SpaceVectors vectors = SpaceVectors.of(SPACE, DIMENSION).withWords(words, determined);
    Optional<Scoring> bird = new IdealWordMethod().scoring(vectors, 0);
    assertTrue(bird.isEmpty());
    assertTrue(new IdealWordMethod().scoring(vectors, 1).isPresent());
    float[] item = RandomVectors.unit(random, DIMENSION);
    FactorAnswer answer =
        new FactorLabeller(SCALE, any(3), new ClassVectors(plain, DIMENSION), bird).answer(item);
    assertFalse(answer.debiased());
    assertEquals(answer.rawValue(), answer.value());
    assertEquals(answer.rawProbability(), answer.probabilities()[answer.value()]);
  }

  @Test
  void anUndeterminedCentreMattersOnlyWhereClassVectorsAreScaled() {
    boolean[] determined = all();
    determined[0] = false;
    var method = new IdealWordMethod();
    for (ClassLength length : ClassLength.values()) {
      SpaceVectors vectors =
          SpaceVectors.of(SPACE, DIMENSION).with(length).withWords(words, determined);
      assertEquals(
          length == ClassLength.ESTIMATED, method.scoring(vectors, 0).isPresent(), length.name());
    }
  }

  @Test
  void anItemThatGateTextsFitAsWellAsTheCentreGetsNoLabel() {
    double[] centre = {3, 0, 0};
    double[] texts = {0, 1, 0, 0, 0.6, 0.8};
    Gate gate = new Gate(centre, texts, 0.05);
    assertTrue(gate.admits(new float[] {1, 0, 0}));
    assertTrue(gate.admits(new float[] {0.73f, 0.66f, 0}));
    assertFalse(gate.admits(new float[] {0.72f, 0.69f, 0}), "nearer, but not by the margin");
    assertFalse(gate.admits(new float[] {0.6f, 0.4f, 0.69f}), "the best text counts");

    FactorLabeller factor =
        new FactorLabeller(
            SCALE,
            any(2),
            new ClassVectors(new double[] {1, 0, 0, 0, 1, 0}, 3),
            Optional.of(new ClassVectors(new double[] {0, 1, 0, 1, 0, 0}, 3)));
    var labeller = new SpaceLabeller(List.of(factor), Optional.of(gate));
    FactorAnswer outside = labeller.answer(new float[] {0, 1, 0}).get(0);
    assertEquals(Abstention.OUTSIDE, outside.abstained());
    assertEquals("outside", outside.abstained().code());
    assertEquals(FactorAnswer.NONE, outside.value());
    assertEquals(0, outside.probabilities().length);
    assertEquals(1, outside.rawValue());
    assertNull(labeller.answer(new float[] {1, 0, 0}).get(0).abstained());
    assertNull(
        new SpaceLabeller(List.of(factor), Optional.empty())
            .answer(new float[] {0, 1, 0})
            .get(0)
            .abstained());
  }

  @Test
  void aTemperatureDividesTheLogitsOfTheDebiasedAnswerAlone() {
    FactorLabeller asIs = labeller(words, ClassLength.ESTIMATED);
    for (int trial = 0; trial < 50; trial++) {
      float[] item = RandomVectors.unit(random, DIMENSION);
      double[] expected = new double[3];
      for (int v = 0; v < 3; v++) {
        expected[v] = SCALE * dot(item, words, 1 + v) / 1.7;
      }
      FactorAnswer before = asIs.answer(item);
      FactorAnswer after = asIs.at(1.7).answer(item);
      assertArrayEquals(softmax(expected), after.probabilities(), 1e-12);
      assertEquals(before.value(), after.value());
      assertEquals(before.rawProbability(), after.rawProbability());
    }
  }

  @Test
  void withoutADebiasedAnswerATemperatureChangesNothing() {
    float[] item = RandomVectors.unit(random, DIMENSION);
    var raw =
        new FactorLabeller(SCALE, any(3), new ClassVectors(plain, DIMENSION), Optional.empty());
    assertArrayEquals(raw.answer(item).probabilities(), raw.at(1.7).answer(item).probabilities());
    assertThrows(IllegalArgumentException.class, () -> raw.at(0));
  }

  @Test
  void anItemOfAnotherDimensionIsRefusedWithBothNumbers() {
    var labeller = labeller(words, ClassLength.ESTIMATED);
    var refusal =
        assertThrows(IllegalArgumentException.class, () -> labeller.answer(new float[] {1}));
    assertTrue(refusal.getMessage().startsWith("item has dimension 1, the class vectors have 7"));
  }

  @Test
  void largeScoresGiveProbabilitiesThatAreNumbers() {
    double[] rows = {1000, -1000};
    var labeller =
        new FactorLabeller(
            100, any(2), new ClassVectors(rows, 1), Optional.of(new ClassVectors(rows, 1)));
    assertArrayEquals(new double[] {1, 0}, labeller.answer(new float[] {1}).probabilities());
  }

  private static Rule any(int values) {
    return new BestValue(new double[values]);
  }

  private FactorLabeller labeller(double[] rows, ClassLength length) {
    return new FactorLabeller(
        SCALE,
        any(3),
        new ClassVectors(plain, DIMENSION),
        new IdealWordMethod().scoring(vectors(rows, length), 0));
  }

  private static SpaceVectors vectors(double[] rows, ClassLength length) {
    return SpaceVectors.of(SPACE, DIMENSION).with(length).withWords(rows, all());
  }

  private static boolean[] all() {
    boolean[] determined = new boolean[SPACE.rows()];
    Arrays.fill(determined, true);
    return determined;
  }

  private double[] weights(int count) {
    double[] raw = random.doubles(count, 0.1, 1).toArray();
    double sum = Arrays.stream(raw).sum();
    return Arrays.stream(raw).map(x -> x / sum).toArray();
  }

  /** Six cells, last factor fastest: a sum over the factors and some interaction. */
  private double[] nearlyAdditive() {
    double[] bird = RandomVectors.rows(random, 3, DIMENSION);
    double[] place = RandomVectors.rows(random, 2, DIMENSION);
    double[] cells = RandomVectors.rows(random, 6, DIMENSION);
    for (int z = 0; z < 6; z++) {
      for (int j = 0; j < DIMENSION; j++) {
        int at = z * DIMENSION + j;
        cells[at] += bird[z / 2 * DIMENSION + j] + place[z % 2 * DIMENSION + j];
      }
    }
    return cells;
  }

  /** u_0 = sum_z b_z u_z; u_iv = the same over the cells of v, divided by its weight, less u_0. */
  private static double[] idealWords(double[] cells, double[] a, double[] b) {
    double[] rows = new double[6 * DIMENSION];
    for (int z = 0; z < 6; z++) {
      for (int j = 0; j < DIMENSION; j++) {
        double cell = cells[z * DIMENSION + j];
        rows[j] += a[z / 2] * b[z % 2] * cell;
        rows[(1 + z / 2) * DIMENSION + j] += b[z % 2] * cell;
        rows[(4 + z % 2) * DIMENSION + j] += a[z / 2] * cell;
      }
    }
    for (int row = 1; row < 6; row++) {
      for (int j = 0; j < DIMENSION; j++) {
        rows[row * DIMENSION + j] -= rows[j];
      }
    }
    return rows;
  }

  private static double dot(float[] item, double[] rows, int row) {
    double sum = 0;
    for (int j = 0; j < item.length; j++) {
      sum += item[j] * rows[row * item.length + j];
    }
    return sum;
  }

  private static double[] softmax(double[] scores) {
    double sum = Arrays.stream(scores).map(Math::exp).sum();
    return Arrays.stream(scores).map(score -> Math.exp(score) / sum).toArray();
  }

  private static int best(double[] scores) {
    return IntStream.range(0, scores.length)
        .reduce((v, w) -> scores[w] > scores[v] ? w : v)
        .orElseThrow();
  }
}
