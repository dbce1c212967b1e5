package io.idealstream.math;

import static io.idealstream.math.Golden.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class BlendTest {

  @TestFactory
  Stream<DynamicTest> wordsSharesAndErrorsAgreeWithNumpy() {
    return Golden.stream(Golden.read("blends.json"))
        .map(golden -> DynamicTest.dynamicTest(golden.get("name").asText(), () -> check(golden)));
  }

  private static void check(JsonNode golden) {
    FactorSpace space = Golden.space(golden);
    IdealWords prompts = IdealWords.known(space, Golden.matrix(golden.get("prior")));
    for (Anchor anchor : List.of(Anchor.origin(4), Anchor.at(prompts.centre()))) {
      Blend blend = Blend.of(LeastSquares.fit(Golden.moments(golden, anchor)), prompts);
      assertClose(Golden.matrix(golden.get("rows")), blend.words().rows(), 1e-9, "rows");
      for (int i = 0; i < space.factors(); i++) {
        for (int v = 0; v < space.values(i); v++) {
          double share = golden.get("shares").get(space.row(i, v) - 1).asDouble();
          assertClose(share, blend.shareOfPrompts(i, v), 1e-9, "share " + i + ", " + v);
          double expected = golden.get("errors").get(space.row(i, v)).asDouble();
          assertClose(expected, blend.standardError(i, v), 1e-9, "error " + i + ", " + v);
        }
      }
    }
  }

  /** Where both sources are off by as much, the blend is nearer to the truth than either. */
  @Test
  void theBlendOfTwoFlawedSourcesIsBetterThanBoth() {
    Random random = new Random(41);
    FactorSpace space = Spaces.of(4, 3);
    double ofEvents = 0;
    double ofPrompts = 0;
    double ofBlend = 0;
    for (int trial = 0; trial < 40; trial++) {
      IdealWords truth = Spaces.randomWords(random, space, 30);
      IdealWords prompts = flawed(random, truth);
      IdealWords pictured = flawed(random, truth);
      Moments moments = new Moments(space, Anchor.origin(30));
      for (int event = 0; event < 100; event++) {
        Cell cell = space.cellAt(random.nextInt(12));
        double[] vector = pictured.approximation(cell);
        for (int j = 0; j < vector.length; j++) {
          vector[j] += random.nextGaussian();
        }
        moments.add(cell, vector, 1);
      }
      LeastSquares fit = LeastSquares.fit(moments);
      ofEvents += error(fit.words(), truth);
      ofPrompts += error(prompts, truth);
      ofBlend += error(Blend.of(fit, prompts).words(), truth);
    }
    assertTrue(ofBlend < 0.75 * ofEvents, ofBlend + " against events " + ofEvents);
    assertTrue(ofBlend < 0.75 * ofPrompts, ofBlend + " against prompts " + ofPrompts);
  }

  private static IdealWords flawed(Random random, IdealWords truth) {
    double[] rows = truth.rows();
    for (int j = 0; j < rows.length; j++) {
      rows[j] += 0.5 * random.nextGaussian();
    }
    return IdealWords.known(truth.space(), rows);
  }

  private static double error(IdealWords words, IdealWords truth) {
    double sum = 0;
    for (int v = 0; v < 4; v++) {
      double[] apart = words.word(0, v);
      Vectors.add(apart, 0, -1, truth.word(0, v), 0, apart.length);
      sum += Vectors.dot(apart, 0, apart, 0, apart.length);
    }
    return sum;
  }

  @Test
  void eventsThatSayThePromptsWordsChangeNothingButTheCentre() {
    Random random = new Random(42);
    FactorSpace space = Spaces.of(3, 2);
    IdealWords prompts = Spaces.randomWords(random, space, 5);
    Moments moments = new Moments(space, Anchor.origin(5));
    double[] gap = random.doubles(5).toArray();
    for (Cell cell : Spaces.all(space)) {
      double[] vector = prompts.approximation(cell);
      Vectors.add(vector, 0, 1, gap, 0, 5);
      moments.add(cell, vector, 1 + cell.value(0));
    }
    Blend blend = Blend.of(LeastSquares.fit(moments), prompts);
    assertClose(prompts.words(0), blend.words().words(0), 1e-9, "words");
    double[] centre = prompts.centre();
    Vectors.add(centre, 0, 1, gap, 0, 5);
    assertClose(centre, blend.words().centre(), 1e-9, "centre");
  }

  @Test
  void nothingSeenOrOpenPromptsAreRefused() {
    FactorSpace space = Spaces.of(2, 2);
    IdealWords prompts = Spaces.randomWords(new Random(1), space, 2);
    LeastSquares none = LeastSquares.fit(new Moments(space, Anchor.origin(2)));
    assertThrows(IllegalArgumentException.class, () -> Blend.of(none, prompts));
    Moments one = new Moments(space, Anchor.origin(2));
    one.add(space.cellAt(0), new double[] {1, 2}, 1);
    LeastSquares open = LeastSquares.fit(one);
    assertEquals(1, Blend.of(open, prompts).shareOfPrompts(0, 0));
    assertThrows(IllegalArgumentException.class, () -> Blend.of(open, open.words()));
  }
}
