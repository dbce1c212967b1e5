package io.idealstream.decision.quality;

import io.idealstream.decision.ConformalSets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What sets would have covered, item by item: first the set by the items before, then the truth.
 * Each value v has its own scores, level and count.
 *
 * <pre>
 *   plain      q_v = q(c) of the scores before
 *   adaptive   q_v = q(1 - a_v) of the scores before                     a_v = 1 - c at first
 *              a_v = a_v + g (1 - c - err)      after an item of v, err = 1 if not covered, else 0
 *              | mean err - (1 - c) | &lt;= (max(c, 1 - c) + g) / (g n_v)
 * </pre>
 *
 * <p>The bound holds for any stream (Gibbs and Candes, "Adaptive Conformal Inference Under
 * Distribution Shift", NeurIPS 2021, proposition 4.1): a level below 0 covers all, one above 1
 * nothing, so that levels stay within g of 0 to 1. It is about sets whose level hangs on the truth
 * about every item of the value before.
 */
public final class PrequentialSets {

  private final double coverage;
  private final double step;
  private final List<Value> values;

  /** By value; an item changes those of its own value alone. */
  private final double[] quantiles;

  private final double[] adaptiveQuantiles;

  /**
   * @param values how many the factor has
   * @param coverage c, above 0 and below 1
   * @param step g, above 0
   * @throws IllegalArgumentException if a number is out of its range
   */
  public PrequentialSets(int values, double coverage, double step) {
    if (!(coverage > 0 && coverage < 1)) {
      throw new IllegalArgumentException(
          "coverage %s, expected a share above 0 and below 1".formatted(coverage));
    }
    if (!(step > 0 && step < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("step %s, expected a number above 0".formatted(step));
    }
    this.coverage = coverage;
    this.step = step;
    this.values = Stream.generate(() -> new Value(1 - coverage)).limit(values).toList();
    quantiles = new double[values];
    adaptiveQuantiles = new double[values];
    IntStream.range(0, values).forEach(this::note);
  }

  /**
   * What became of the sets of items of one value.
   *
   * @param quantile for the next item; {@link SortedScores#ALL} where too few items tell
   * @param covered share of the sets that held the value; NaN without any
   * @param size mean number of values in them; NaN without any
   */
  public record Outcome(double quantile, double covered, double size) {}

  /** Counts of one value. */
  private static final class Value {
    final SortedScores scores = new SortedScores();
    double level;
    int covered;
    long size;
    int adaptivelyCovered;
    long adaptiveSize;

    Value(double level) {
      this.level = level;
    }
  }

  /**
   * Takes the next item.
   *
   * @param probabilities one per value
   * @param truth index of the true value
   */
  public void take(double[] probabilities, int truth) {
    List<Integer> plain = new ConformalSets(quantiles).of(probabilities);
    List<Integer> adaptive = new ConformalSets(adaptiveQuantiles).of(probabilities);
    Value value = values.get(truth);
    value.covered += plain.contains(truth) ? 1 : 0;
    value.size += plain.size();
    value.adaptivelyCovered += adaptive.contains(truth) ? 1 : 0;
    value.adaptiveSize += adaptive.size();
    double error = adaptive.contains(truth) ? 0 : 1;
    value.level += step * (1 - coverage - error);
    value.scores.add(1 - probabilities[truth]);
    note(truth);
  }

  private void note(int value) {
    Value held = values.get(value);
    quantiles[value] = held.scores.quantile(coverage);
    adaptiveQuantiles[value] = held.scores.quantile(1 - held.level);
  }

  /** How many items of a value there were. */
  public int number(int value) {
    return values.get(value).scores.number();
  }

  /** What became of the sets by all items before. */
  public Outcome plain(int value) {
    Value held = values.get(value);
    return outcome(held, quantiles[value], held.covered, held.size);
  }

  /** What became of the adaptive sets. */
  public Outcome adaptive(int value) {
    Value held = values.get(value);
    return outcome(held, adaptiveQuantiles[value], held.adaptivelyCovered, held.adaptiveSize);
  }

  private static Outcome outcome(Value value, double quantile, double covered, double size) {
    int number = value.scores.number();
    return new Outcome(quantile, covered / number, size / number);
  }

  /** How far adaptive coverage can be from what was asked, whatever the stream. */
  public double bound(int value) {
    return (Math.max(coverage, 1 - coverage) + step) / (step * number(value));
  }
}
