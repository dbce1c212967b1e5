package io.idealstream.math;

import static io.idealstream.math.Golden.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CompositionTest {

  private final FactorSpace space =
      FactorSpace.of(
          Factor.uniform("color", "green", "red"), Factor.uniform("object", "house", "car", "tea"));
  private final IdealWords words = Spaces.randomWords(new Random(1), space, 4);

  @Test
  void centreAndWordsMakeTheApproximationOfACell() {
    double[] vector =
        Composition.fromCentre(words)
            .plus(1, words, "color", "red")
            .plus(1, words, "object", "tea")
            .vector();
    assertClose(words.approximation(space.cell("red", "tea")), vector, 1e-12, "red tea");
  }

  @Test
  void aWordCanBeScaled() {
    double[] plain = words.approximation(space.cell("green", "house"));
    double[] strong = Composition.from(plain).plus(0.5, words, 0, 0).vector();
    double[] word = words.word(0, 0);
    for (int j = 0; j < 4; j++) {
      assertEquals(plain[j] + 0.5 * word[j], strong[j], 1e-12);
    }
  }

  @Test
  void oneValueCanStandInForAnother() {
    double[] green = words.approximation(space.cell("green", "car"));
    double[] red = Composition.from(green).exchange(words, 0, 0, 1).vector();
    assertClose(words.approximation(space.cell("red", "car")), red, 1e-12, "red car");
  }

  @Test
  void anExchangeNeedsOnlyTheDifference() {
    CellSums cells = new CellSums(Spaces.of(4, 2), Anchor.origin(1));
    for (int[] cell : new int[][] {{0, 0}, {1, 0}, {2, 1}, {3, 1}}) {
      cells.add(Cell.of(cell), new double[] {cell[0] * cell[0]}, 1);
    }
    IdealWords open = Weighting.CELLS.fit(cells);
    Composition nine = Composition.from(new float[] {9});
    assertClose(new double[] {4}, nine.exchange(open, 0, 3, 2).vector(), 1e-12, "difference");
    assertThrows(IllegalStateException.class, () -> nine.exchange(open, 0, 1, 2));
    assertThrows(IllegalStateException.class, () -> nine.plus(1, open, 1, 0));
  }

  @Test
  void wordsCarryOverFromOneSpaceToAnother() {
    IdealWords others = Spaces.randomWords(new Random(2), space, 4);
    double[] vector =
        Composition.between(words, others).plus(1, others, 0, 1).plus(2, words, 1, 0).vector();
    double[] expected = new double[4];
    for (int j = 0; j < 4; j++) {
      expected[j] =
          (words.centre()[j] + others.centre()[j]) / 2
              + others.word(0, 1)[j]
              + 2 * words.word(1, 0)[j];
    }
    assertClose(expected, vector, 1e-12, "transferred");
  }

  @Test
  void aWordInContextIsTakenFromThatContextAlone() {
    CellSums cells = new CellSums(space, Anchor.origin(2));
    cells.add(space.cell("green", "house"), new double[] {5, 1}, 1);
    cells.add(space.cell("red", "house"), new double[] {1, 3}, 2);
    cells.add(space.cell("red", "car"), new double[] {100, 100}, 1);
    double[] word = Composition.wordInContext(cells, 0, space.cell("green", "house"));
    assertClose(new double[] {2, -1}, word, 1e-12, "green in the context of house");
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> Composition.wordInContext(cells, 0, space.cell("red", "car")))
            .getMessage();
    assertEquals("no vector of (green, car) was seen", message);
  }

  @Test
  void termsMustFitAndScalesBeFinite() {
    Composition empty = Composition.empty(3);
    assertThrows(IllegalArgumentException.class, () -> empty.plus(1, new double[4]));
    assertThrows(IllegalArgumentException.class, () -> empty.plus(Double.NaN, new double[3]));
    assertThrows(IllegalArgumentException.class, () -> empty.plus(1, words, "shape", "round"));
  }

  /** Texts and images of the same cells, a constant gap apart. */
  @Test
  void modalityAsAFactorTakesTheGapAndLeavesTheWords() {
    double[] gap = {3, -1, 0.5, 2};
    CellSums texts = new CellSums(space, Anchor.origin(4));
    CellSums images = new CellSums(space, Anchor.origin(4));
    for (Cell cell : Spaces.all(space)) {
      double[] vector = words.approximation(cell);
      texts.add(cell, vector, 1);
      // images show only some cells, and unequally often
      if (cell.value(0) == 0 || cell.value(1) == 1) {
        images.add(cell, Composition.from(vector).plus(1, gap).vector(), 3);
      }
    }
    Factor modality = Factor.uniform("modality", "text", "image");
    CellSums joined = Modality.join(modality, List.of(texts, images));
    for (Weighting weighting : List.of(Weighting.CELLS, Weighting.COUNTS)) {
      IdealWords both = weighting.fit(joined);
      assertClose(gap, both.contrast(2, 1, 0), 1e-10, "gap");
      assertClose(words.words(0), both.words(0), 1e-10, "colors");
      assertClose(words.words(1), both.words(1), 1e-10, "objects");
    }
  }

  @Test
  void modalitiesMustBeOnePerPartAndOfOneSpace() {
    CellSums part = new CellSums(space, Anchor.origin(1));
    CellSums other = new CellSums(Spaces.of(2), Anchor.origin(1));
    Factor modality = Factor.uniform("modality", "text", "image");
    assertThrows(IllegalArgumentException.class, () -> Modality.join(modality, List.of(part)));
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> Modality.join(modality, List.of(part, other)))
            .getMessage();
    assertTrue(message.startsWith("part 'image' is over factor0[2]"), message);
    assertThrows(
        InvalidFactorSpaceException.class,
        () -> Modality.join(Factor.uniform("color", "a", "b"), List.of(part, part)));
  }
}
