package io.idealstream.math;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A sample of cells that determines every word of a space too large to visit.
 *
 * <ol>
 *   <li><b>Connected.</b> The first 1 + sum of (n_i - 1) cells each bring exactly one value not met
 *       before, among values that were: the design's matrix is triangular, so its rank is full, for
 *       any number of factors.
 *   <li><b>Balanced.</b> Every choice takes a value used least so far; of these the one that met
 *       the cell's other values least often.
 *   <li><b>Even.</b> At last cells exchange values of one factor, wherever pairs come out more even
 *       by it and the first cells stay triangular. How often each value comes stays the same.
 *   <li><b>Sound.</b> Barely enough cells make long chains of differences, and words that are
 *       determined on paper only: the smallest pivot of the factorised design tells. Then the first
 *       cells change one value of a single cell each, as safe as so few can be, at the price of
 *       balance. From a fifth more cells on this is not needed.
 * </ol>
 *
 * <p>The same space, size and seed give the same cells in the same order. Cost: size k^2 n.
 */
public final class PromptDesign {

  /** Far above rounding: a word's variance is at most a thousand times that of its cells. */
  private static final double SOUND = 1e-3;

  private static final int ATTEMPTS = 50;
  private static final int EXCHANGES_PER_VALUE = 50;

  private final FactorSpace space;
  private final Random random;
  private final List<Cell> cells = new ArrayList<>();
  private final Set<Cell> taken = new HashSet<>();

  /** The cell that brought each row first. */
  private final int[] broughtBy;

  /** How often each row was used. */
  private final int[] uses;

  /** How often each pair of rows met, packed by the higher row. */
  private final int[] meetings;

  private PromptDesign(FactorSpace space, long seed) {
    this.space = space;
    random = new Random(seed);
    broughtBy = new int[space.rows()];
    uses = new int[space.rows()];
    meetings = new int[space.rows() * (space.rows() - 1) / 2];
  }

  /**
   * Cells that determine every word.
   *
   * @param size how many; from the number of cells on, all of them
   * @throws IllegalArgumentException if fewer than {@link FactorSpace#fullRank}, which cannot
   *     determine every word
   */
  public static List<Cell> of(FactorSpace space, int size, long seed) {
    if (size < space.fullRank()) {
      throw new IllegalArgumentException(
          "cells: %d, which cannot determine the words of %s, expected at least %d"
              .formatted(size, space, space.fullRank()));
    }
    if (size >= space.cells()) {
      return IntStream.range(0, (int) space.cells()).mapToObj(space::cellAt).toList();
    }
    PromptDesign balanced = new PromptDesign(space, seed);
    balanced.connect();
    balanced.fill(size);
    balanced.even();
    if (balanced.smallestPivot() >= SOUND) {
      return List.copyOf(balanced.cells);
    }
    PromptDesign safe = new PromptDesign(space, seed);
    safe.connectToOneCell();
    safe.fill(size);
    return List.copyOf(safe.cells);
  }

  /** Share of the least determined row that the others leave open; 0 if the rank is not full. */
  private double smallestPivot() {
    Moments moments = new Moments(space, Anchor.origin(1));
    cells.forEach(cell -> moments.add(cell, new double[1], 1));
    NormalEquations equations = new NormalEquations(moments, Prior.none(space, 1));
    return equations.rank() == space.fullRank() ? equations.smallestPivot() : 0;
  }

  private void fill(int size) {
    while (cells.size() < size) {
      take(leastUsed());
    }
  }

  private void take(Cell cell) {
    cells.add(cell);
    taken.add(cell);
    for (int i = 0; i < space.factors(); i++) {
      uses[space.row(i, cell.value(i))]++;
      for (int j = 0; j < i; j++) {
        meetings[place(cell, i, j)]++;
      }
    }
  }

  private int place(Cell cell, int factor, int other) {
    return place(space.row(factor, cell.value(factor)), space.row(other, cell.value(other)));
  }

  private static int place(int row, int other) {
    int high = Math.max(row, other);
    return high * (high - 1) / 2 + Math.min(row, other);
  }

  /** One new value at a time, of the factor that is furthest behind. */
  private void connect() {
    List<List<Integer>> waiting = new ArrayList<>();
    List<List<Integer>> met = new ArrayList<>();
    int[] first = new int[space.factors()];
    for (int i = 0; i < first.length; i++) {
      waiting.add(shuffled(space.values(i)));
      first[i] = waiting.get(i).remove(0);
      met.add(new ArrayList<>(List.of(first[i])));
    }
    take(Cell.of(first));
    while (cells.size() < space.fullRank()) {
      int behind = furthestBehind(waiting);
      int fresh = waiting.get(behind).remove(0);
      int[] values = new int[space.factors()];
      Arrays.fill(values, -1);
      values[behind] = fresh;
      for (int i : shuffled(values.length)) {
        values[i] = i == behind ? fresh : leastUsed(values, i, met.get(i));
      }
      met.get(behind).add(fresh);
      broughtBy[space.row(behind, fresh)] = cells.size();
      take(Cell.of(values));
    }
  }

  /** Each cell changes one value of the first. */
  private void connectToOneCell() {
    Cell first =
        Cell.of(
            IntStream.range(0, space.factors())
                .map(i -> random.nextInt(space.values(i)))
                .toArray());
    take(first);
    for (int i = 0; i < space.factors(); i++) {
      for (int v : shuffled(space.values(i))) {
        if (v != first.value(i)) {
          take(first.with(i, v));
        }
      }
    }
  }

  private int furthestBehind(List<List<Integer>> waiting) {
    int behind = 0;
    for (int i = 1; i < waiting.size(); i++) {
      long share = (long) waiting.get(i).size() * space.values(behind);
      behind = share > (long) waiting.get(behind).size() * space.values(i) ? i : behind;
    }
    return behind;
  }

  /** A cell not taken, of values used least. */
  private Cell leastUsed() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int[] values = new int[space.factors()];
      Arrays.fill(values, -1);
      List<Integer> order = shuffled(values.length);
      int last = order.remove(values.length - 1);
      for (int i : order) {
        values[i] = leastUsed(values, i, shuffled(space.values(i)));
      }
      List<Integer> free = shuffled(space.values(last));
      free.removeIf(v -> taken.contains(withValue(values, last, v)));
      if (!free.isEmpty()) {
        return withValue(values, last, leastUsed(values, last, free));
      }
    }
    return anyFree();
  }

  /** Nearly all cells are taken: balance has no choice left. */
  private Cell anyFree() {
    Cell cell;
    do {
      cell = space.cellAt((long) (random.nextDouble() * space.cells()));
    } while (taken.contains(cell));
    return cell;
  }

  private static Cell withValue(int[] values, int factor, int value) {
    int[] copy = values.clone();
    copy[factor] = value;
    return Cell.of(copy);
  }

  /** Of some values the one used least; among equals the one that met the others least. */
  private int leastUsed(int[] values, int factor, List<Integer> candidates) {
    int best = -1;
    long least = Long.MAX_VALUE;
    for (int v : candidates) {
      int row = space.row(factor, v);
      long met = 0;
      for (int j = 0; j < values.length; j++) {
        met += j == factor || values[j] < 0 ? 0 : meetings[place(row, space.row(j, values[j]))];
      }
      long cost = ((long) uses[row] << Integer.SIZE) + met;
      if (cost < least) {
        least = cost;
        best = v;
      }
    }
    return best;
  }

  private List<Integer> shuffled(int size) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, size).boxed().toList());
    Collections.shuffle(order, random);
    return order;
  }

  private void even() {
    for (long n = (long) EXCHANGES_PER_VALUE * cells.size() * space.factors(); n > 0; n--) {
      int one = random.nextInt(cells.size());
      int other = random.nextInt(cells.size());
      exchange(one, other, random.nextInt(space.factors()));
    }
  }

  /**
   * Exchanges the values of a factor between two cells, if pairs come out more even and the design
   * stays connected.
   */
  private void exchange(int one, int other, int factor) {
    Cell first = cells.get(one);
    Cell second = cells.get(other);
    Cell firstAfter = first.with(factor, second.value(factor));
    Cell secondAfter = second.with(factor, first.value(factor));
    if (taken.contains(firstAfter)
        || taken.contains(secondAfter)
        || !mayTake(one, factor, second.value(factor))
        || !mayTake(other, factor, first.value(factor))) {
      return;
    }
    // the sum of squared meetings changes by 2 m + 1 for a pair that meets once more
    int change = meet(first, factor, -1) + meet(second, factor, -1);
    change += meet(firstAfter, factor, 1) + meet(secondAfter, factor, 1);
    if (change > 0) {
      meet(firstAfter, factor, -1);
      meet(secondAfter, factor, -1);
      meet(first, factor, 1);
      meet(second, factor, 1);
      return;
    }
    taken.removeAll(List.of(first, second));
    taken.addAll(List.of(firstAfter, secondAfter));
    cells.set(one, firstAfter);
    cells.set(other, secondAfter);
  }

  /** A connecting cell keeps the value that it brought, and takes only values brought before. */
  private boolean mayTake(int index, int factor, int value) {
    int present = space.row(factor, cells.get(index).value(factor));
    return index >= space.fullRank()
        || (broughtBy[present] < index && broughtBy[space.row(factor, value)] < index);
  }

  /** Lets a cell's value of a factor meet its other values once more or less. */
  private int meet(Cell cell, int factor, int step) {
    int change = 0;
    for (int j = 0; j < space.factors(); j++) {
      if (j != factor) {
        int place = place(cell, factor, j);
        change += 2 * step * meetings[place] + 1;
        meetings[place] += step;
      }
    }
    return change;
  }
}
