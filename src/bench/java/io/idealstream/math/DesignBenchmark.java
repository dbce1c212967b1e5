package io.idealstream.math;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Which words 100,000 seen cells of six factors of 300 values determine. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(2)
public class DesignBenchmark {

  private static final int CELLS = 100_000;
  private static final int VALUES = 300;

  /** Of the power law by which values come; 0 for all alike. */
  @Param({"0", "1.1", "2"})
  private double power;

  private final FactorSpace space = BenchSpaces.of(VALUES, VALUES, VALUES, VALUES, VALUES, VALUES);

  private List<Cell> cells;

  @Setup
  public void prepare() {
    double[] shares = new double[VALUES];
    for (int v = 0; v < VALUES; v++) {
      shares[v] = (v > 0 ? shares[v - 1] : 0) + Math.pow(v + 1, -power);
    }
    Random random = new Random(1);
    Set<Cell> seen = new TreeSet<>();
    while (seen.size() < CELLS) {
      int[] values = new int[space.factors()];
      Arrays.setAll(values, i -> value(shares, random.nextDouble()));
      seen.add(Cell.of(values));
    }
    cells = new ArrayList<>(seen);
  }

  private static int value(double[] shares, double at) {
    int found = Arrays.binarySearch(shares, at * shares[VALUES - 1]);
    return Math.min(VALUES - 1, found < 0 ? -found - 1 : found);
  }

  @Benchmark
  public int structure() {
    return Estimability.of(Design.of(space, cells)).classes(0);
  }
}
