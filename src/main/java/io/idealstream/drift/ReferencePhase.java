package io.idealstream.drift;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import java.util.List;
import java.util.Optional;

/** Gathers what is normal for a feed, until its effective number of items is enough. */
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

  private final Watch watch;
  private final DriftWatch.Terms terms;
  private final DriftMemory state;
  private final ReferenceBuilder builder;
  private ReferenceMoments moments;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  /** Without any interval yet. */
  ReferencePhase(Watch watch, DriftWatch.Terms terms, DriftMemory state) {
    this.watch = watch;
    this.terms = terms;
    this.state = state;
    List<Direction> directions = watch.directions();
    builder =
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
    moments = new ReferenceMoments(watch.moments());
  }

  static ReferencePhase resume(Watch watch, DriftWatch.Terms terms, DriftMemory state)
      throws Exception {
    ReferencePhase phase = new ReferencePhase(watch, terms, state);
    for (byte[] bytes : state.list(DriftMemory.Part.REFERENCE)) {
      FlatReader in = new FlatReader("interval of a reference", LAYOUT, bytes);
      phase.add(in.number(), (int) in.number(), Histograms.of(in.bytes()));
    }
    byte[] progress = state.value(DriftMemory.Value.PROGRESS);
    if (progress != null) {
      FlatReader in = new FlatReader("moments of a reference", LAYOUT, progress);
      phase.moments = ReferenceMoments.read(watch.moments(), in);
    }
    return phase;
  }

  private void add(long interval, int slot, Histograms votes) {
    builder.add(slot, votes);
    first = Math.min(first, interval);
    last = Math.max(last, interval);
  }

  @Override
  public Optional<Finding> close(long interval, int slot, AnsweredInterval items) throws Exception {
    Histograms votes = watch.votes(items, terms.alike());
    add(interval, slot, votes);
    state.add(
        DriftMemory.Part.REFERENCE,
        new FlatWriter(LAYOUT).number(interval).number(slot).bytes(votes.toBytes()).toBytes());
    items.items().forEach(item -> moments.add(watch.moments().of(item), 1));
    FlatWriter progress = new FlatWriter(LAYOUT);
    moments.write(progress);
    state.update(DriftMemory.Value.PROGRESS, progress.toBytes());
    return Optional.empty();
  }

  @Override
  public DriftWatch.Phase next() throws Exception {
    int number = builder.intervals();
    boolean asked = number % Math.max(1, number / ASKED_EACH) == 0;
    if (!asked || last - first + 1 < terms.referenceIntervals() || !builder.complete()) {
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
}
