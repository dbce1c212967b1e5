package io.idealstream.math;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Words from sums: 115 + 245 values, d = 512. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(2)
public class SolveBenchmark {

  private static final int DIMENSION = 512;
  private static final int EVENTS = 20_000;
  private static final int VECTORS = 1 << 10;

  private final Moments moments = new Moments(BenchSpaces.of(115, 245), Anchor.origin(DIMENSION));

  @Setup
  public void prepare() {
    Random random = new Random(1);
    Cell[] cells = BenchSpaces.cells(moments.space(), EVENTS, random);
    float[][] vectors = BenchSpaces.vectors(VECTORS, DIMENSION, random);
    for (int n = 0; n < EVENTS; n++) {
      moments.add(cells[n], vectors[n % VECTORS], 1);
    }
  }

  @Benchmark
  public IdealWords solve() {
    return LeastSquares.fit(moments).words();
  }
}
