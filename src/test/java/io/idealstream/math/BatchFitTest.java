package io.idealstream.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BatchFitTest {

  private final FactorSpace space =
      FactorSpace.of(
          Factor.uniform("color", "blue", "red"), Factor.uniform("object", "car", "house", "tea"));

  @Test
  void everyPartIsWhatItSaysByItself() {
    Random random = new Random(1);
    CellSums cells = Spaces.noise(random, space, 3, Spaces.all(space));
    IdealWords real = RealWords.approximation(space, random.doubles(15).toArray());
    List<Long> steps = new ArrayList<>();
    BatchFit fit =
        BatchFit.of(
            cells,
            Weighting.COUNTS,
            ScoreMode.DIST,
            Optional.of(real),
            (done, whole) -> {
              assertEquals(300, whole);
              steps.add(done);
            });
    Spaces.assertSame(Weighting.COUNTS.fit(cells), fit.words(), 0);
    assertEquals(
        DecomposabilityScores.words(cells, fit.words(), ScoreMode.DIST), fit.ideal().distance());
    assertEquals(DecomposabilityScores.words(cells, real, ScoreMode.DIST), fit.real().distance());
    assertEquals(NearestNeighbours.accuracy(cells, real, Progress.SILENT), fit.real().accuracy());
    assertEquals(
        DecomposabilityScores.average(cells, ScoreMode.DIST, Progress.SILENT), fit.average());
    double largest = 0;
    double sum = 0;
    for (int color = 0; color < 2; color++) {
      for (int object = 0; object < 3; object++) {
        double cosine = cosine(fit.words().word(0, color), fit.words().word(1, object));
        largest = Math.max(largest, Math.abs(cosine));
        sum += Math.abs(cosine);
      }
    }
    assertEquals(largest, fit.orthogonality().orElseThrow().largest(), 1e-12);
    assertEquals(sum / 6, fit.orthogonality().orElseThrow().mean(), 1e-12);
    IdealWords byCells = Weighting.CELLS.fit(cells);
    assertEquals(byCells.cosine(fit.words(), 1), fit.agreement().get(1));
    assertTrue(fit.agreement().get(0).orElseThrow() < 1);
    assertEquals(steps.stream().sorted().toList(), steps, "progress never goes back");
    assertEquals(300, steps.get(steps.size() - 1));
  }

  @Test
  void missingCellsLeaveProductWordsOpenInOneSentence() {
    CellSums cells = Spaces.noise(new Random(2), space, 3, Spaces.all(space).subList(0, 4));
    BatchFit fit =
        BatchFit.of(cells, Weighting.PRODUCT, ScoreMode.SQ, Optional.empty(), Progress.SILENT);
    assertEquals(Optional.empty(), fit.ideal().distance());
    assertEquals(OptionalDouble.empty(), fit.real().accuracy());
    assertTrue(fit.average().isPresent());
    assertEquals(
        List.of(
            "no words: weighting 'product' needs every cell; 2 of 6 are missing:"
                + " (red, house), (red, tea)"),
        fit.words().gaps());
  }

  private static double cosine(double[] one, double[] other) {
    double product = 0;
    double lengths = 0;
    double otherLengths = 0;
    for (int j = 0; j < one.length; j++) {
      product += one[j] * other[j];
      lengths += one[j] * one[j];
      otherLengths += other[j] * other[j];
    }
    return product / Math.sqrt(lengths * otherLengths);
  }

  @Test
  void gapsAreNamedWithTheirReasons() {
    CellSums cells = new CellSums(space, Anchor.origin(1));
    cells.add(space.cell("blue", "car"), new double[] {1}, 1);
    cells.add(space.cell("red", "house"), new double[] {2}, 1);
    List<String> gaps = Weighting.CELLS.fit(cells).gaps();
    assertEquals(
        List.of(
            "no centre: the cells seen do not compare all values, they divide those of 'color' into"
                + " 2 classes, those of 'object' into 2 classes",
            "no word of 'color' for blue, red: the cells seen compare it with no other value of"
                + " 'color'",
            "no word of 'object' for car, house: the cells seen compare it with no other value of"
                + " 'object'",
            "no word of 'object' for tea: no cell with this value of 'object' was seen"),
        gaps);
    assertEquals(List.of(), Spaces.randomWords(new Random(1), space, 2).gaps());
  }
}
