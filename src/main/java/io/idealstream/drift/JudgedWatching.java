package io.idealstream.drift;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds and names labels that are right less often, by a reference that is frozen. That they are
 * right more often is no drift: it is what words learn for.
 *
 * <p>One bet an interval, on its mean: answers have no vectors by which near-duplicates could share
 * a vote, and a burst of copies is often judged as one.
 */
final class JudgedWatching implements JudgedWatch.Phase {

  private static final int LAYOUT = 1;
  private static final int MOST_EXAMPLES = 5;

  /** What is normal, and how high the bets must win. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Normal(Reference reference, double[] designEffects, Threshold threshold) {

    static Betting bets(Reference reference, double[] designEffects) {
      return new FallBets(new MeanBets(reference, designEffects));
    }

    private static Normal read(JudgedQuality quality, byte[] bytes) {
      FlatReader in = new FlatReader("reference of judged items", LAYOUT, bytes);
      return new Normal(
          Reference.read(quality.directions(), quality.quantiser(), in),
          in.reals(),
          new Threshold(in.real(), in.real()));
    }

    private byte[] toBytes() {
      FlatWriter out = new FlatWriter(LAYOUT);
      reference.write(out);
      return out.reals(designEffects)
          .real(threshold.guaranteed())
          .real(threshold.calibrated())
          .toBytes();
    }
  }

  private final JudgedQuality quality;
  private final DriftMemory state;
  private final Normal normal;
  private final List<Direction> directions;
  private final Betting bets;
  private final Detector detector;
  private final Episodes episodes = new Episodes();
  private Past past;
  private Alarm last;

  private JudgedWatching(
      JudgedQuality quality, DriftWatch.Terms terms, DriftMemory state, Normal normal) {
    this.quality = quality;
    this.state = state;
    this.normal = normal;
    directions = quality.directions();
    bets = Normal.bets(normal.reference, normal.designEffects);
    detector = new Detector(ReferenceIntervals.weights(directions.size(), terms), bets.bets());
    past = new Past(directions.size(), 0);
  }

  static JudgedWatching begin(
      JudgedQuality quality, DriftWatch.Terms terms, DriftMemory state, Normal normal)
      throws Exception {
    JudgedWatching phase = new JudgedWatching(quality, terms, state, normal);
    state.update(DriftMemory.Value.FROZEN, normal.toBytes());
    phase.save();
    return phase;
  }

  static JudgedWatching resume(JudgedQuality quality, DriftWatch.Terms terms, DriftMemory state)
      throws Exception {
    Normal normal = Normal.read(quality, state.value(DriftMemory.Value.FROZEN));
    JudgedWatching phase = new JudgedWatching(quality, terms, state, normal);
    FlatReader in =
        new FlatReader("watch of judged items", LAYOUT, state.value(DriftMemory.Value.PROGRESS));
    phase.detector.read(in);
    phase.episodes.read(in);
    phase.past = Past.read(phase.directions.size(), 0, in);
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
  public Optional<Finding> close(long interval, int slot, IntervalJudgements items)
      throws Exception {
    Histograms votes = quality.votes(items);
    long voted = detector.intervals();
    if (!votes.isEmpty()) {
      past.add(voted, interval, votes, new VectorTotals(0));
    }
    Optional<Alarm> alarm = detector.take(slot, votes, bets, normal.threshold.value());
    last = alarm.orElse(null);
    Optional<Finding> finding =
        alarm.isPresent()
            ? alarmed(alarm.get()).map(now -> finding(now, open(), interval, slot, items))
            : episodes
                .quiet(voted)
                .map(over -> finding(Finding.State.RECOVERED, over, interval, slot, items));
    save();
    return finding;
  }

  private Episode open() {
    return episodes.open().orElseThrow();
  }

  /** What an alarm changes; empty where the same drift goes on. */
  private Optional<Finding.State> alarmed(Alarm alarm) {
    past.remember(alarm);
    return episodes.take(alarm, this::cause);
  }

  /** The bet that won most names it: what items look like says nothing of labels. */
  private Cause cause(Alarm alarm) {
    List<Direction> others = new ArrayList<>();
    for (int d = 0; d < directions.size(); d++) {
      if (alarm.alone(d) && d != alarm.direction()) {
        others.add(directions.get(d));
      }
    }
    return new Cause(
        Optional.of(directions.get(alarm.direction())),
        alarm.side(),
        0,
        new ShiftSplit(List.of(), 0, 0),
        others);
  }

  private Finding finding(
      Finding.State now, Episode episode, long interval, int slot, IntervalJudgements items) {
    boolean over = now == Finding.State.RECOVERED;
    // what is over is told by what came since the last alarm
    long since = over ? episode.last() + 1 : episode.since();
    int direction = directions.indexOf(episode.cause().direction().orElseThrow());
    return new Finding(
        now,
        episode,
        past.interval(episode.since()),
        past.interval(episode.detected()),
        interval,
        past.score(),
        normal.threshold.value(),
        past.change(normal.reference, direction, since, slot),
        over
            ? List.of()
            : quality.examples(items, direction, episode.cause().side(), MOST_EXAMPLES));
  }

  @Override
  public Map<String, Double> nearness() {
    return Nearness.of(directions, detector, last, normal.threshold.value());
  }

  @Override
  public JudgedWatch.Phase next() {
    return this;
  }
}
