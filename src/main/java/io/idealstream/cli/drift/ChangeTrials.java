package io.idealstream.cli.drift;

import io.idealstream.drift.Alarm;
import io.idealstream.drift.Betting;
import io.idealstream.drift.Cause;
import io.idealstream.drift.Detector;
import io.idealstream.drift.FirstPassages;
import io.idealstream.drift.RecentTotals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** How soon each detector finds a change, and what ours calls it. */
final class ChangeTrials {

  /** Intervals before the change. */
  static final int WARM = 120;

  private static final int SHOWN_BEFORE = 60;
  private static final int SHOWN_AFTER = 120;

  private final World world;
  private final double[] weights;
  private final Map<String, FirstPassages> passages;
  private final double rate;

  /**
   * @param passages of the others where nothing changes
   * @param rate of false alarms that they are set to
   */
  ChangeTrials(World world, double[] weights, Map<String, FirstPassages> passages, double rate) {
    this.world = world;
    this.weights = weights;
    this.passages = passages;
    this.rate = rate;
  }

  /** Runs of one change: all detectors see the same stream. */
  List<Delay> run(
      World.Change change, List<Preparation> references, int runs, SplittableRandom random) {
    Map<String, DelayTally> tallies = new LinkedHashMap<>();
    for (int run = 0; run < runs; run++) {
      Preparation prepared = references.get(run % references.size());
      Source source = Source.change(prepared.source, Source.independent(change.after()), WARM);
      long seed = random.nextLong();
      ours(prepared)
          .forEach((name, own) -> own(own, prepared, source, seed, change, tally(tallies, name)));
      SeenStream stream = new SeenStream(prepared, source, seed);
      prepared
          .rivals()
          .forEach(
              (name, rival) ->
                  tally(tallies, name).delay(delay(rival, threshold(name, rival), stream)));
    }
    List<Delay> delays = new ArrayList<>();
    tallies.forEach((detector, tally) -> delays.add(tally.delay(change.name(), detector)));
    return delays;
  }

  private static DelayTally tally(Map<String, DelayTally> tallies, String name) {
    return tallies.computeIfAbsent(name, unseen -> new DelayTally());
  }

  private double threshold(String name, Rival rival) {
    return rival.threshold(passages.get(name), rate);
  }

  private record Own(Betting betting, double threshold, boolean names) {}

  private static Map<String, Own> ours(Preparation prepared) {
    Map<String, Own> ours = new LinkedHashMap<>();
    int asked = Bench.ASKED[1];
    double items = prepared.thresholds.get("items" + asked).value();
    double means = prepared.thresholds.get("means" + asked).value();
    ours.put("items", new Own(prepared.items, items, true));
    ours.put("means", new Own(prepared.means, means, false));
    ours.put("items, guaranteed", new Own(prepared.items, asked, false));
    return ours;
  }

  private void own(
      Own own,
      Preparation prepared,
      Source source,
      long seed,
      World.Change change,
      DelayTally tally) {
    SplittableRandom stream = new SplittableRandom(seed);
    Detector detector = new Detector(weights, own.betting.bets());
    RecentTotals recent = new RecentTotals(world.moments().size());
    for (int t = 0; t < WARM + DelayTally.LONGEST; t++) {
      Drawn drawn = source.draw(t, stream);
      if (own.names) {
        recent.add(t, world.pool().totals(drawn.items(), world.moments().size()));
      }
      Optional<Alarm> alarm =
          detector.take(0, Votes.shared(world, drawn), own.betting, own.threshold);
      if (alarm.isPresent() && t >= WARM) {
        tally.delay(t - WARM + 1);
        if (own.names) {
          Cause cause = world.naming().cause(alarm.get(), recent, prepared.shift);
          tally.named(cause, change.right().test(cause), alarm.get().since() - WARM);
        }
        return;
      }
    }
    tally.delay(DelayTally.LONGEST + 1);
  }

  private static int delay(Rival rival, double threshold, SeenStream stream) {
    rival.reset();
    for (int t = 0; t < WARM + DelayTally.LONGEST; t++) {
      if (rival.take(stream.at(t)) >= threshold) {
        if (t >= WARM) {
          return t - WARM + 1;
        }
        rival.reset();
      }
    }
    return DelayTally.LONGEST + 1;
  }

  /** What every detector makes of one stream, interval by interval, by its threshold. */
  Trace trace(World.Change change, Preparation prepared, long seed) {
    Source source =
        Source.change(prepared.source, Source.independent(change.after()), SHOWN_BEFORE);
    Map<String, List<Double>> heights = new LinkedHashMap<>();
    ours(prepared)
        .forEach(
            (name, own) -> {
              SplittableRandom stream = new SplittableRandom(seed);
              Detector detector = new Detector(weights, own.betting.bets());
              List<Double> of = heights.computeIfAbsent(name, unseen -> new ArrayList<>());
              for (int t = 0; t < SHOWN_BEFORE + SHOWN_AFTER; t++) {
                Drawn drawn = source.draw(t, stream);
                double[] logs = own.betting.logs(0, Votes.shared(world, drawn));
                double score = detector.take(logs) / own.threshold;
                of.add(score);
                if (score >= 1) {
                  detector.reset();
                }
              }
            });
    SeenStream seen = new SeenStream(prepared, source, seed);
    prepared
        .rivals()
        .forEach(
            (name, rival) -> {
              rival.reset();
              List<Double> of = heights.computeIfAbsent(name, unseen -> new ArrayList<>());
              for (int t = 0; t < SHOWN_BEFORE + SHOWN_AFTER; t++) {
                of.add(rival.take(seen.at(t)) / threshold(name, rival));
                if (of.get(t) >= 1) {
                  rival.reset();
                }
              }
            });
    return new Trace(change.name(), SHOWN_BEFORE, heights);
  }
}
