package io.idealstream.drift;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds and names changes of a feed, by a reference that is frozen. */
final class Watching implements DriftWatch.Phase {

  private static final int LAYOUT = 1;
  private static final int MOST_EXAMPLES = 5;

  /** What is normal, and how high the bets must win. */
  record Normal(Reference reference, Threshold threshold, ReferenceMoments moments) {

    private static Normal read(Watch watch, byte[] bytes) {
      FlatReader in = new FlatReader("reference of a feed", LAYOUT, bytes);
      return new Normal(
          Reference.read(watch.directions(), watch.quantiser(), in),
          new Threshold(in.real(), in.real()),
          ReferenceMoments.read(watch.moments(), in));
    }

    private byte[] toBytes() {
      FlatWriter out = new FlatWriter(LAYOUT);
      reference.write(out);
      out.real(threshold.guaranteed()).real(threshold.calibrated());
      moments.write(out);
      return out.toBytes();
    }
  }

  private final Watch watch;
  private final DriftWatch.Terms terms;
  private final DriftMemory state;
  private final Normal normal;
  private final List<Direction> directions;
  private final ItemBets bets;
  private final LabelShift shift;
  private final Detector detector;
  private final Naming naming;
  private final Episodes episodes = new Episodes();
  private Past past;
  private Alarm last;

  private Watching(Watch watch, DriftWatch.Terms terms, DriftMemory state, Normal normal) {
    this.watch = watch;
    this.terms = terms;
    this.state = state;
    this.normal = normal;
    directions = watch.directions();
    bets = new ItemBets(normal.reference);
    shift = normal.moments.shift();
    detector = new Detector(ReferenceIntervals.weights(directions.size(), terms), bets.bets());
    naming = new Naming(directions, watch.words());
    past = new Past(directions.size(), watch.moments().size());
  }

  static Watching begin(Watch watch, DriftWatch.Terms terms, DriftMemory state, Normal normal)
      throws Exception {
    Watching phase = new Watching(watch, terms, state, normal);
    state.update(DriftMemory.Value.FROZEN, normal.toBytes());
    phase.save();
    return phase;
  }

  static Watching resume(Watch watch, DriftWatch.Terms terms, DriftMemory state) throws Exception {
    Normal normal = Normal.read(watch, state.value(DriftMemory.Value.FROZEN));
    Watching phase = new Watching(watch, terms, state, normal);
    FlatReader in =
        new FlatReader("watch of a feed", LAYOUT, state.value(DriftMemory.Value.PROGRESS));
    phase.detector.read(in);
    phase.episodes.read(in);
    phase.past = Past.read(phase.directions.size(), watch.moments().size(), in);
    return phase;
  }

  private void save() throws Exception {
    FlatWriter out = new FlatWriter(LAYOUT);
    detector.write(out);
    episodes.write(out);
    past.write(out);
    state.update(DriftMemory.Value.PROGRESS, out.toBytes());
  }

  @Override
  public Optional<Finding> close(long interval, int slot, AnsweredInterval items) throws Exception {
    Histograms votes = watch.votes(items, terms.alike());
    long voted = detector.intervals();
    past.add(voted, interval, votes, totals(items.items()));
    Optional<Alarm> alarm = detector.take(slot, votes, bets, normal.threshold.value());
    last = alarm.orElse(null);
    Optional<Finding> finding =
        alarm.isPresent()
            ? alarmed(alarm.get())
                .map(now -> finding(now, episodes.open().orElseThrow(), interval, slot, items))
            : episodes
                .quiet(voted)
                .map(over -> finding(Finding.State.RECOVERED, over, interval, slot, items));
    save();
    return finding;
  }

  /** What an alarm changes; empty where the same drift goes on. */
  private Optional<Finding.State> alarmed(Alarm alarm) {
    past.remember(alarm);
    return episodes.take(alarm, each -> naming.cause(each, past.moments(), shift));
  }

  private VectorTotals totals(Collection<Item> items) {
    VectorTotals totals = new VectorTotals(watch.moments().size());
    items.forEach(item -> totals.add(watch.moments().of(item)));
    return totals;
  }

  private Finding finding(
      Finding.State now, Episode episode, long interval, int slot, AnsweredInterval items) {
    // what is over is told by what came since the last alarm
    long since = now == Finding.State.RECOVERED ? episode.last() + 1 : episode.since();
    return new Finding(
        now,
        episode,
        past.interval(episode.since()),
        past.interval(episode.detected()),
        interval,
        past.score(),
        normal.threshold.value(),
        episode.cause().direction().flatMap(direction -> change(direction, since, slot)),
        now == Finding.State.RECOVERED ? List.of() : examples(items, since));
  }

  private Optional<Change> change(Direction direction, long since, int slot) {
    int d = directions.indexOf(direction);
    return d < 0 ? Optional.empty() : past.change(normal.reference, d, since, slot);
  }

  private List<String> examples(AnsweredInterval items, long since) {
    Map<String, float[]> vectors =
        items.byKey().entrySet().stream()
            .collect(
                Collectors.toMap(item -> item.getKey().id(), item -> item.getValue().vector()));
    double[] moved = shift.shift(past.moments().since(since).mean());
    return NearestItems.of(vectors, moved, MOST_EXAMPLES);
  }

  @Override
  public Map<String, Double> nearness() {
    return Nearness.of(directions, detector, last, normal.threshold.value());
  }

  @Override
  public DriftWatch.Phase next() {
    return this;
  }
}
