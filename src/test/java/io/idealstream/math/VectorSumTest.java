package io.idealstream.math;

import static io.idealstream.math.Golden.assertClose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VectorSumTest {

  private final Anchor anchor = Anchor.at(new double[] {1, 2});

  @Test
  void sumsAreTakenFromTheAnchorAndMeansAreNot() {
    VectorSum sum = new VectorSum(anchor);
    sum.add(new float[] {2, 4}, 3);
    sum.add(new double[] {0, 2}, 1);
    assertEquals(4, sum.weight());
    assertEquals(10, sum.squaredWeight());
    assertEquals(3 * 5 + 1, sum.squares());
    assertEquals(2, sum.count());
    assertEquals(2, sum.sum(0));
    assertClose(new double[] {1.5, 3.5}, sum.mean(), 1e-15, "mean");
    assertEquals(1.6, sum.effectiveCount(), 1e-15);
    // 3 (0.5^2 + 0.5^2) + 1 (1.5^2 + 1.5^2)
    assertEquals(6, sum.scatter(), 1e-12);
  }

  @Test
  void aVoteKeepsTheMeanAndTheUncertaintyOfTheWeights() {
    VectorSum sum = new VectorSum(anchor);
    sum.add(new float[] {2, 4}, 3);
    sum.add(new float[] {0, 2}, 1);
    VectorSum vote = new VectorSum(anchor);
    vote.mergeMean(sum, 1);
    assertEquals(1, vote.weight(), 1e-15);
    assertEquals(1 / sum.effectiveCount(), vote.squaredWeight(), 1e-15);
    assertClose(sum.mean(), vote.mean(), 1e-15, "mean");
    assertEquals(0, vote.scatter(), 1e-15);
  }

  @Test
  void anArrayComesBackAsTheSameSums() {
    VectorSum sum = new VectorSum(anchor);
    sum.add(new float[] {2, 4}, 0.5);
    VectorSum back = VectorSum.fromArray(anchor, sum.toArray());
    assertArrayEquals(sum.toArray(), back.toArray());
    back.scale(2);
    assertEquals(0.5, sum.weight(), "the array is a copy");
    assertEquals(1, back.squaredWeight());
  }

  @Test
  void everyFieldOfAnArrayIsChecked() {
    double[] sound = {1, 1, 5, 1, 1, 2};
    VectorSum.fromArray(anchor, sound);
    assertRefused("weight", 0, -1);
    assertRefused("squared weight", 1, Double.NaN);
    assertRefused("squares", 2, Double.POSITIVE_INFINITY);
    assertRefused("count", 3, 1.5);
    assertRefused("count 0", 3, 0);
    assertRefused("sum at place 1", 5, Double.NaN);
    String length =
        assertThrows(
                IllegalArgumentException.class, () -> VectorSum.fromArray(anchor, new double[5]))
            .getMessage();
    assertTrue(length.contains("numbers of a vector sum: 5, dimension 2 needs 6"), length);
  }

  private void assertRefused(String name, int place, double value) {
    double[] damaged = {1, 1, 5, 1, 1, 2};
    damaged[place] = value;
    String message =
        assertThrows(IllegalArgumentException.class, () -> VectorSum.fromArray(anchor, damaged))
            .getMessage();
    assertTrue(message.contains(name), message);
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {0, -1, -0.0, Double.NaN, Double.POSITIVE_INFINITY, 1e-200, 1e200, -1e-300})
  void impossibleWeightsAreRefusedAndNothingIsAdded(double weight) {
    VectorSum sum = new VectorSum(anchor);
    assertThrows(IllegalArgumentException.class, () -> sum.add(new float[] {1, 1}, weight));
    assertArrayEquals(new double[6], sum.toArray());
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.NEGATIVE_INFINITY, 1e200})
  void impossibleVectorsAreRefusedAndLeaveNoCell(double number) {
    CellSums cells = new CellSums(Spaces.of(2, 2), anchor);
    double[] vector = {0, number};
    assertThrows(IllegalArgumentException.class, () -> cells.add(Cell.of(0, 0), vector, 1));
    float[] narrow = {0, (float) number};
    assertThrows(IllegalArgumentException.class, () -> cells.add(Cell.of(0, 0), narrow, 1));
    cells.merge(Cell.of(0, 0), new VectorSum(anchor));
    assertTrue(cells.cells().isEmpty());
    Moments moments = new Moments(Spaces.of(2, 2), anchor);
    assertThrows(IllegalArgumentException.class, () -> moments.add(Cell.of(0, 0), vector, 1));
    assertTrue(moments.total().isEmpty());
  }

  /** A vector that is kept as it came, and the same one written out: whatever is asked or added. */
  @Test
  void aVectorThatIsKeptAnswersAsTheSumOfIt() {
    Anchor origin = Anchor.origin(5);
    float[] vector = {0.1f, -2, 3.7f, 0, 1e-3f};
    VectorSum kept = VectorSum.of(origin, vector, 1);
    VectorSum sum = new VectorSum(origin);
    sum.add(vector, 1);
    assertAlike(sum, kept);
    VectorSum joined = new VectorSum(origin);
    joined.merge(kept);
    assertAlike(sum, joined);
    joined.clear();
    joined.mergeMean(kept, 1);
    assertAlike(sum, joined);
    VectorSum changed = kept.copy();
    changed.scale(0.3);
    sum.scale(0.3);
    assertAlike(sum, changed);
    assertEquals(1, kept.weight(), "the copy was changed");
    changed = kept.copy();
    changed.merge(sum);
    changed.add(vector, 0.5);
    sum.add(vector, 0.5);
    VectorSum one = VectorSum.of(origin, vector, 1);
    sum.merge(one);
    assertClose(sum.toArray(), changed.toArray(), 1e-15, "sums in another order");
    one.clear();
    assertArrayEquals(new VectorSum(origin).toArray(), one.toArray());
    assertThrows(IllegalArgumentException.class, () -> VectorSum.of(Anchor.origin(4), vector, 1));
  }

  private static void assertAlike(VectorSum expected, VectorSum actual) {
    assertArrayEquals(expected.toArray(), actual.toArray());
    assertArrayEquals(expected.mean(), actual.mean());
    assertEquals(expected.sum(2), actual.sum(2));
    assertEquals(expected.scatter(), actual.scatter());
    assertEquals(expected.squaredLengthOfMean(), actual.squaredLengthOfMean());
    double[] point = {1, 2, 3, 4, 5};
    assertEquals(expected.squaredDistanceOfMean(point), actual.squaredDistanceOfMean(point));
  }

  @Test
  void cellsMayComeInAnyOrder() {
    CellSums cells = new CellSums(Spaces.of(2, 2), Anchor.origin(1));
    for (int index : new int[] {2, 0, 3, 2, 1, 0}) {
      cells.add(Spaces.of(2, 2).cellAt(index), new float[] {index}, 1);
    }
    assertEquals(Spaces.all(Spaces.of(2, 2)), List.copyOf(cells.cells().keySet()));
    assertEquals(
        List.of(2L, 1L, 2L, 1L), cells.cells().values().stream().map(VectorSum::count).toList());
  }

  /** Of 100,000 cells no second copy is made. */
  @Test
  void aPartOfTheCellsIsOfTheSameSums() {
    CellSums all = new CellSums(Spaces.of(2, 2), anchor);
    all.add(Cell.of(0, 0), new float[] {1, 1}, 1);
    all.add(Cell.of(1, 1), new float[] {1, 1}, 4);
    CellSums heavy = all.only(sum -> sum.weight() > 2);
    assertEquals(Set.of(Cell.of(1, 1)), heavy.cells().keySet());
    assertSame(all.cells().get(Cell.of(1, 1)), heavy.cells().get(Cell.of(1, 1)));
    assertEquals(2, all.cells().size());
  }

  @Test
  void vectorsOfAnotherDimensionAreRefused() {
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> new VectorSum(anchor).add(new float[3], 1))
            .getMessage();
    assertEquals("vector has dimension 3, these sums have 2; written by another model?", message);
  }

  @Test
  void sumsOfAnotherAnchorOrSpaceDoNotMerge() {
    VectorSum sum = new VectorSum(anchor);
    assertThrows(IllegalArgumentException.class, () -> sum.merge(new VectorSum(Anchor.origin(2))));
    CellSums cells = new CellSums(Spaces.of(2, 2), anchor);
    assertThrows(
        IllegalArgumentException.class, () -> cells.merge(new CellSums(Spaces.of(2, 3), anchor)));
    Moments moments = new Moments(Spaces.of(2, 2), anchor);
    assertThrows(
        IllegalArgumentException.class, () -> moments.merge(new Moments(Spaces.of(2, 3), anchor)));
  }

  @Test
  void anchorsAreFiniteAndHaveADimension() {
    assertThrows(IllegalArgumentException.class, () -> Anchor.at(new double[0]));
    assertThrows(IllegalArgumentException.class, () -> Anchor.at(new double[] {Double.NaN}));
    assertThrows(IllegalArgumentException.class, () -> Anchor.origin(0));
    assertEquals(Anchor.at(new double[] {1, 2}), anchor);
  }
}
