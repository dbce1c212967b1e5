package io.idealstream.drift;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import java.util.List;
import java.util.Optional;

/**
 * Gathers what is normal for a feed, until its effective number of items is enough.
 *
 * <p>The votes of intervals stay in state, and are read when it is asked whether they are enough: a
 * day of them is megabytes, and a job has many feeds.
 */
final class ReferencePhase implements DriftWatch.Phase {

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

  private final Watch watch;
  private final DriftWatch.Terms terms;
  private final DriftMemory state;
  private ReferenceMoments moments;
  private int number;
  private long first;
  private long last;

  /** Without any interval yet. */
  ReferencePhase(Watch watch, DriftWatch.Terms terms, DriftMemory state) {
    this.watch = watch;
    this.terms = terms;
    this.state = state;
    moments = new ReferenceMoments(watch.moments());
  }

  static ReferencePhase resume(Watch watch, DriftWatch.Terms terms, DriftMemory state)
      throws Exception {
    ReferencePhase phase = new ReferencePhase(watch, terms, state);
    byte[] progress = state.value(DriftMemory.Value.PROGRESS);
    if (progress != null) {
      FlatReader in = new FlatReader("progress of a reference", LAYOUT, progress);
      phase.number = (int) in.number();
      phase.first = in.number();
      phase.last = in.number();
      phase.moments = ReferenceMoments.read(watch.moments(), in);
    }
    return phase;
  }

  @Override
  public Optional<Finding> close(long interval, int slot, AnsweredInterval items) throws Exception {
    Histograms votes = watch.votes(items, terms.alike());
    state.add(
        DriftMemory.Part.REFERENCE,
        new FlatWriter(LAYOUT).number(slot).bytes(votes.toBytes()).toBytes());
    first = number == 0 ? interval : first;
    last = interval;
    number++;
    items.items().forEach(item -> moments.add(watch.moments().of(item), 1));
    FlatWriter progress = new FlatWriter(LAYOUT).number(number).number(first).number(last);
    moments.write(progress);
    state.update(DriftMemory.Value.PROGRESS, progress.toBytes());
    return Optional.empty();
  }

  @Override
  public DriftWatch.Phase next() throws Exception {
    boolean asked = number % Math.max(1, number / ASKED_EACH) == 0;
    if (!asked || last - first + 1 < terms.referenceIntervals()) {
      return this;
    }
    ReferenceBuilder builder = gathered();
    if (!builder.complete() && number < MOST_INTERVALS) {
      return this;
    }
    Reference reference = builder.freeze("reference", 1);
    ItemBets bets = new ItemBets(reference);
    Threshold threshold =
        new Calibration(builder, terms.season(), BLOCK)
            .threshold(bets, Watching.weights(reference, terms), terms.asked(), AIMED, SEED);
    state.clear(DriftMemory.Part.REFERENCE);
    return Watching.begin(watch, terms, state, new Watching.Normal(reference, threshold, moments));
  }

  private ReferenceBuilder gathered() throws Exception {
    List<Direction> directions = watch.directions();
    ReferenceBuilder builder =
        new ReferenceBuilder(
            directions,
            watch.quantiser(),
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
}
