package io.idealstream.drift;

import java.util.List;
import java.util.stream.DoubleStream;

/**
 * What is normal for one direction, in codes of its {@link Quantiser}.
 *
 * @param mean of the codes
 * @param deviation of the codes, above 0
 * @param clippedMean mean of the clipped scores, which rare values move away from 0
 * @param effective number of items behind it: votes by the design effect
 * @param margin the change, in deviations, that is not bet on
 */
public record Standard(
    double mean, double deviation, double clippedMean, double effective, double margin) {

  /** Scores are clipped at so many deviations: no single item decides. */
  static final double CLIP = 4;

  /** The largest margin: a bet must never lose all it has. */
  static final double MOST_MARGIN = 0.5;

  /** How many numbers {@link #numbers} gives. */
  static final int NUMBERS = 5;

  DoubleStream numbers() {
    return DoubleStream.of(mean, deviation, clippedMean, effective, margin);
  }

  static Standard of(double[] numbers, int at) {
    return new Standard(
        numbers[at], numbers[at + 1], numbers[at + 2], numbers[at + 3], numbers[at + 4]);
  }

  /** The standardised score of a code, its mean over the reference 0. */
  public double score(int code) {
    return clipped(code) - clippedMean;
  }

  private double clipped(int code) {
    return Math.max(-CLIP, Math.min(CLIP, (code - mean) / deviation));
  }

  /** Votes of neighbours in time, and the sum of their codes. */
  record Block(long votes, long codes) {

    Block plus(Block other) {
      return new Block(votes + other.votes, codes + other.codes);
    }
  }

  /**
   * The standard that a reference makes.
   *
   * <pre>
   *   effective = votes / design effect
   *   margin    = max(least change, z / sqrt(effective))        in deviations
   * </pre>
   *
   * @param counts votes by code
   * @param blocks the same votes, so that what depends on each other is mostly in one block
   * @param leastDeviation in codes
   * @param leastChange in codes
   * @param z standard errors that the reference may be off
   */
  static Standard of(
      long[] counts, List<Block> blocks, double leastDeviation, double leastChange, double z) {
    double votes = 0;
    double sum = 0;
    for (int code = 0; code < counts.length; code++) {
      votes += counts[code];
      sum += (double) counts[code] * code;
    }
    if (votes == 0) {
      return new Standard(0, leastDeviation, 0, 0, MOST_MARGIN);
    }
    double mean = sum / votes;
    double variance = variance(counts, mean, votes);
    double deviation = Math.max(leastDeviation, Math.sqrt(variance));
    double effective = votes / designEffect(blocks, mean, variance);
    double margin = Math.max(leastChange / deviation, z / Math.sqrt(effective));
    Standard raw = new Standard(mean, deviation, 0, effective, Math.min(MOST_MARGIN, margin));
    double clipped = 0;
    for (int code = 0; code < counts.length; code++) {
      clipped += counts[code] * raw.clipped(code) / votes;
    }
    return new Standard(mean, deviation, clipped, effective, raw.margin);
  }

  private static double variance(long[] counts, double mean, double votes) {
    double squares = 0;
    for (int code = 0; code < counts.length; code++) {
      squares += counts[code] * (code - mean) * (code - mean);
    }
    return squares / votes;
  }

  /** The design effect of votes by code; see {@link #designEffect(List, double, double)}. */
  static double designEffect(long[] counts, List<Block> blocks) {
    Block all = blocks.stream().reduce(new Block(0, 0), Block::plus);
    double mean = (double) all.codes / Math.max(1, all.votes);
    return designEffect(blocks, mean, variance(counts, mean, Math.max(1, all.votes)));
  }

  /**
   * How many votes count as one.
   *
   * <pre>
   *   max(1, sum_b n_b (m_b - m)^2 / (B - 1) / variance)        m_b mean of block b
   * </pre>
   */
  private static double designEffect(List<Block> blocks, double mean, double variance) {
    double between = 0;
    int used = 0;
    for (Block block : blocks) {
      if (block.votes > 0) {
        between += block.votes * Math.pow((double) block.codes / block.votes - mean, 2);
        used++;
      }
    }
    return used < 2 || variance == 0 ? 1 : Math.max(1, between / (used - 1) / variance);
  }
}
