package io.idealstream.decision;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * A fixed number of queries: their vectors row by row where native code reads them, and what a
 * score must reach in plain arrays, so that a scan touches nothing else.
 */
final class QueryBlock {

  /** Enough rows that a product is long against its call, few enough that a block is small. */
  static final int ROWS = 1024;

  private final int dimension;
  private final double slack;
  private final StandingQuery[] queries = new StandingQuery[ROWS];

  /** Row-major [ROWS x dimension]. */
  private final FloatBuffer vectors;

  /** Rounded scores from which an item may match; in the time of the floor, and out of it. */
  private final float[] barsInTime = new float[ROWS];

  private final float[] bars = new float[ROWS];
  private final double[] floors = new double[ROWS];
  private final long[] starts = new long[ROWS];
  private final long[] ends = new long[ROWS];

  /** Null where every match counts. */
  private final Ranking[] rankings = new Ranking[ROWS];

  /**
   * @param slack how far a rounded score may be from its exact one
   */
  QueryBlock(int dimension, double slack) {
    this.dimension = dimension;
    this.slack = slack;
    this.vectors =
        ByteBuffer.allocateDirect(ROWS * dimension * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
  }

  FloatBuffer vectors() {
    return vectors;
  }

  StandingQuery query(int row) {
    return queries[row];
  }

  void put(int row, StandingQuery query, float[] vector) {
    queries[row] = query;
    vectors.put(row * dimension, vector);
    bars[row] = (float) (query.threshold() - slack);
    rankings[row] = null;
    lower(row);
  }

  void rank(int row, Ranking ranking) {
    rankings[row] = ranking;
  }

  Ranking ranking(int row) {
    return rankings[row];
  }

  void lower(int row) {
    barsInTime[row] = bars[row];
    floors[row] = StandingQuery.NO_THRESHOLD;
    starts[row] = 0;
    ends[row] = 0;
  }

  void raise(int row, Floor floor) {
    floors[row] = floor.score();
    barsInTime[row] = Math.max(bars[row], (float) (floor.score() - slack));
    starts[row] = floor.start();
    ends[row] = floor.end();
  }

  /** Takes over a row of a block, this one or another. */
  void move(int row, QueryBlock from, int other) {
    queries[row] = from.queries[other];
    vectors.put(row * dimension, from.vectors, other * dimension, dimension);
    bars[row] = from.bars[other];
    barsInTime[row] = from.barsInTime[other];
    floors[row] = from.floors[other];
    starts[row] = from.starts[other];
    ends[row] = from.ends[other];
    rankings[row] = from.rankings[other];
  }

  void clear(int row) {
    queries[row] = null;
    rankings[row] = null;
  }

  /** A rounded score below it is no match at any time of an interval, both ends included. */
  float bar(int row, long from, long to) {
    return from >= starts[row] && to < ends[row] ? barsInTime[row] : bars[row];
  }

  /** Whether a rounded score may be a match, for all that can be told without its exact one. */
  boolean mayMatch(int row, float score, long time) {
    return score >= bars[row] && (score >= barsInTime[row] || isOutOfTime(row, time));
  }

  /** Whether an exact score is one. */
  boolean matches(int row, double score, long time) {
    return score >= queries[row].threshold() && (score >= floors[row] || isOutOfTime(row, time));
  }

  private boolean isOutOfTime(int row, long time) {
    return time < starts[row] || time >= ends[row];
  }

  /** Copies a query's vector. */
  float[] vector(int row, float[] into) {
    vectors.get(row * dimension, into);
    return into;
  }
}
