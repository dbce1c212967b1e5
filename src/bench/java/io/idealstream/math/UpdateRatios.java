package io.idealstream.math;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * How the cost of one event grows with values and factors, d = 512, as ratios: the spaces take
 * turns every few events, so that whatever else the machine does falls on all of them alike.
 * Printed is the lower quartile of the turns.
 */
public final class UpdateRatios {

  private static final int DIMENSION = 512;
  private static final int CELLS = 1 << 14;
  private static final int VECTORS = 1 << 3;
  private static final int TURNS = 1000;

  /** Events before those that are timed bring back what the other spaces drove out of the cache. */
  private static final int UNTIMED = 800;

  private static final int TIMED = 50;

  private final int factors;
  private final int values;
  private final Moments moments;
  private final Cell[] cells;
  private final float[][] vectors;
  private final double[] nanos = new double[TURNS];
  private int next;

  private UpdateRatios(int factors, int values) {
    this.factors = factors;
    this.values = values;
    Random random = new Random(1);
    FactorSpace space = BenchSpaces.of(IntStream.generate(() -> values).limit(factors).toArray());
    moments = new Moments(space, Anchor.origin(DIMENSION));
    cells = BenchSpaces.cells(space, CELLS, random);
    vectors = BenchSpaces.vectors(VECTORS, DIMENSION, random);
  }

  /** Takes no arguments. */
  public static void main(String[] arguments) {
    UpdateRatios[] spaces = {
      new UpdateRatios(6, 2),
      new UpdateRatios(6, 10),
      new UpdateRatios(6, 30),
      new UpdateRatios(6, 100),
      new UpdateRatios(1, 10),
      new UpdateRatios(2, 10),
      new UpdateRatios(3, 10),
      new UpdateRatios(4, 10)
    };
    for (int turn = 0; turn < TURNS; turn++) {
      for (UpdateRatios space : spaces) {
        space.take(turn);
      }
    }
    double least = spaces[0].nanosPerEvent();
    double single = spaces[4].nanosPerEvent() / spaces[4].bound();
    System.out.println("| factors x values | ns an event | to 6 x 2 | per (k+1)(d+k), to k = 1 |");
    System.out.println("|---|---:|---:|---:|");
    for (UpdateRatios space : spaces) {
      double event = space.nanosPerEvent();
      System.out.printf(
          "| %d x %d | %.0f | %.2f | %.2f |%n",
          space.factors, space.values, event, event / least, event / space.bound() / single);
    }
  }

  private void take(int turn) {
    run(UNTIMED);
    long before = System.nanoTime();
    run(TIMED);
    nanos[turn] = (System.nanoTime() - before) / (double) TIMED;
  }

  private void run(int events) {
    for (int n = 0; n < events; n++) {
      moments.add(cells[next & (CELLS - 1)], vectors[next & (VECTORS - 1)], 1);
      next++;
    }
  }

  /** The first quarter of the turns warms up. */
  private double nanosPerEvent() {
    double[] sorted = Arrays.copyOfRange(nanos, TURNS / 4, TURNS);
    Arrays.sort(sorted);
    return sorted[sorted.length / 4];
  }

  private double bound() {
    return (factors + 1.0) * (DIMENSION + factors);
  }
}
