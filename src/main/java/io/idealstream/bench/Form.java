package io.idealstream.bench;

import io.idealstream.wire.Coded;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** How much is measured. Results of two forms are not compared. */
public enum Form implements Coded {
  /** About a minute, without latency and start unless they are asked for. */
  QUICK(
      EnumSet.complementOf(EnumSet.of(Part.LATENCY, Part.START)),
      new PipelineSize(0, 1, seconds(5), seconds(4), seconds(10), seconds(12)),
      new Turns.Length(12, seconds(3), seconds(1)),
      List.of(new QueryLoad(10_000, 0, 0), new QueryLoad(10_000, 10, 1_000)),
      new FitSize(115, 245, 512),
      new LatencySize(seconds(5), seconds(20)),
      new StartSize(1, seconds(20), seconds(10))),

  /** Ten minutes and more. */
  FULL(
      EnumSet.allOf(Part.class),
      new PipelineSize(1, 3, seconds(10), seconds(8), seconds(20), seconds(30)),
      new Turns.Length(60, seconds(15), seconds(2)),
      List.of(
          new QueryLoad(10_000, 0, 0),
          new QueryLoad(100_000, 0, 0),
          new QueryLoad(10_000, 10, 1_000),
          new QueryLoad(10_000, 10, 10_000)),
      new FitSize(115, 245, 512),
      new LatencySize(seconds(10), seconds(45)),
      new StartSize(3, seconds(90), seconds(30))),

  /** A few seconds, for tests: its numbers say nothing. */
  TINY(
      EnumSet.allOf(Part.class),
      new PipelineSize(0, 1, seconds(1), seconds(1), seconds(2), seconds(2)),
      new Turns.Length(3, seconds(1), Duration.ofMillis(50)),
      List.of(new QueryLoad(100, 0, 0), new QueryLoad(100, 10, 100)),
      new FitSize(8, 9, 64),
      new LatencySize(seconds(1), seconds(2)),
      new StartSize(1, Duration.ZERO, seconds(1)));

  /**
   * Of the job against the loop.
   *
   * @param before turns of the job that are not counted: for a minute Java compiles
   * @param turns of the job, between loops
   * @param loopWarm longest that the first loop warms up
   * @param loop of one loop
   * @param jobWarm longest that a job warms up
   * @param job that is counted of it
   */
  record PipelineSize(
      int before, int turns, Duration loopWarm, Duration loop, Duration jobWarm, Duration job) {

    /** The longest that a job labels. */
    double seconds() {
      return (jobWarm.toMillis() + job.toMillis()) / 1e3;
    }
  }

  /** Of a batch fit: cells, and numbers in a vector. */
  record FitSize(int attributes, int objects, int dimension) {

    String cells() {
      return attributes + " x " + objects + " cells";
    }
  }

  /** Of latency: what is not counted, and what is. */
  record LatencySize(Duration warm, Duration counted) {}

  /**
   * Of starts.
   *
   * @param starts how many
   * @param still how long the last job has had nothing to do before that is counted
   * @param counted for how long it is
   */
  record StartSize(int starts, Duration still, Duration counted) {}

  private final Set<Part> usual;
  private final PipelineSize pipeline;
  private final Turns.Length turns;
  private final List<QueryLoad> queries;
  private final FitSize fit;
  private final LatencySize latency;
  private final StartSize start;

  Form(
      Set<Part> usual,
      PipelineSize pipeline,
      Turns.Length turns,
      List<QueryLoad> queries,
      FitSize fit,
      LatencySize latency,
      StartSize start) {
    this.usual = usual;
    this.pipeline = pipeline;
    this.turns = turns;
    this.queries = queries;
    this.fit = fit;
    this.latency = latency;
    this.start = start;
  }

  /** What is measured unless parts are chosen. */
  public Set<Part> usual() {
    return EnumSet.copyOf(usual);
  }

  PipelineSize pipeline() {
    return pipeline;
  }

  Turns.Length turns() {
    return turns;
  }

  /** Time between two checkpoints of a job. */
  Duration checkpoints() {
    return this == TINY ? seconds(1) : seconds(10);
  }

  List<QueryLoad> queries() {
    return queries;
  }

  FitSize fit() {
    return fit;
  }

  LatencySize latency() {
    return latency;
  }

  StartSize start() {
    return start;
  }

  private static Duration seconds(int number) {
    return Duration.ofSeconds(number);
  }
}
