package io.idealstream.cli.drift;

import io.idealstream.drift.Betting;
import io.idealstream.drift.Detector;
import io.idealstream.drift.FirstPassages;
import io.idealstream.drift.Histograms;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Counts false alarms on streams that do not change. Mutable. */
final class CalmTrials {

  /** Intervals after which another detector begins again, to see how high it climbs. */
  private static final int RIVAL_RUN = 2 * Bench.ASKED[1];

  private static final int RARE = 100_000;

  /** Whose votes a detector bets on, and how. */
  private enum Way {
    ITEMS("items"),
    MEANS("means"),
    COPIES("items, no shared votes"),
    BLIND("");

    final String text;

    Way(String text) {
      this.text = text;
    }

    Betting betting(Preparation prepared) {
      return this == MEANS ? prepared.means : prepared.items;
    }
  }

  /** A detector on trial. */
  private static final class Trial {
    final Way way;
    final Rate key;
    final double threshold;
    final Detector detector;
    long alarms;

    Trial(Way way, Rate key, double threshold, Detector detector) {
      this.way = way;
      this.key = key;
      this.threshold = threshold;
      this.detector = detector;
    }

    /**
     * Takes an interval.
     *
     * @param multipliers of each way; none for who sees nothing
     */
    void take(double[] multipliers) {
      double score = multipliers.length == 0 ? 0 : detector.bet(multipliers);
      if (score >= threshold) {
        alarms++;
        detector.reset();
      }
    }
  }

  private final World world;
  private final Bench.Size size;
  private final double[] weights;
  private final boolean full;
  private final Map<String, FirstPassages> passages = new LinkedHashMap<>();
  private final Map<Rate, double[]> counts = new LinkedHashMap<>();

  /**
   * @param full whether rates are measured; else only as long as others need for their thresholds
   */
  CalmTrials(World world, Bench.Size size, double[] weights, boolean full) {
    this.world = world;
    this.size = size;
    this.weights = weights;
    this.full = full;
  }

  /** How high the others climb where nothing changes, by name. */
  Map<String, FirstPassages> passages() {
    return passages;
  }

  /** What was counted since the last call. */
  List<Rate> rates() {
    List<Rate> rates = new ArrayList<>();
    counts.forEach((key, count) -> rates.add(key.counted(count[0], count[1], count[2])));
    counts.clear();
    return rates;
  }

  /** Runs all detectors over a fresh stream. */
  void run(Calm kind, Preparation prepared, SplittableRandom random) {
    List<Trial> trials = trials(kind, prepared);
    Map<String, Rival> rivals = kind == Calm.INDEPENDENT ? prepared.rivals() : Map.of();
    long rivalIntervals = (long) size.rivalRuns() * RIVAL_RUN;
    long fresh = full ? size.fresh() : Math.min(size.fresh(), rivalIntervals);
    for (int t = 0; t < fresh; t++) {
      Drawn drawn = prepared.source.draw(t, random);
      double[][] multipliers = multipliers(kind, prepared, prepared.slot(t), drawn);
      for (Trial trial : trials) {
        trial.take(multipliers[trial.way.ordinal()]);
      }
      if (t < rivalIntervals && !rivals.isEmpty()) {
        climb(rivals, prepared.seen(drawn), t % RIVAL_RUN == 0);
      }
    }
    for (Trial trial : trials) {
      double[] count = counts.computeIfAbsent(trial.key, unseen -> new double[3]);
      count[0] += trial.threshold / size.references();
      count[1] += trial.alarms;
      count[2] += fresh;
    }
  }

  private double[][] multipliers(Calm kind, Preparation prepared, int slot, Drawn drawn) {
    Histograms shared = Votes.shared(world, drawn);
    double[][] multipliers = new double[Way.values().length][0];
    multipliers[Way.ITEMS.ordinal()] = Detector.multipliers(prepared.items.logs(slot, shared));
    multipliers[Way.MEANS.ordinal()] = Detector.multipliers(prepared.means.logs(slot, shared));
    if (kind == Calm.BURSTS) {
      Histograms each = Votes.each(world, drawn);
      multipliers[Way.COPIES.ordinal()] = Detector.multipliers(prepared.items.logs(slot, each));
    }
    return multipliers;
  }

  private void climb(Map<String, Rival> rivals, Rival.Seen seen, boolean begins) {
    rivals.forEach(
        (name, rival) -> {
          FirstPassages heights = passages.computeIfAbsent(name, unseen -> new FirstPassages());
          if (begins) {
            rival.reset();
            heights.begin();
          }
          heights.add(rival.take(seen));
        });
  }

  private List<Trial> trials(Calm kind, Preparation prepared) {
    List<Trial> trials = new ArrayList<>();
    for (int asked : Bench.ASKED) {
      double items = prepared.thresholds.get("items" + asked).value();
      double means = prepared.thresholds.get("means" + asked).value();
      trials.add(trial(kind, Way.ITEMS, "calibrated", asked, items, prepared));
      trials.add(trial(kind, Way.MEANS, "calibrated", asked, means, prepared));
      trials.add(trial(kind, Way.ITEMS, "guaranteed", asked, asked, prepared));
      trials.add(trial(kind, Way.MEANS, "guaranteed", asked, asked, prepared));
      if (kind == Calm.BURSTS) {
        trials.add(trial(kind, Way.COPIES, "guaranteed", asked, asked, prepared));
      }
    }
    trials.add(trial(kind, Way.ITEMS, "guaranteed", RARE, RARE, prepared));
    trials.add(trial(kind, Way.BLIND, "always", Bench.ASKED[1], 0, prepared));
    trials.add(trial(kind, Way.BLIND, "never", Bench.ASKED[1], 1, prepared));
    return trials;
  }

  private Trial trial(
      Calm kind, Way way, String thresholds, int asked, double threshold, Preparation prepared) {
    boolean blind = way == Way.BLIND;
    Rate key =
        new Rate(
            kind.text,
            blind ? thresholds : way.text,
            blind ? "none" : thresholds,
            asked,
            blind ? Double.NaN : 0,
            0,
            0);
    return new Trial(way, key, threshold, new Detector(weights, way.betting(prepared).bets()));
  }
}
