package io.idealstream.stream.label;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.estimate.SourceEstimate;
import io.idealstream.estimate.words.SpaceInForce;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.Modality;
import io.idealstream.stream.inforce.Items;
import io.idealstream.wire.Explanation;
import io.idealstream.wire.FactorLabel;
import io.idealstream.wire.Label;
import io.idealstream.wire.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CompiledSpaceTest {

  private static final Map<String, List<String>> VALUES =
      Map.of("bird", List.of("landbird", "waterbird", "owl"), "time", List.of("day", "night"));
  private static final Map<String, Integer> FIRST_ROW = Map.of("bird", 1, "time", 6);
  private static final Map<String, Integer> FIRST_PLAIN = Map.of("bird", 0, "time", 3);

  private final Random random = new Random(9);

  @Test
  void everyLabelFactorIsAnsweredByItsOwnWordsAndPlainPrompts() throws Exception {
    SpaceInForce space = Birds.space("birds", 3, random);
    for (int trial = 0; trial < 20; trial++) {
      Embedded item = Items.image("i-" + trial, Items.unit(random, Birds.DIMENSION));
      Label label = CompiledSpace.of(space).label(item).orElseThrow();
      assertEquals(VALUES.keySet(), label.factors().keySet());
      label.factors().forEach((factor, answer) -> assertAnswer(space, item, factor, answer));
    }
  }

  private static void assertAnswer(
      SpaceInForce space, Embedded item, String factor, FactorLabel answer) {
    List<String> values = VALUES.get(factor);
    double[] scores = new double[values.size()];
    double[] raw = new double[values.size()];
    for (int v = 0; v < scores.length; v++) {
      for (int j = 0; j < Birds.DIMENSION; j++) {
        double x = item.vector()[j];
        int word = (FIRST_ROW.get(factor) + v) * Birds.DIMENSION + j;
        scores[v] += x * (space.labelling().rows()[j] + space.labelling().rows()[word]);
        raw[v] += x * space.plain()[(FIRST_PLAIN.get(factor) + v) * Birds.DIMENSION + j];
      }
    }
    double[] expected = softmax(scores);
    int best = best(expected);
    assertEquals(values.get(best), answer.label());
    assertEquals(expected[best], answer.probability(), 1e-12);
    for (int v = 0; v < scores.length; v++) {
      assertEquals(expected[v], answer.probabilities().get(values.get(v)), 1e-12);
    }
    assertEquals(values.get(best(raw)), answer.raw().label());
    assertEquals(softmax(raw)[best(raw)], answer.raw().probability(), 1e-12);
    assertEquals(space.labelling().support()[FIRST_ROW.get(factor) + best], answer.support(), 0);
    assertTrue(answer.debiased());
    assertNull(answer.abstained());
  }

  @Test
  void aLabelNamesWhatItWasMadeWith() throws Exception {
    SpaceInForce space = Birds.space("birds", 3, random);
    Instant time = Items.NOON.plusSeconds(1);
    Embedded item = Items.image("i-1", "cam-7", time, Items.unit(random, Birds.DIMENSION));
    Label label =
        CompiledSpace.of(Birds.with(space, space.labelling(), 128)).label(item).orElseThrow();
    Label expected =
        new Label(
            "i-1", "cam-7", time, "birds", 3, Items.MODEL, 128, Source.PROMPTS, label.factors());
    assertEquals(expected, label);
  }

  @Test
  void aLabelBearsWhatCameWithTheImage() throws Exception {
    CompiledSpace space = CompiledSpace.of(Birds.space("birds", 3, random));
    Map<String, String> attributes = Map.of("author", "ann");
    Embedded image =
        new Embedded(
            Modality.IMAGE,
            "i-1",
            "cam-7",
            Items.NOON,
            Items.MODEL,
            Items.unit(random, Birds.DIMENSION),
            "a gull",
            null,
            0,
            attributes);

    Label label = space.label(image).orElseThrow();

    assertEquals("a gull", label.caption());
    assertEquals(attributes, label.attributes());
  }

  @Test
  void anAnswerThatHangsOnAnUncertainWordIsWithheld() throws Exception {
    SpaceInForce space = Birds.space("birds", 3, random);
    SourceEstimate prompts = space.labelling();
    double[] certain = new double[Birds.ROWS];
    double[] errors = new double[Birds.ROWS];
    Arrays.fill(errors, 1e9);
    Embedded item = Items.image("i-1", Items.unit(random, Birds.DIMENSION));
    var expected = CompiledSpace.of(space).label(item).orElseThrow().factors().get("bird");
    var sure = labelled(space, words(prompts, Source.CAPTIONS, certain), item);
    assertEquals(expected.label(), sure.label());
    assertNull(sure.abstained());
    for (double unknown : new double[] {1e9, Double.NaN}) {
      Arrays.fill(errors, unknown);
      var unsure = labelled(space, words(prompts, Source.CAPTIONS, errors), item);
      assertNull(unsure.label());
      assertEquals("uncertain", unsure.abstained());
      assertEquals(expected.raw(), unsure.raw());
    }
  }

  private static FactorLabel labelled(SpaceInForce space, SourceEstimate words, Embedded item)
      throws Exception {
    return CompiledSpace.of(Birds.with(space, words, 5))
        .label(item)
        .orElseThrow()
        .factors()
        .get("bird");
  }

  /** What all images have in common speaks for no value: items are taken from the centre. */
  @Test
  void wordsOfImagesScoreAnItemFromTheirCentre() throws Exception {
    SpaceInForce space = Birds.space("birds", 3, random);
    double[] certain = new double[Birds.ROWS];
    for (Source source : List.of(Source.IMAGES, Source.FEEDBACK, Source.BLEND)) {
      SourceEstimate words = words(space.labelling(), source, certain);
      Embedded item = Items.image("i-1", Items.unit(random, Birds.DIMENSION));
      FactorLabel label = labelled(space, words, item);
      double[] scores = new double[3];
      for (int v = 0; v < 3; v++) {
        for (int j = 0; j < Birds.DIMENSION; j++) {
          double x = item.vector()[j] - words.rows()[j];
          scores[v] += x * words.rows()[(1 + v) * Birds.DIMENSION + j];
        }
      }
      double[] expected = softmax(scores);
      for (int v = 0; v < 3; v++) {
        assertEquals(
            expected[v],
            label.probabilities().get(VALUES.get("bird").get(v)),
            1e-12,
            source.code());
      }
    }
  }

  private static SourceEstimate words(SourceEstimate words, Source source, double[] errors) {
    return new SourceEstimate(
        words.space(),
        words.feed(),
        source,
        words.model(),
        words.spaceVersion(),
        words.rows(),
        words.determined(),
        words.support(),
        errors,
        words.rank(),
        words.r2(),
        words.asOf());
  }

  @Test
  void beforeTheWordsComeTheRawAnswerIsGivenAndSaysSo() throws Exception {
    SpaceInForce space = Birds.space("birds", 3, random);
    Embedded item = Items.image("i-1", Items.unit(random, Birds.DIMENSION));
    Label label = CompiledSpace.of(Birds.withoutWords(space)).label(item).orElseThrow();
    assertEquals(0, label.words());
    assertEquals(Source.PROMPTS, label.source());
    for (FactorLabel answer : label.factors().values()) {
      assertFalse(answer.debiased());
      assertEquals(answer.raw().label(), answer.label());
      assertEquals(answer.raw().probability(), answer.probability());
      assertEquals(0, answer.support());
    }
  }

  @Test
  void aWordThatIsNotDeterminedTakesOnlyItsOwnFactorBackToTheRawAnswer() throws Exception {
    SpaceInForce space = Birds.space("birds", 3, random);
    space.labelling().determined()[2] = false;
    Embedded item = Items.image("i-1", Items.unit(random, Birds.DIMENSION));
    Label label = CompiledSpace.of(space).label(item).orElseThrow();
    assertFalse(label.factors().get("bird").debiased());
    assertTrue(label.factors().get("time").debiased());
  }

  @Test
  void classVectorsAreScaledWhereTheDefinitionSaysSo() throws Exception {
    SpaceInForce space = Birds.space("birds", "*", "one", "normalize-classes: true", 1, random);
    Embedded item = Items.image("i-1", Items.unit(random, Birds.DIMENSION));
    double[] scores = new double[2];
    for (int v = 0; v < 2; v++) {
      double squares = 0;
      for (int j = 0; j < Birds.DIMENSION; j++) {
        double entry =
            space.labelling().rows()[j] + space.labelling().rows()[(6 + v) * Birds.DIMENSION + j];
        scores[v] += item.vector()[j] * entry;
        squares += entry * entry;
      }
      scores[v] /= Math.sqrt(squares);
    }
    FactorLabel answer = CompiledSpace.of(space).label(item).orElseThrow().factors().get("time");
    assertEquals(softmax(scores)[0], answer.probabilities().get("day"), 1e-12);
  }

  @Test
  void anItemThatTheGateDoesNotAdmitIsMarkedOutside() throws Exception {
    String gate = "gate: {against: [\"a photo\"], margin: 0.1}";
    SpaceInForce space = Birds.space("birds", "*", "one", gate, 1, random);
    Arrays.fill(space.labelling().rows(), 0, Birds.DIMENSION, 0);
    space.labelling().rows()[0] = 5;
    SpaceInForce gated = Birds.withGate(space, 0, 1, 0, 0, 0, 0);
    FactorLabel outside = birdOf(gated, 0.70f, 0.65f);
    assertEquals("outside", outside.abstained());
    assertNull(outside.label());
    assertNull(outside.probability());
    assertEquals(Map.of(), outside.probabilities());
    assertEquals(0, outside.support());
    assertNull(birdOf(gated, 0.75f, 0.60f).abstained());
  }

  /** The gate's texts are texts; images lie elsewhere, so that their centre says nothing here. */
  @Test
  void theGateComparesWithThePlainPromptsWhereTheWordsAreNotMadeOfPrompts() throws Exception {
    String gate = "gate: {against: [\"a photo\"], margin: 0.1}";
    SpaceInForce space = Birds.space("birds", "*", "one", gate, 1, random);
    for (int j = 0; j < space.plain().length; j++) {
      space.plain()[j] = j % Birds.DIMENSION == 0 ? 1 : 0;
    }
    SourceEstimate prompts = space.labelling();
    Arrays.fill(prompts.rows(), 0, Birds.DIMENSION, 0);
    prompts.rows()[2] = 1;
    SourceEstimate images = words(prompts, Source.IMAGES, new double[Birds.ROWS]);
    SpaceInForce gated = Birds.withGate(space, 0, 1, 0, 0, 0, 0);
    assertEquals("outside", birdOf(gated, 1, 0).abstained());
    assertNull(birdOf(Birds.with(gated, images, 1), 1, 0).abstained());
    assertNull(birdOf(Birds.withoutWords(gated), 1, 0).abstained());
  }

  private static FactorLabel birdOf(SpaceInForce space, float first, float second)
      throws Exception {
    Embedded item = Items.image("i-1", first, second, 0, 0, 0, 0);
    return CompiledSpace.of(space).label(item).orElseThrow().factors().get("bird");
  }

  @Test
  void everyValueOfAFactorOfKindManyIsHeldAgainstTheCentre() throws Exception {
    SpaceInForce space = Birds.space("birds", "*", "many", "", 1, random);
    int several = 0;
    for (int trial = 0; trial < 40; trial++) {
      Embedded item = Items.image("i-1", Items.unit(random, Birds.DIMENSION));
      FactorLabel answer = CompiledSpace.of(space).label(item).orElseThrow().factors().get("time");
      List<String> expected = new ArrayList<>();
      List<String> expectedRaw = new ArrayList<>();
      for (int v = 0; v < 2; v++) {
        double centre = 0;
        double word = 0;
        double plain = 0;
        for (int j = 0; j < Birds.DIMENSION; j++) {
          double x = item.vector()[j];
          double[] rows = space.labelling().rows();
          word += x * rows[(6 + v) * Birds.DIMENSION + j];
          centre += x * (rows[6 * Birds.DIMENSION + j] + rows[7 * Birds.DIMENSION + j]) / 2;
          plain += x * space.plain()[(3 + v) * Birds.DIMENSION + j];
          plain -= x * space.plain()[(4 - v) * Birds.DIMENSION + j];
        }
        String name = VALUES.get("time").get(v);
        double probability = 1 / (1 + Math.exp(-Birds.LOGIT_SCALE * (word - centre)));
        double raw = 1 / (1 + Math.exp(-Birds.LOGIT_SCALE * plain / 2));
        assertEquals(probability, answer.probabilities().get(name), 1e-12);
        assertEquals(raw, answer.raw().probabilities().get(name), 1e-12);
        if (probability >= 0.5) {
          expected.add(name);
        }
        if (raw >= 0.5) {
          expectedRaw.add(name);
        }
      }
      assertEquals(expected, answer.labels());
      assertEquals(expectedRaw, answer.raw().labels());
      assertNull(answer.label());
      assertNull(answer.probability());
      assertNull(answer.margin());
      assertNull(answer.raw().label());
      assertTrue(answer.debiased());
      several += expected.equals(expectedRaw) ? 0 : 1;
    }
    assertTrue(several > 5, "raw and debiased differ");
  }

  @Test
  void thresholdsDecideWhatIsNamed() throws Exception {
    SpaceInForce one = Birds.space("birds", 1, new Random(1));
    Embedded item = Items.image("i-1", Items.unit(random, Birds.DIMENSION));
    FactorLabel free = CompiledSpace.of(one).label(item).orElseThrow().factors().get("bird");
    String other = free.label().equals("owl") ? "landbird" : "owl";
    FactorLabel same = withThresholds(Map.of(other, 1.0, free.label(), free.probability()), item);
    assertEquals(free, same, "its own threshold is just reached, another's does not matter");
    FactorLabel below = withThresholds(Map.of(free.label(), free.probability() + 1e-9), item);
    assertEquals("threshold", below.abstained());
    assertNull(below.label());
    assertNull(below.probability());
    assertEquals(free.probabilities(), below.probabilities());
    assertEquals(free.margin(), below.margin());
    assertEquals(free.raw(), below.raw());
    assertEquals(0, below.support());
  }

  @Test
  void aTemperatureMakesTheDebiasedAnswerLessSureAndLeavesTheLabel() throws Exception {
    SpaceInForce space = Birds.space("birds", 1, new Random(1));
    Embedded item = Items.image("i-1", Items.unit(random, Birds.DIMENSION));
    FactorLabel before = CompiledSpace.of(space).label(item).orElseThrow().factors().get("bird");
    FactorLabel after = withField("\"temperature\": 2, ", item);
    double sum = before.probabilities().values().stream().mapToDouble(Math::sqrt).sum();
    before
        .probabilities()
        .forEach((v, p) -> assertEquals(Math.sqrt(p) / sum, after.probabilities().get(v), 1e-12));
    assertEquals(before.label(), after.label());
    assertEquals(after.probabilities().get(after.label()), after.probability());
    assertEquals(before.raw(), after.raw());
  }

  @Test
  void aSetHoldsTheValuesThatTheQuantilesLeavePossible() throws Exception {
    SpaceInForce space = Birds.space("birds", 1, new Random(1));
    Embedded item = Items.image("i-1", Items.unit(random, Birds.DIMENSION));
    FactorLabel without = CompiledSpace.of(space).label(item).orElseThrow().factors().get("bird");
    assertNull(without.set());
    assertNull(withField("\"coverage\": 0.9, ", item).set(), "no quantile is in force");
    String label = without.label();
    double score = 1 - without.probability();
    List<String> others =
        without.probabilities().keySet().stream().filter(v -> !v.equals(label)).toList();
    String sets = "\"coverage\": 0.9, \"sets\": {\"%s\": %s, \"%s\": %s}, ";
    FactorLabel within = withField(sets.formatted(label, score, others.get(0), 0.01), item);
    assertTrue(within.set().contains(label), "just within");
    assertTrue(!within.set().contains(others.get(0)));
    assertTrue(within.set().containsAll(others.subList(1, others.size())), "without a quantile");
    assertEquals(without.probabilities(), within.probabilities());
    assertEquals(label, within.label());
    String beyond = sets.formatted(label, score - 1e-9, others.get(0), 1.0);
    assertTrue(!withField(beyond, item).set().contains(label));
    assertTrue(withField(beyond, item).set().contains(others.get(0)));
    String withheld = beyond + "\"thresholds\": {\"%s\": 1}, ".formatted(label);
    FactorLabel doubtful = withField(withheld, item);
    assertEquals("threshold", doubtful.abstained());
    assertEquals(withField(beyond, item).set(), doubtful.set(), "probabilities are still there");
  }

  private static FactorLabel withThresholds(Map<String, Double> thresholds, Embedded item)
      throws Exception {
    String field =
        thresholds.entrySet().stream()
            .map(value -> "\"%s\": %s".formatted(value.getKey(), value.getValue()))
            .collect(Collectors.joining(", ", "\"thresholds\": {", "}, "));
    return withField(field, item);
  }

  /** The answer for the bird of a space whose definition has one more field there. */
  private static FactorLabel withField(String field, Embedded item) throws Exception {
    SpaceInForce space = Birds.space("birds", 1, new Random(1));
    String definition = new String(space.definition(), UTF_8);
    byte[] changed = definition.replace("\"bird\":{", "\"bird\":{" + field).getBytes(UTF_8);
    SpaceInForce asked =
        new SpaceInForce(
            "birds",
            1,
            changed,
            space.model(),
            space.logitScale(),
            space.words(),
            space.labelling(),
            space.plain(),
            space.gate());
    return CompiledSpace.of(asked).label(item).orElseThrow().factors().get("bird");
  }

  @Test
  void anItemOutsideIsOneRecordWhateverTheKindsOfItsFactors() throws Exception {
    String gate = "gate: {against: [\"a photo\"], margin: 0.1}";
    SpaceInForce space = Birds.space("birds", "*", "many", gate, 1, random);
    Arrays.fill(space.labelling().rows(), 0, Birds.DIMENSION, 0);
    space.labelling().rows()[0] = 5;
    Embedded item = Items.image("i-1", 0.6f, 0.8f, 0, 0, 0, 0);
    Label label =
        CompiledSpace.of(Birds.withGate(space, 0, 1, 0, 0, 0, 0)).label(item).orElseThrow();
    FactorLabel time = label.factors().get("time");
    assertEquals("outside", time.abstained());
    assertEquals(List.of(), time.labels());
    assertEquals(Map.of(), time.probabilities());
    assertEquals("outside", label.factors().get("bird").abstained());
    assertNull(label.factors().get("bird").labels());
  }

  @Test
  void aValueWhoseWordIsUncertainNeitherHoldsNorFails() throws Exception {
    SpaceInForce space = Birds.space("birds", "*", "many", "", 1, random);
    double[] errors = new double[Birds.ROWS];
    errors[6] = 1e9;
    SpaceInForce unsure = Birds.with(space, words(space.labelling(), Source.IMAGES, errors), 1);
    Embedded item = Items.image("i-1", Items.unit(random, Birds.DIMENSION));
    FactorLabel time = CompiledSpace.of(unsure).label(item).orElseThrow().factors().get("time");
    assertEquals(Set.of("night"), time.probabilities().keySet());
    assertNull(time.abstained());
    errors[7] = 1e9;
    FactorLabel none = CompiledSpace.of(unsure).label(item).orElseThrow().factors().get("time");
    assertEquals("uncertain", none.abstained());
    assertEquals(List.of(), none.labels());
  }

  @Test
  void aLabelSaysHowSureItIsAndHowItWasMade() throws Exception {
    SpaceInForce space = Birds.space("birds", 3, random);
    Embedded item = Items.image("i-1", Items.unit(random, Birds.DIMENSION));
    FactorLabel answer = CompiledSpace.of(space).label(item).orElseThrow().factors().get("bird");
    List<Double> sorted = answer.probabilities().values().stream().sorted().toList();
    assertEquals(sorted.get(2) - sorted.get(1), answer.margin(), 1e-15);
    int row = 1 + VALUES.get("bird").indexOf(answer.label());
    assertEquals(space.labelling().standardError()[row], answer.standardError());
    assertEquals("ideal-words", answer.method());
    assertNull(answer.explanation());
    Arrays.fill(space.labelling().standardError(), Double.NaN);
    assertNull(
        CompiledSpace.of(space).label(item).orElseThrow().factors().get("bird").standardError());
    FactorLabel raw =
        CompiledSpace.of(Birds.withoutWords(space)).label(item).orElseThrow().factors().get("bird");
    assertEquals("plain", raw.method());
    assertNull(raw.standardError());
    assertTrue(raw.margin() > 0);
  }

  /** The lead of the raw answer, in parts that add up to it. */
  @Test
  void anExplanationAddsUpToTheLeadOfTheRawAnswerOverTheLabelOrTheRunnerUp() throws Exception {
    SpaceInForce space = Birds.space("birds", "*", "one", "explain: true", 3, random);
    int other = 0;
    for (int trial = 0; trial < 40; trial++) {
      Embedded item = Items.image("i-1", Items.unit(random, Birds.DIMENSION));
      FactorLabel answer = CompiledSpace.of(space).label(item).orElseThrow().factors().get("bird");
      Explanation why = answer.explanation();
      assertEquals(answer.raw().label(), why.label());
      double lead = rawLogit(space, item, why.label()) - rawLogit(space, item, why.over());
      assertEquals(lead, why.logit(), 1e-9);
      assertTrue(lead >= 0);
      assertEquals(Set.of("bird", "place", "time"), why.factors().keySet());
      double sum = why.factors().values().stream().mapToDouble(x -> x).sum() + why.rest();
      assertEquals(lead, sum, 1e-9);
      if (answer.label().equals(why.label())) {
        assertNotEquals(why.label(), why.over());
        for (String value : VALUES.get("bird")) {
          assertTrue(
              value.equals(why.label())
                  || rawLogit(space, item, value) <= rawLogit(space, item, why.over()));
        }
      } else {
        assertEquals(answer.label(), why.over());
        other++;
      }
    }
    assertTrue(other > 5, "raw and debiased differ");
    SpaceInForce open = Birds.space("birds", "*", "one", "explain: true", 3, random);
    open.labelling().determined()[4] = false;
    Embedded item = Items.image("i-1", Items.unit(random, Birds.DIMENSION));
    assertNull(
        CompiledSpace.of(open).label(item).orElseThrow().factors().get("bird").explanation());
  }

  private static double rawLogit(SpaceInForce space, Embedded item, String bird) {
    double sum = 0;
    for (int j = 0; j < Birds.DIMENSION; j++) {
      int at = VALUES.get("bird").indexOf(bird) * Birds.DIMENSION + j;
      sum += item.vector()[j] * space.plain()[at];
    }
    return Birds.LOGIT_SCALE * sum;
  }

  @Test
  void labelsOfASpaceOnTrialAreMarkedAndOtherwiseTheSame() throws Exception {
    SpaceInForce real = Birds.space("birds", 3, new Random(4));
    SpaceInForce trial = Birds.space("birds", "*", "one", "shadow: true", 3, new Random(4));
    Embedded item = Items.image("i-1", Items.unit(random, Birds.DIMENSION));
    Label label = CompiledSpace.of(real).label(item).orElseThrow();
    Label shadow = CompiledSpace.of(trial).label(item).orElseThrow();
    assertFalse(label.isShadow());
    assertNull(label.shadow());
    assertTrue(shadow.isShadow());
    assertEquals(label.factors(), shadow.factors());
  }

  @Test
  void aSpaceSaysNothingOfOtherFeedsAndOtherModels() throws Exception {
    CompiledSpace space = CompiledSpace.of(Birds.space("birds", "cam-1", "one", "", 1, random));
    float[] vector = Items.unit(random, Birds.DIMENSION);
    assertTrue(space.label(Items.image("i", "cam-1", Items.NOON, vector)).isPresent());
    assertTrue(space.label(Items.image("i", "cam-2", Items.NOON, vector)).isEmpty());
    assertTrue(space.label(Items.image("i", "sha256:other", vector)).isEmpty());
  }

  @Test
  void vectorsThatDoNotFitTheDefinitionAreRefused() {
    SpaceInForce space = Birds.space("birds", 1, random);
    SpaceInForce misfit =
        new SpaceInForce(
            "birds",
            1,
            space.definition(),
            Items.MODEL,
            1,
            1,
            space.labelling(),
            new double[7],
            null);
    assertThrows(IllegalArgumentException.class, () -> CompiledSpace.of(misfit));
  }

  private static double[] softmax(double[] scores) {
    double[] powers =
        Arrays.stream(scores).map(score -> Math.exp(Birds.LOGIT_SCALE * score)).toArray();
    double sum = Arrays.stream(powers).sum();
    return Arrays.stream(powers).map(power -> power / sum).toArray();
  }

  private static int best(double[] numbers) {
    int best = 0;
    for (int v = 0; v < numbers.length; v++) {
      best = numbers[v] > numbers[best] ? v : best;
    }
    return best;
  }
}
