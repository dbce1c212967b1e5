package io.idealstream.estimate.prompt;

import static io.idealstream.estimate.BatchOracle.assertWords;
import static io.idealstream.estimate.BirdSpaces.BIRDS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.estimate.BatchOracle;
import io.idealstream.estimate.BirdSpaces;
import io.idealstream.estimate.CellMeans;
import io.idealstream.estimate.PreparedSpace;
import io.idealstream.stream.space.FakeTexts;
import io.idealstream.wire.Scores;
import io.idealstream.wire.Source;
import io.idealstream.wire.space.SpaceDefinition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PreparationTest {

  private static final Target TARGET = target(BIRDS);

  /** The wordings of the space, written out by hand. */
  private static final Map<String, List<String>> BIRD_WORDS =
      Map.of("duck", List.of("duck", "mallard"), "owl", List.of("owl"));

  private static final Map<String, List<String>> PLACE_WORDS =
      Map.of(
          "lake", List.of("on a lake"),
          "wood", List.of("in a wood", "among trees"),
          "town", List.of("in town"));

  private static Target target(String yaml) {
    return new Target("birds", 3, BirdSpaces.json(yaml), "sha256:one", 50);
  }

  private static Preparation begin(Target target) {
    return Preparation.begin(target, BirdSpaces.everyCell(target), FakeTexts.DIMENSION);
  }

  private static Preparation resume(Target target, byte[] state) {
    return Preparation.resume(target, BirdSpaces.everyCell(target), FakeTexts.DIMENSION, state);
  }

  /** Cell vectors as the oracle takes them: the plain mean of the prompts' vectors, one vote. */
  private static BatchOracle oracle(SpaceDefinition definition) {
    BatchOracle oracle = new BatchOracle(definition);
    BIRD_WORDS.forEach(
        (bird, birdWords) ->
            PLACE_WORDS.forEach(
                (place, placeWords) -> {
                  List<float[]> vectors = new ArrayList<>();
                  for (String start : List.of("a ", "one ")) {
                    for (String birdWord : birdWords) {
                      for (String placeWord : placeWords) {
                        vectors.add(FakeTexts.vector(start + birdWord + " " + placeWord));
                      }
                    }
                  }
                  vectors.forEach(v -> oracle.add(Map.of("bird", bird, "place", place), v));
                }));
    return oracle;
  }

  private static PreparedSpace prepare(Preparation preparation, int slice) {
    while (!preparation.complete()) {
      preparation.take(vectors(preparation.next(slice)));
    }
    return preparation.result();
  }

  private static List<float[]> vectors(List<String> texts) {
    return texts.stream().map(FakeTexts::vector).toList();
  }

  @Test
  void wordsAreThoseOfTheMeansOfTheCellsPrompts() {
    PreparedSpace space = prepare(begin(TARGET), 7);
    assertWords(oracle(BirdSpaces.definition(BIRDS)).words(), space.prompts());
    assertTrue(space.prompts().estimable());
    assertEquals(4, space.prompts().rank());
  }

  @Test
  void productWeightsGivePropositionFour() {
    String yaml = BIRDS + "estimate: {weighting: product}\n";
    PreparedSpace space = prepare(begin(target(yaml)), 7);
    assertWords(oracle(BirdSpaces.definition(yaml)).productWords(), space.prompts());
  }

  @Test
  void aCellIsOneVoteByCountsHoweverManyWordingsItHas() {
    String yaml = BIRDS + "estimate: {weighting: counts}\n";
    PreparedSpace space = prepare(begin(target(yaml)), 7);
    assertWords(oracle(BirdSpaces.definition(yaml)).words(), space.prompts());
  }

  @Test
  void sharesOfTheVarianceAreThoseOfTheCells() {
    SpaceDefinition definition = BirdSpaces.definition(BIRDS);
    double[][] words = oracle(definition).words();
    List<String> birds = definition.factors().get("bird").names();
    List<String> places = definition.factors().get("place").names();
    double residual = 0;
    double scatter = 0;
    double[][][] means = new double[2][3][];
    double[] grand = new double[FakeTexts.DIMENSION];
    for (int b = 0; b < 2; b++) {
      for (int p = 0; p < 3; p++) {
        means[b][p] = mean(birds.get(b), places.get(p));
        for (int j = 0; j < grand.length; j++) {
          grand[j] += means[b][p][j] / 6;
        }
      }
    }
    for (int b = 0; b < 2; b++) {
      for (int p = 0; p < 3; p++) {
        for (int j = 0; j < grand.length; j++) {
          double fit = words[0][j] + words[1 + b][j] + words[3 + p][j];
          residual += Math.pow(means[b][p][j] - fit, 2);
          scatter += Math.pow(means[b][p][j] - grand[j], 2);
        }
      }
    }
    PreparedSpace space = prepare(begin(TARGET), 7);
    assertEquals(1 - residual / scatter, space.prompts().r2(), 1e-9);
    Scores scores = space.prompts().scores();
    assertEquals(residual / 6, scores.idealWords().mean(), 1e-9);
    assertEquals(averageOfPairs(means), scores.average().mean(), 1e-9);
    assertEquals(6, scores.cells());
    assertNull(scores.accuracy());
    assertNull(scores.noiseFloor());
    assertNull(scores.agreement());
  }

  private static double averageOfPairs(double[][][] means) {
    double sum = 0;
    for (int z = 0; z < 6; z++) {
      for (int other = 0; other < z; other++) {
        for (int j = 0; j < FakeTexts.DIMENSION; j++) {
          sum += Math.pow(means[z / 3][z % 3][j] - means[other / 3][other % 3][j], 2) / 15;
        }
      }
    }
    return sum;
  }

  @Test
  void productWeightsThatAreAllAlikeScoreAsCellsDoAndOthersAreNotScored() {
    String alike =
        BIRDS.replace("weights: {duck: 0.25, owl: 0.75}", "") + "estimate: {weighting: product}\n";
    Scores byCells = prepare(begin(TARGET), 7).prompts().scores();
    Scores byProduct = prepare(begin(target(alike)), 7).prompts().scores();
    assertEquals(byCells.idealWords().mean(), byProduct.idealWords().mean(), 1e-9);
    assertEquals(byCells.average().mean(), byProduct.average().mean(), 1e-9);

    String skewed = BIRDS + "estimate: {weighting: product}\n";
    Scores unknown = prepare(begin(target(skewed)), 7).prompts().scores();
    assertNull(unknown.idealWords());
    assertNull(unknown.average());
    assertEquals(6, unknown.cells());
  }

  private static double[] mean(String bird, String place) {
    double[] mean = new double[FakeTexts.DIMENSION];
    int count = 2 * BIRD_WORDS.get(bird).size() * PLACE_WORDS.get(place).size();
    for (String start : List.of("a ", "one ")) {
      for (String birdWord : BIRD_WORDS.get(bird)) {
        for (String placeWord : PLACE_WORDS.get(place)) {
          float[] vector = FakeTexts.vector(start + birdWord + " " + placeWord);
          for (int j = 0; j < mean.length; j++) {
            mean[j] += vector[j] / (double) count;
          }
        }
      }
    }
    return mean;
  }

  @Test
  void plainVectorsAreMeansOfUnitLengthAndGateVectorsComeOnePerText() {
    PreparedSpace space = prepare(begin(TARGET), 7);
    assertArrayEquals(
        unitMean("a duck", "a mallard", "the duck", "the mallard"), row(space.plain(), 0), 1e-12);
    assertArrayEquals(unitMean("a owl", "the owl"), row(space.plain(), 1), 1e-12);
    assertEquals(2 * FakeTexts.DIMENSION, space.plain().length);
    assertArrayEquals(unitMean("a photo"), row(space.gate(), 0), 1e-12);
    assertArrayEquals(unitMean("a text"), row(space.gate(), 1), 1e-12);
  }

  private static double[] unitMean(String... texts) {
    double[] sum = new double[FakeTexts.DIMENSION];
    for (String text : texts) {
      float[] vector = FakeTexts.vector(text);
      for (int j = 0; j < sum.length; j++) {
        sum[j] += vector[j];
      }
    }
    double length = Math.sqrt(Arrays.stream(sum).map(x -> x * x).sum());
    return Arrays.stream(sum).map(x -> x / length).toArray();
  }

  private static double[] row(double[] rows, int row) {
    return Arrays.copyOfRange(rows, row * FakeTexts.DIMENSION, (row + 1) * FakeTexts.DIMENSION);
  }

  @Test
  void theSpaceNamesWhatItWasMadeOf() {
    PreparedSpace space = prepare(begin(TARGET), 100);
    assertEquals("birds", space.space());
    assertEquals(3, space.version());
    assertEquals("sha256:one", space.model());
    assertEquals(50, space.logitScale());
    assertArrayEquals(TARGET.definition(), space.definition());
    assertEquals(Source.PROMPTS, space.prompts().source());
    assertEquals("*", space.prompts().feed());
    assertEquals(3, space.prompts().spaceVersion());
    assertEquals(Instant.EPOCH, space.prompts().asOf());
    assertArrayEquals(new double[6], space.prompts().support());
    assertTrue(Arrays.stream(space.prompts().standardError()).allMatch(Double::isNaN));
  }

  @Test
  void slicesOfAnySizeAndAnyInterruptionGiveTheSameBits() {
    PreparedSpace whole = prepare(begin(TARGET), 1000);
    for (int slice = 1; slice < 30; slice++) {
      Preparation preparation = begin(TARGET);
      List<String> asked = new ArrayList<>();
      while (!preparation.complete()) {
        List<String> texts = preparation.next(slice);
        assertTrue(texts.size() <= slice);
        asked.addAll(texts);
        preparation.take(vectors(texts));
        preparation = resume(TARGET, preparation.toBytes());
      }
      assertEquals(6 + 2 + 24, asked.size());
      PreparedSpace sliced = preparation.result();
      assertArrayEquals(whole.prompts().rows(), sliced.prompts().rows());
      assertArrayEquals(whole.plain(), sliced.plain());
      assertArrayEquals(whole.gate(), sliced.gate());
    }
  }

  @Test
  void vectorsOfCellsAreKeptForAMethodThatComparesThemAcrossInterruptions() {
    Target target = target(BIRDS + "method: pairs\n");
    Preparation preparation = begin(target);
    while (!preparation.complete()) {
      preparation.take(vectors(preparation.next(5)));
      preparation = resume(target, preparation.toBytes());
    }
    CellMeans cells = preparation.result().prompts().cells();
    List<String> birds = List.of("duck", "owl");
    List<String> places = List.of("lake", "wood", "town");
    for (int z = 0; z < 6; z++) {
      assertEquals(z / 3, cells.values()[2 * z]);
      assertEquals(z % 3, cells.values()[2 * z + 1]);
      assertArrayEquals(mean(birds.get(z / 3), places.get(z % 3)), row(cells.rows(), z), 1e-12);
    }
    assertNull(prepare(begin(TARGET), 7).prompts().cells());
  }

  @Test
  void plainPromptsOfSpuriousFactorsAreEmbeddedWhereTheMethodTakesThemOut() {
    String yaml =
        BIRDS.replace("plain: {bird", "plain: {place: [\"seen {place}\"], bird")
            + "method: orth-cali\n";
    PreparedSpace space = prepare(begin(target(yaml)), 7);
    assertEquals(5 * FakeTexts.DIMENSION, space.plain().length);
    assertArrayEquals(unitMean("a owl", "the owl"), row(space.plain(), 1), 1e-12);
    assertArrayEquals(unitMean("seen in a wood", "seen among trees"), row(space.plain(), 3), 1e-12);
    assertArrayEquals(unitMean("a text"), row(space.gate(), 1), 1e-12);
    assertEquals(6 * FakeTexts.DIMENSION, space.prompts().cells().rows().length);
  }

  @Test
  void aMethodThatComparesMoreCellsThanAreKeptIsRefused() {
    String many =
        IntStream.range(0, 33)
            .mapToObj(v -> "v%d: [\"w%d\"]".formatted(v, v))
            .collect(Collectors.joining(", ", "{", "}"));
    String yaml =
        """
        space: birds
        templates: ["a {x} {y}"]
        plain: {x: ["a {x}"]}
        factors:
          x: {role: label, values: %s}
          y: {role: spurious, values: %s}
        method: pairs
        """
            .formatted(many, many.replace("w", "y"));
    Unpreparable refusal = assertThrows(Unpreparable.class, () -> begin(target(yaml)));
    assertEquals(
        "method pairs compares with every cell; x[33] x y[33] has 1089, at most 1024 are kept",
        refusal.getMessage());
    Target few = target(BIRDS + "method: pairs\n");
    PromptBounds five = new PromptBounds(5, 100);
    assertThrows(Unpreparable.class, () -> PromptedCells.of(few.parsed(), five));
  }

  @Test
  void nothingIsResumedForAnotherVersionModelOrScale() {
    Preparation begun = begin(TARGET);
    byte[] state = begun.toBytes();
    byte[] json = TARGET.definition();
    for (Target other :
        List.of(
            new Target("birds", 4, json, "sha256:one", 50),
            new Target("birds", 3, json, "sha256:two", 50),
            new Target("birds", 3, json, "sha256:one", 60))) {
      assertNull(resume(other, state));
    }
  }

  @Test
  void whatIsHeldDoesNotGrowWithTheCells() {
    String many =
        IntStream.range(0, 60)
            .mapToObj(v -> "v%d: [\"w%d\"]".formatted(v, v))
            .collect(Collectors.joining(", ", "{", "}"));
    String yaml =
        """
        space: birds
        templates: ["a {x} {y}"]
        plain: {x: ["a {x}"]}
        factors:
          x: {role: label, values: %s}
          y: {role: label, values: %s}
        """;
    yaml = yaml.formatted(many, many).replace("plain: {", "plain: {y: [\"a {y}\"], ");
    Preparation preparation = begin(target(yaml));
    preparation.take(vectors(preparation.next(2000)));
    assertFalse(preparation.complete());
    int numbers = 121 * (4 + FakeTexts.DIMENSION) + 120 * FakeTexts.DIMENSION + 10;
    assertTrue(preparation.toBytes().length < numbers * 8 + 121 * 4 + 200);
  }

  @Test
  void aSpaceOfTooManyValuesIsRefused() {
    String many =
        IntStream.rangeClosed(0, PromptedCells.MOST_VALUES)
            .mapToObj(v -> "v%d: [\"w%d\"]".formatted(v, v))
            .collect(Collectors.joining(", ", "{", "}"));
    String yaml =
        """
        space: birds
        templates: ["a {x}"]
        plain: {x: ["a {x}"]}
        factors:
          x: {role: label, values: %s}
        """
            .formatted(many);
    Unpreparable refusal = assertThrows(Unpreparable.class, () -> begin(target(yaml)));
    assertEquals(
        "the factors have 2001 values in all, expected at most 2000", refusal.getMessage());
  }

  @Test
  void plainPromptsThatCancelEachOtherAreRefused() {
    Preparation preparation = begin(TARGET);
    List<float[]> opposite = new ArrayList<>();
    for (int sign : new int[] {1, -1, 1, -1}) {
      float[] vector = new float[FakeTexts.DIMENSION];
      vector[0] = sign;
      opposite.add(vector);
    }
    Unpreparable refusal = assertThrows(Unpreparable.class, () -> preparation.take(opposite));
    assertEquals(
        "the vectors of the plain prompts of bird/duck cancel each other:"
            + " their mean has length 0.0",
        refusal.getMessage());
  }

  @Test
  void theOrderOfTextsIsPlainThenGateThenCells() {
    List<String> texts = begin(TARGET).next(1000);
    assertEquals(
        List.of("a duck", "a mallard", "the duck", "the mallard", "a owl", "the owl", "a photo"),
        texts.subList(0, 7));
    assertEquals("a text", texts.get(7));
    assertEquals("a duck on a lake", texts.get(8));
    assertEquals(0, Collections.frequency(texts, "a owl on a lake") - 1);
  }
}
