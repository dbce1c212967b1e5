package io.idealstream.math;

import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * A whole batch, d = 512: words, the ideal-words score in squared distances and as in the paper,
 * the average score.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
public class BatchBenchmark {

  private static final int DIMENSION = 512;

  /** What a busy machine does not stretch: the thread's own time on the processor. */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Processor {

    /** Milliseconds of one iteration. */
    public double processorMillis;

    private static long nanos() {
      return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    void measure(Runnable work) {
      long before = nanos();
      work.run();
      processorMillis = (nanos() - before) / 1e6;
    }
  }

  /** Attributes x objects; 115x245 is MIT-States. */
  @Param({"29x61", "115x245"})
  private String grid;

  private FactorSpace space;
  private CellSums sums;
  private EveryCell everyCell;

  @Setup(Level.Trial)
  public void prepare() {
    int cross = grid.indexOf('x');
    space =
        BenchSpaces.of(
            Integer.parseInt(grid.substring(0, cross)),
            Integer.parseInt(grid.substring(cross + 1)));
    Random random = new Random(1);
    int number = (int) space.cells();
    Cell[] cells = new Cell[number];
    double[][] vectors = new double[number][DIMENSION];
    sums = new CellSums(space, Anchor.origin(DIMENSION));
    for (int z = 0; z < number; z++) {
      cells[z] = space.cellAt(z);
      float[] vector = BenchSpaces.vectors(1, DIMENSION, random)[0];
      for (int j = 0; j < DIMENSION; j++) {
        vectors[z][j] = vector[j];
      }
      sums.add(cells[z], vector, 1);
    }
    everyCell = new EveryCell(space, cells, vectors);
  }

  /** Words and three scores. */
  @Benchmark
  @Warmup(iterations = 3)
  @Measurement(iterations = 1)
  public void ours(Blackhole hole, Processor processor) {
    processor.measure(
        () -> {
          IdealWords words = Weighting.PRODUCT.fit(sums);
          hole.consume(DecomposabilityScores.words(sums, words, ScoreMode.SQ));
          hole.consume(DecomposabilityScores.words(sums, words, ScoreMode.PAPER));
          hole.consume(DecomposabilityScores.average(sums, ScoreMode.PAPER, Progress.SILENT));
        });
  }

  /** The same by visiting everything. */
  @Benchmark
  @Warmup(iterations = 0)
  @Measurement(iterations = 1)
  public void everyCell(Blackhole hole, Processor processor) {
    processor.measure(
        () -> {
          double[][] words = everyCell.words();
          hole.consume(everyCell.words(words, ScoreMode.SQ));
          hole.consume(everyCell.words(words, ScoreMode.PAPER));
          hole.consume(everyCell.average());
        });
  }

  /** Only the part that grows with cells: words and the ideal-words score. */
  @Benchmark
  @Warmup(iterations = 2)
  @Measurement(iterations = 1)
  public void everyCellWithoutPairs(Blackhole hole, Processor processor) {
    processor.measure(
        () -> {
          double[][] words = everyCell.words();
          hole.consume(everyCell.words(words, ScoreMode.SQ));
        });
  }

  /** The same in ours. */
  @Benchmark
  @Warmup(iterations = 3)
  @Measurement(iterations = 1)
  public void oursWithoutPairs(Blackhole hole, Processor processor) {
    processor.measure(
        () -> {
          IdealWords words = Weighting.PRODUCT.fit(sums);
          hole.consume(DecomposabilityScores.words(sums, words, ScoreMode.SQ));
        });
  }

  /** Everything that {@code words fit} prints, nearest-neighbour accuracy too. */
  @Benchmark
  @Warmup(iterations = 1)
  @Measurement(iterations = 1)
  public void oursWithAccuracy(Blackhole hole, Processor processor) {
    processor.measure(
        () ->
            hole.consume(
                BatchFit.of(
                    sums, Weighting.PRODUCT, ScoreMode.SQ, Optional.empty(), Progress.SILENT)));
  }
}
