package io.idealstream.math;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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

/** One event added to the sums: by the number of factors and of values, d = 512. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class UpdateBenchmark {

  private static final int DIMENSION = 512;
  private static final int CELLS = 1 << 14;

  /** Few enough to stay in the nearest cache, so that only the sums can miss it. */
  private static final int VECTORS = 1 << 3;

  /** Factors x values of each. */
  @Param({"1x10", "2x10", "3x10", "6x10", "6x2", "6x30", "6x100"})
  private String space;

  private Moments moments;
  private Cell[] cells;
  private float[][] vectors;
  private int next;

  @Setup
  public void prepare() {
    Random random = new Random(1);
    int cross = space.indexOf('x');
    int factors = Integer.parseInt(space.substring(0, cross));
    int values = Integer.parseInt(space.substring(cross + 1));
    FactorSpace product = BenchSpaces.of(IntStream.generate(() -> values).limit(factors).toArray());
    moments = new Moments(product, Anchor.origin(DIMENSION));
    cells = BenchSpaces.cells(product, CELLS, random);
    vectors = BenchSpaces.vectors(VECTORS, DIMENSION, random);
  }

  @Benchmark
  public void update() {
    int n = next++;
    moments.add(cells[n & (CELLS - 1)], vectors[n & (VECTORS - 1)], 1);
  }
}
