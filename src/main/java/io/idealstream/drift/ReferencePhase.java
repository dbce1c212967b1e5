package io.idealstream.drift;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import java.util.Optional;

/** Gathers what is normal for a feed, until its effective number of items is enough. */
final class ReferencePhase implements DriftWatch.Phase {

  private static final int LAYOUT = 1;

  private final Watch watch;
  private final DriftWatch.Terms terms;
  private final DriftMemory state;
  private final ReferenceIntervals intervals;
  private ReferenceMoments moments;

  /** Without any interval yet. */
  ReferencePhase(Watch watch, DriftWatch.Terms terms, DriftMemory state) {
    this.watch = watch;
    this.terms = terms;
    this.state = state;
    intervals = new ReferenceIntervals(watch.directions(), watch.quantiser(), terms, state);
    moments = new ReferenceMoments(watch.moments());
  }

  static ReferencePhase resume(Watch watch, DriftWatch.Terms terms, DriftMemory state)
      throws Exception {
    ReferencePhase phase = new ReferencePhase(watch, terms, state);
    byte[] progress = state.value(DriftMemory.Value.PROGRESS);
    if (progress != null) {
      FlatReader in = new FlatReader("progress of a reference", LAYOUT, progress);
      phase.intervals.read(in);
      phase.moments = ReferenceMoments.read(watch.moments(), in);
    }
    return phase;
  }

  @Override
  public Optional<Finding> close(long interval, int slot, AnsweredInterval items) throws Exception {
    intervals.add(interval, slot, watch.votes(items, terms.alike()));
    items.items().forEach(item -> moments.add(watch.moments().of(item), 1));
    FlatWriter progress = new FlatWriter(LAYOUT);
    intervals.write(progress);
    moments.write(progress);
    state.update(DriftMemory.Value.PROGRESS, progress.toBytes());
    return Optional.empty();
  }

  @Override
  public DriftWatch.Phase next() throws Exception {
    Optional<ReferenceBuilder> enough = intervals.enough();
    if (enough.isEmpty()) {
      return this;
    }
    Reference reference = enough.get().freeze("reference", 1);
    Threshold threshold = intervals.threshold(enough.get(), new ItemBets(reference));
    intervals.clear();
    return Watching.begin(watch, terms, state, new Watching.Normal(reference, threshold, moments));
  }
}
