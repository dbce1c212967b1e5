package io.idealstream.math;

import static io.idealstream.math.Golden.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class DisentanglementTest {

  @TestFactory
  Stream<DynamicTest> everyMeasureAgreesWithNumpy() {
    return Golden.stream(Golden.read("disentanglement.json"))
        .map(golden -> DynamicTest.dynamicTest(golden.get("name").asText(), () -> check(golden)));
  }

  private static void check(JsonNode golden) {
    FactorSpace space = Golden.space(golden);
    Disentanglement image = Disentanglement.of(space, Golden.vector(golden.get("logits")));
    assertClose(
        golden.get("totalCorrelation").asDouble(), image.totalCorrelation(), 1e-10, "correlation");
    for (int i = 0; i < space.factors(); i++) {
      JsonNode expected = golden.get("perFactor").get(i);
      Disentanglement.OfFactor factor = image.factors().get(i);
      assertEquals(expected.get("mode").asBoolean(), factor.mode(), "mode of factor " + i);
      assertEquals(expected.get("order").asBoolean(), factor.order(), "order of factor " + i);
      assertClose(expected.get("kendallTau").asDouble(), factor.kendallTau(), 1e-12, "tau " + i);
    }
  }

  @Test
  void onModeDisentangledImagesIdealWordsFindTheBestCellUnderAnyWeights() {
    Random random = new Random(12);
    int met = 0;
    for (int trial = 0; trial < 3000; trial++) {
      FactorSpace space = Spaces.random(random, 2, 3);
      CellSums cells = Spaces.noise(random, space, 1, Spaces.all(space));
      double[] logits = cells.cells().values().stream().mapToDouble(sum -> sum.mean()[0]).toArray();
      Disentanglement image = Disentanglement.of(space, logits);
      if (image.factors().stream().allMatch(Disentanglement.OfFactor::mode)) {
        met++;
        IdealWords words = Weighting.PRODUCT.fit(cells);
        double[] approximations = new double[logits.length];
        for (int z = 0; z < logits.length; z++) {
          approximations[z] = words.approximation(space.cellAt(z))[0];
        }
        assertEquals(best(logits), best(approximations));
      }
    }
    assertTrue(met > 300, "images met: " + met);
  }

  private static int best(double[] numbers) {
    int best = 0;
    for (int z = 1; z < numbers.length; z++) {
      best = numbers[z] > numbers[best] ? z : best;
    }
    return best;
  }

  @Test
  void samplesMergeToTheAverageOverTheirImages() {
    FactorSpace space = Spaces.of(2, 3);
    Disentanglement additive = Disentanglement.of(space, new double[] {0, 1, 2, 5, 6, 7});
    Disentanglement mixed = Disentanglement.of(space, new double[] {0, 1, 2, 7, 6, 5});
    DisentanglementSample left = new DisentanglementSample(space);
    assertTrue(left.averages().isEmpty());
    left.add(additive);
    DisentanglementSample right = new DisentanglementSample(space);
    right.add(mixed);
    left.merge(right);
    assertEquals(2, left.images());
    DisentanglementSample.Averages averages = left.averages().orElseThrow();
    assertClose(mixed.totalCorrelation() / 2, averages.totalCorrelation(), 1e-12, "correlation");
    assertEquals(new DisentanglementSample.OfFactor(1, 1, 1), averages.factors().get(0));
    assertEquals(new DisentanglementSample.OfFactor(0.5, 0.5, 0), averages.factors().get(1));
    assertThrows(
        IllegalArgumentException.class,
        () -> left.merge(new DisentanglementSample(Spaces.of(3, 2))));
  }

  @Test
  void logitsMustBeFiniteAndOnePerCell() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Disentanglement.of(Spaces.of(2), new double[] {0, Double.NaN}));
    assertThrows(
        IllegalArgumentException.class, () -> Disentanglement.of(Spaces.of(2, 3), new double[5]));
  }
}
