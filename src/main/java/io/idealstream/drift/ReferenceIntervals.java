package io.idealstream.drift;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The votes of a reference's intervals, in state until they are enough. Mutable.
 *
 * <p>They are read when it is asked whether they are enough: a day of them is megabytes, and a job
 * has many feeds.
 */
final class ReferenceIntervals {

  private static final int LAYOUT = 1;

  /** Neighbouring intervals that are drawn together when a threshold is calibrated. */
  private static final int BLOCK = 10;

  /** Of the asked rate this is aimed at: a reference is a sample. */
  private static final double AIMED = 0.8;

  private static final long SEED = 1;

  /**
   * To know the effective number takes all intervals: it is asked less often when they are many.
   */
  private static final int ASKED_EACH = 16;

  /** A feed of fewer items is watched by what these intervals have, with wider margins. */
  static final int MOST_INTERVALS = 10_000;

  private final List<Direction> directions;
  private final Quantiser quantiser;
  private final DriftWatch.Terms terms;
  private final DriftMemory state;
  private int number;
  private long first;
  private long last;

  /** Without any interval yet. */
  ReferenceIntervals(
      List<Direction> directions, Quantiser quantiser, DriftWatch.Terms terms, DriftMemory state) {
    this.directions = directions;
    this.quantiser = quantiser;
    this.terms = terms;
    this.state = state;
  }

  /** Takes over how many {@link #write} wrote of. */
  void read(FlatReader in) {
    number = (int) in.number();
    first = in.number();
    last = in.number();
  }

  void write(FlatWriter out) {
    out.number(number).number(first).number(last);
  }

  void add(long interval, int slot, Histograms votes) throws Exception {
    state.add(
        DriftMemory.Part.REFERENCE,
        new FlatWriter(LAYOUT).number(slot).bytes(votes.toBytes()).toBytes());
    first = number == 0 ? interval : first;
    last = interval;
    number++;
  }

  void clear() throws Exception {
    state.clear(DriftMemory.Part.REFERENCE);
  }

  /** What the intervals say; empty while they are too few. */
  Optional<ReferenceBuilder> enough() throws Exception {
    boolean asked = number % Math.max(1, number / ASKED_EACH) == 0;
    if (!asked || last - first + 1 < terms.referenceIntervals()) {
      return Optional.empty();
    }
    ReferenceBuilder builder = gathered();
    return builder.complete() || number >= MOST_INTERVALS ? Optional.of(builder) : Optional.empty();
  }

  private ReferenceBuilder gathered() throws Exception {
    ReferenceBuilder builder =
        new ReferenceBuilder(
            directions,
            quantiser,
            ReferenceBuilder.Terms.defaults(directions)
                .with(terms.season())
                .withItems(terms.referenceItems())
                .withLeastChanges(
                    directions.stream()
                        .map(each -> Watched.leastChange(each, terms.leastChanges()))
                        .toList()));
    for (byte[] bytes : state.list(DriftMemory.Part.REFERENCE)) {
      FlatReader in = new FlatReader("interval of a reference", LAYOUT, bytes);
      int slot = (int) in.number();
      builder.add(slot, Histograms.of(in.bytes()));
    }
    return builder;
  }

  /** Weights of all directions, which share half of what there is. */
  static double[] weights(int directions, DriftWatch.Terms terms) {
    return new Budget(terms.share()).allot(directions);
  }

  /**
   * How high the bets must win. A calibrated threshold keeps its part of the asked rate, which is
   * what the weights sum to: many feeds have one promise.
   */
  Threshold threshold(ReferenceBuilder reference, Betting bets) {
    double[] weights = weights(directions.size(), terms);
    double part = Arrays.stream(weights).sum();
    double calibrated =
        new Calibration(reference, terms.season(), BLOCK)
            .threshold(bets, weights, terms.asked() / part, AIMED, SEED)
            .calibrated();
    return new Threshold(terms.asked(), calibrated);
  }
}
