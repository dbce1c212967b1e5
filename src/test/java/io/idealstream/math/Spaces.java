package io.idealstream.math;

import static io.idealstream.math.Golden.assertClose;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Spaces, words and cells for tests. */
final class Spaces {

  private Spaces() {}

  /** A space with these numbers of values, weighted alike. */
  static FactorSpace of(int... sizes) {
    return FactorSpace.of(
        IntStream.range(0, sizes.length)
            .mapToObj(i -> Factor.uniform("factor" + i, names(i, sizes[i])))
            .toList());
  }

  /** A space of random sizes and weights; every factor has at least two values. */
  static FactorSpace random(Random random, int factors, int most) {
    List<Factor> all = new ArrayList<>();
    for (int i = 0; i < factors; i++) {
      List<String> names = names(i, 2 + random.nextInt(most - 1));
      double[] raw = random.doubles(names.size(), 0.2, 1).toArray();
      double sum = Arrays.stream(raw).sum();
      all.add(
          new Factor("factor" + i, names, Arrays.stream(raw).map(w -> w / sum).boxed().toList()));
    }
    return FactorSpace.of(all);
  }

  private static List<String> names(int factor, int size) {
    return IntStream.range(0, size).mapToObj(v -> "f" + factor + "v" + v).toList();
  }

  static List<Cell> all(FactorSpace space) {
    return LongStream.range(0, space.cells()).mapToObj(space::cellAt).toList();
  }

  static IdealWords randomWords(Random random, FactorSpace space, int dimension) {
    return IdealWords.known(
        space, random.doubles((long) space.rows() * dimension, -1, 1).toArray());
  }

  /** Cells that each bring one new value to those before, in random order, and a few more. */
  static List<Cell> connectedCells(Random random, FactorSpace space) {
    int[] seen = new int[space.factors()];
    List<Integer> turns = new ArrayList<>();
    for (int i = 0; i < space.factors(); i++) {
      turns.addAll(Collections.nCopies(space.values(i) - 1, i));
    }
    Collections.shuffle(turns, random);
    List<Cell> cells = new ArrayList<>(List.of(Cell.of(new int[space.factors()])));
    for (int factor : turns) {
      seen[factor]++;
      int[] values = IntStream.of(seen).map(last -> random.nextInt(last + 1)).toArray();
      values[factor] = seen[factor];
      cells.add(Cell.of(values));
    }
    for (int extra = random.nextInt(4); extra > 0; extra--) {
      cells.add(space.cellAt(random.nextInt((int) space.cells())));
    }
    Collections.shuffle(cells, random);
    return cells;
  }

  /** One to three random vectors in each cell, with random weights. */
  static CellSums noise(Random random, FactorSpace space, int dimension, List<Cell> cells) {
    CellSums sums = new CellSums(space, Anchor.origin(dimension));
    for (Cell cell : cells) {
      for (int repeat = random.nextInt(3); repeat >= 0; repeat--) {
        double[] vector = random.doubles(dimension, -1, 1).toArray();
        sums.add(cell, vector, 0.5 + random.nextDouble());
      }
    }
    return sums;
  }

  static void assertSame(IdealWords expected, IdealWords actual, double tolerance) {
    assertClose(expected.centre(), actual.centre(), tolerance, "centre");
    for (int i = 0; i < expected.space().factors(); i++) {
      assertClose(expected.words(i), actual.words(i), tolerance, "words of factor " + i);
    }
  }
}
