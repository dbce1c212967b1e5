package io.idealstream.stream.label;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.decision.CellVectors;
import io.idealstream.decision.Method;
import io.idealstream.decision.Methods;
import io.idealstream.decision.SpaceVectors;
import io.idealstream.estimate.CellMeans;
import io.idealstream.estimate.SourceEstimate;
import io.idealstream.estimate.words.SpaceInForce;
import io.idealstream.math.Cell;
import io.idealstream.math.FactorSpace;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.inforce.Items;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.FactorLabel;
import io.idealstream.wire.Source;
import io.idealstream.wire.codec.SpaceFile;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.space.LabelMethod;
import io.idealstream.wire.space.SpaceDefinition;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LabelMethodsTest {

  private static final int DIMENSION = 7;
  private static final int CELLS = 6;

  private final Random random = new Random(8);
  private final double[] plain = random.doubles(5L * DIMENSION, -1, 1).toArray();
  private final double[] rows = random.doubles(6L * DIMENSION, -1, 1).toArray();
  private final double[] cells = random.doubles((long) CELLS * DIMENSION, -1, 1).toArray();

  private static SpaceDefinition definition(LabelMethod method) {
    String file =
        """
        space: birds
        templates: ["a {place} {bird}"]
        plain: {bird: ["a {bird}"], place: ["a {place}"]}
        factors:
          place: {role: spurious, values: [land, water]}
          bird: {role: label, values: [landbird, waterbird, owl]}
        method: %s
        """;
    return SpaceFile.read("test", file.formatted(method.code()).getBytes(UTF_8));
  }

  @Test
  void everyMethodThatSpacesCanNameIsThereAndTheOtherWayRound() {
    assertEquals(
        Arrays.stream(LabelMethod.values()).map(LabelMethod::code).toList(),
        Methods.all().stream().map(Method::name).toList());
  }

  /** The same numbers, put together for the method by hand. */
  @ParameterizedTest
  @EnumSource(LabelMethod.class)
  void labelsAreThoseOfTheMethodThatTheSpaceNames(LabelMethod method) throws Exception {
    SpaceDefinition definition = definition(method);
    FactorSpace space = definition.factorSpace();
    boolean[] determined = new boolean[space.rows()];
    Arrays.fill(determined, true);
    List<Cell> grid = IntStream.range(0, CELLS).mapToObj(space::cellAt).toList();
    int birdsFrom = method.needsSpuriousPrompts() ? 2 * DIMENSION : 0;
    int places = method.needsSpuriousPrompts() ? 5 : 3;
    SpaceVectors vectors =
        SpaceVectors.of(space, DIMENSION)
            .withSpurious(Set.of(0))
            .withWords(rows, determined)
            .withPlain(1, Arrays.copyOfRange(plain, birdsFrom, birdsFrom + 3 * DIMENSION))
            .withPlain(0, Arrays.copyOf(plain, 2 * DIMENSION))
            .withCells(new CellVectors(grid, cells));
    SpaceInForce inForce = inForce(definition, Arrays.copyOf(plain, places * DIMENSION));
    Method expected = Methods.named(method.code());
    for (int trial = 0; trial < 20; trial++) {
      float[] item = Items.unit(random, DIMENSION);
      double[] scores = expected.scoring(vectors, 1).orElseThrow().scores(item);
      FactorLabel label = birdOf(inForce, item);
      double sum = Arrays.stream(scores).map(x -> Math.exp(10 * x)).sum();
      for (int v = 0; v < 3; v++) {
        assertEquals(
            Math.exp(10 * scores[v]) / sum,
            label.probabilities().get(space.factor(1).values().get(v)),
            1e-9);
      }
      assertEquals(expected.debiases(), label.debiased());
      assertEquals(expected.debiases() ? 2 : 0, label.support());
    }
  }

  @Test
  void aMethodThatLacksItsCellsGivesTheRawAnswerAndSaysSo() throws Exception {
    SpaceDefinition definition = definition(LabelMethod.PAIRS);
    SpaceInForce space = inForce(definition, Arrays.copyOf(plain, 3 * DIMENSION));
    SpaceInForce without = Birds.with(space, space.labelling().with(null), 1);
    float[] item = Items.unit(random, DIMENSION);
    assertTrue(birdOf(space, item).debiased());
    FactorLabel raw = birdOf(without, item);
    assertFalse(raw.debiased());
    assertEquals(raw.raw().label(), raw.label());
  }

  /**
   * Words of the label factors alone, as labelling gets them, or of all, as older state has them.
   */
  @Test
  void wordsOfSpuriousFactorsMakeNoDifference() throws Exception {
    SpaceDefinition definition = definition(LabelMethod.IDEAL_WORDS);
    SpaceInForce trimmed = inForce(definition, Arrays.copyOf(plain, 3 * DIMENSION));
    double[] whole = new double[6 * DIMENSION];
    System.arraycopy(rows, 0, whole, 0, DIMENSION);
    System.arraycopy(rows, 3 * DIMENSION, whole, 3 * DIMENSION, 3 * DIMENSION);
    SpaceInForce all = Birds.with(trimmed, estimate(whole, 6), 1);
    float[] item = Items.unit(random, DIMENSION);
    assertEquals(birdOf(all, item).probabilities(), birdOf(trimmed, item).probabilities());
  }

  private SpaceInForce inForce(SpaceDefinition definition, double[] plainRows) {
    double[] trimmed = new double[4 * DIMENSION];
    System.arraycopy(rows, 0, trimmed, 0, DIMENSION);
    System.arraycopy(rows, 3 * DIMENSION, trimmed, DIMENSION, 3 * DIMENSION);
    return new SpaceInForce(
        "birds",
        1,
        Topic.SPACES.encode(definition, Encoding.JSON),
        Items.MODEL,
        10,
        1,
        definition.method().needsSpuriousWords() ? estimate(rows, 6) : estimate(trimmed, 4),
        plainRows,
        new double[0]);
  }

  private SourceEstimate estimate(double[] words, int count) {
    boolean[] determined = new boolean[count];
    Arrays.fill(determined, true);
    double[] support = new double[count];
    Arrays.fill(support, 2);
    int[] values = IntStream.range(0, CELLS).flatMap(z -> IntStream.of(z / 3, z % 3)).toArray();
    return new SourceEstimate(
            "birds",
            "*",
            Source.PROMPTS,
            Items.MODEL,
            1,
            words,
            determined,
            support,
            support,
            4,
            0.5,
            Items.NOON)
        .with(new CellMeans(values, cells));
  }

  private static FactorLabel birdOf(SpaceInForce space, float[] item) throws Exception {
    Embedded image = Items.image("i-1", item);
    return CompiledSpace.of(space).label(image).orElseThrow().factors().get("bird");
  }
}
