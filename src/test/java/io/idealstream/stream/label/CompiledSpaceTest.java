package io.idealstream.stream.label;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.stream.Embedded;
import io.idealstream.stream.SourceEstimate;
import io.idealstream.stream.SpaceInForce;
import io.idealstream.stream.inforce.Items;
import io.idealstream.wire.FactorLabel;
import io.idealstream.wire.Label;
import io.idealstream.wire.Source;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
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
  void anAnswerThatHangsOnAnUncertainWordIsWithheld() throws Exception {
    SpaceInForce space = Birds.space("birds", 3, random);
    SourceEstimate prompts = space.labelling();
    double[] certain = new double[Birds.ROWS];
    double[] errors = new double[Birds.ROWS];
    Arrays.fill(errors, 1e9);
    Embedded item = Items.image("i-1", Items.unit(random, Birds.DIMENSION));
    var expected = CompiledSpace.of(space).label(item).orElseThrow().factors().get("bird");
    var sure = labelled(space, images(prompts, certain), item);
    assertEquals(expected.label(), sure.label());
    assertNull(sure.abstained());
    for (double unknown : new double[] {1e9, Double.NaN}) {
      Arrays.fill(errors, unknown);
      var unsure = labelled(space, images(prompts, errors), item);
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

  private static SourceEstimate images(SourceEstimate words, double[] errors) {
    return new SourceEstimate(
        words.space(),
        words.feed(),
        Source.IMAGES,
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
    SourceEstimate images = images(prompts, new double[Birds.ROWS]);
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
  void aFactorOfKindManyIsPassedOverAndTheOthersKeepTheirPrompts() throws Exception {
    SpaceInForce one = Birds.space("birds", "*", "one", "", 1, new Random(1));
    SpaceInForce many = Birds.space("birds", "*", "many", "", 1, new Random(1));
    Embedded item = Items.image("i-1", Items.unit(random, Birds.DIMENSION));
    Label label = CompiledSpace.of(many).label(item).orElseThrow();
    assertEquals(Set.of("bird"), label.factors().keySet());
    assertEquals(
        CompiledSpace.of(one).label(item).orElseThrow().factors().get("bird"),
        label.factors().get("bird"));
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
