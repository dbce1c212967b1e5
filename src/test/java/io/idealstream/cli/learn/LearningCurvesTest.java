package io.idealstream.cli.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.cli.learn.LearningCurves.Curve;
import io.idealstream.cli.learn.Question.Contender;
import io.idealstream.decision.Methods;
import io.idealstream.math.Cell;
import io.idealstream.math.Factor;
import io.idealstream.math.FactorSpace;
import io.idealstream.math.IdealWords;
import io.idealstream.math.Progress;
import io.idealstream.math.Weighting;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LearningCurvesTest {

  private static final int DIMENSION = 20;

  private final FactorSpace space =
      FactorSpace.of(
          Factor.uniform("bird", "landbird", "waterbird"),
          Factor.uniform("place", "land", "water"));
  private final Random random = new Random(51);

  /** The bird along the first axis, the place, twice as strong, half along it and half beside. */
  private double[] item(Cell cell, double noise) {
    double[] vector = new double[DIMENSION];
    for (int j = 0; j < DIMENSION; j++) {
      vector[j] = noise * random.nextGaussian();
    }
    vector[0] += cell.value(0) == 0 ? 1 : -1;
    vector[1] += cell.value(1) == 0 ? 2 : -2;
    vector[2] += 3;
    return vector;
  }

  private Items items(int number, double share, double noise) {
    Items items = new Items(DIMENSION);
    for (int t = 0; t < number; t++) {
      int bird = random.nextInt(2);
      Cell cell = Cell.of(bird, random.nextDouble() < share ? bird : 1 - bird);
      items.add(cell, item(cell, noise));
    }
    return items;
  }

  /** Prompts whose bird leans on the place. */
  private Question question() {
    double[] rows = new double[5 * DIMENSION];
    rows[DIMENSION] = 1;
    rows[DIMENSION + 1] = 0.6;
    rows[3 * DIMENSION + 1] = 1;
    for (int j = 0; j < DIMENSION; j++) {
      rows[2 * DIMENSION + j] = -rows[DIMENSION + j];
      rows[4 * DIMENSION + j] = -rows[3 * DIMENSION + j];
    }
    double[] plain = new double[2 * DIMENSION];
    plain[0] = 0.6;
    plain[1] = 0.8;
    plain[DIMENSION] = -0.6;
    plain[DIMENSION + 1] = -0.8;
    return new Question(
        space,
        0,
        Set.of(1),
        IdealWords.known(space, rows),
        plain,
        Weighting.CELLS,
        List.of(Methods.named("ideal-words"), Methods.named("cleared-words")));
  }

  private static Map<Contender, Curve> byContender(List<Curve> curves) {
    return curves.stream().collect(Collectors.toMap(Curve::contender, Function.identity()));
  }

  @Test
  void runningMeansLearnTheBiasAndLeastSquaresDoNot() {
    Map<Contender, Curve> curves =
        byContender(
            LearningCurves.of(
                question(),
                items(600, 0.95, 0.3),
                items(400, 0.5, 0.3),
                3,
                1,
                List.of(50, 600, 9999),
                Progress.SILENT));
    Curve means = curves.get(new Contender("means", null));
    Curve feedback = curves.get(new Contender("feedback", "ideal-words"));
    assertEquals(List.of(50, 600), means.points().stream().map(p -> p.items()).toList());
    assertTrue(means.points().get(1).worst().mean() < 0.05, "" + means);
    assertTrue(feedback.points().get(1).worst().mean() > 0.9, "" + feedback);
    assertTrue(means.prequential().average().mean() > 0.9, "on the biased feed it seems good");
    assertTrue(means.prequential().worst().mean() < 0.3, "" + means.prequential());
    Curve prompts = curves.get(new Contender("prompts", "cleared-words"));
    assertEquals(1, prompts.points().size());
    assertTrue(prompts.points().get(0).worst().mean() > 0.9, "cleared of the place");
    Curve leaning = curves.get(new Contender("prompts", "ideal-words"));
    assertTrue(leaning.points().get(0).worst().mean() < 0.5, "leans on the place");
  }

  /** Labels without any meaning can be remembered, not foreseen. */
  @Test
  void everyItemIsAnsweredBeforeItIsLearned() {
    Items noise = new Items(DIMENSION);
    for (int t = 0; t < 24; t++) {
      double[] vector = new double[DIMENSION];
      for (int j = 0; j < DIMENSION; j++) {
        vector[j] = random.nextGaussian();
      }
      noise.add(space.cellAt(random.nextInt(4)), vector);
    }
    List<Curve> curves =
        LearningCurves.of(question(), noise, noise, 20, 2, List.of(24), Progress.SILENT);
    Curve feedback = byContender(curves).get(new Contender("feedback", "ideal-words"));
    assertTrue(feedback.points().get(0).average().mean() > 0.7, "it has learned these very items");
    assertEquals(0.5, feedback.prequential().average().mean(), 0.1);
  }

  @Test
  void ordersAreThoseOfTheSeed() {
    Items feed = items(80, 0.9, 0.5);
    Items test = items(80, 0.5, 0.5);
    Question question = question();
    List<Curve> curves =
        LearningCurves.of(question, feed, test, 2, 7, List.of(20), Progress.SILENT);
    assertEquals(
        curves, LearningCurves.of(question, feed, test, 2, 7, List.of(20), Progress.SILENT));
    assertTrue(
        !curves.equals(
            LearningCurves.of(question, feed, test, 2, 8, List.of(20), Progress.SILENT)));
  }
}
