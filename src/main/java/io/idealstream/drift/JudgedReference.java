package io.idealstream.drift;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import java.util.Optional;

/** Gathers how often labels are right normally, until enough of them are judged. */
final class JudgedReference implements JudgedWatch.Phase {

  private static final int LAYOUT = 1;

  private final JudgedQuality quality;
  private final DriftWatch.Terms terms;
  private final DriftMemory state;
  private final ReferenceIntervals intervals;

  /** Without any interval yet. */
  JudgedReference(JudgedQuality quality, DriftWatch.Terms terms, DriftMemory state) {
    this.quality = quality;
    this.terms = terms;
    this.state = state;
    intervals = new ReferenceIntervals(quality.directions(), quality.quantiser(), terms, state);
  }

  static JudgedReference resume(JudgedQuality quality, DriftWatch.Terms terms, DriftMemory state)
      throws Exception {
    JudgedReference phase = new JudgedReference(quality, terms, state);
    phase.intervals.read(
        new FlatReader("progress of a reference", LAYOUT, state.value(DriftMemory.Value.PROGRESS)));
    return phase;
  }

  @Override
  public Optional<Finding> close(long interval, int slot, IntervalJudgements items)
      throws Exception {
    intervals.add(interval, slot, quality.votes(items));
    FlatWriter progress = new FlatWriter(LAYOUT);
    intervals.write(progress);
    state.update(DriftMemory.Value.PROGRESS, progress.toBytes());
    return Optional.empty();
  }

  @Override
  public JudgedWatch.Phase next() throws Exception {
    Optional<ReferenceBuilder> enough = intervals.enough();
    if (enough.isEmpty()) {
      return this;
    }
    Reference reference = enough.get().freeze("reference", 1);
    double[] designEffects = enough.get().designEffects();
    Betting bets = JudgedWatching.Normal.bets(reference, designEffects);
    Threshold threshold = intervals.threshold(enough.get(), bets);
    intervals.clear();
    return JudgedWatching.begin(
        quality, terms, state, new JudgedWatching.Normal(reference, designEffects, threshold));
  }
}
