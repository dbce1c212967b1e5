package io.idealstream.cli.drift;

import io.idealstream.drift.Alarm;
import io.idealstream.drift.Betting;
import io.idealstream.drift.Budget;
import io.idealstream.drift.Cause;
import io.idealstream.drift.Detector;
import io.idealstream.drift.FirstPassages;
import io.idealstream.drift.Histograms;
import io.idealstream.drift.RecentTotals;
import io.idealstream.drift.VectorTotals;
import io.idealstream.math.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Measures detectors in a world: false alarms on streams that do not change, delays and names on
 * streams that do. Everything is simulated interval by interval; references are independent.
 */
public final class Bench {

  /** Intervals to a false alarm that are asked for. */
  static final int[] ASKED = {100, 1000};

  /**
   * Aimed at, of the asked rate: a reference is a sample, and a fresh stream is not quite like it.
   */
  private static final double AIMED = 0.8;

  private static final int BLOCK = 10;
  private static final int FEATURES = 128;
  private static final int WARM = 120;
  public static final int LONGEST = 800;
  private static final int RIVAL_RUN = 2 * ASKED[1];

  /** How much is simulated. */
  public record Size(int references, int intervals, int fresh, int rivalRuns, int changes) {

    /** Thirty references, half a million fresh intervals. */
    public static Size full() {
      return new Size(30, 2000, 17_000, 2, 40);
    }

    /** The same with other numbers of references and of streams for each change. */
    public Size with(int otherReferences, int otherChanges) {
      return new Size(otherReferences, intervals, fresh, rivalRuns, otherChanges);
    }

    /** A few minutes' work in seconds; its numbers are rough. */
    public static Size quick() {
      return new Size(4, 1000, 2000, 1, 8);
    }
  }

  /** What came of a world. */
  public record Outcome(
      String world, int directions, double alike, List<Rate> rates, List<Delay> delays) {}

  private final World world;
  private final Size size;
  private final SplittableRandom random;
  private final double[] weights;
  private final float[][] features;
  private final Map<String, FirstPassages> passages = new LinkedHashMap<>();

  /** For a world, at a size. */
  public Bench(World world, Size size, long seed) {
    this.world = world;
    this.size = size;
    random = new SplittableRandom(seed);
    double feed = new Budget().allot(1)[0];
    weights = new Budget(feed).allot(world.directions().size());
    features = features();
  }

  private float[][] features() {
    Pool pool = world.pool();
    List<float[]> some = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      some.add(pool.vector(world.base().draw(random)));
    }
    RandomFeatures map =
        new RandomFeatures(
            FEATURES, some.get(0).length, RandomFeatures.squaredWidth(some), random.nextLong());
    float[][] all = new float[pool.size()][];
    for (int i = 0; i < all.length; i++) {
      all[i] = map.of(pool.vector(i));
    }
    return all;
  }

  /** A detector on trial on a calm stream. */
  private final class Trial {
    final Rate key;
    final Detector detector;
    final double threshold;
    final int way;
    long alarms;

    Trial(Rate key, int bets, double threshold, int way) {
      this.key = key;
      this.threshold = threshold;
      this.way = way;
      detector = new Detector(weights, bets);
    }
  }

  /** Everything: calm streams first, then changes. */
  public Outcome run(boolean calm, Progress progress) {
    List<Rate> rates = new ArrayList<>();
    List<Preparation> references = new ArrayList<>();
    long steps = (calm ? 3L : 1L) * size.references() + world.changes().size();
    long[] done = {0};
    for (Calm kind : calm ? Calm.values() : new Calm[] {Calm.INDEPENDENT}) {
      Map<Rate, long[]> counts = new LinkedHashMap<>();
      Map<Rate, Double> thresholds = new LinkedHashMap<>();
      for (int r = 0; r < size.references(); r++) {
        Preparation prepared =
            new Preparation(
                world, size.intervals(), kind.of(world), kind.season, weights, features, random);
        if (kind == Calm.INDEPENDENT) {
          references.add(prepared);
        }
        calm(kind, prepared, calm, counts, thresholds);
        progress.at(++done[0], steps);
      }
      counts.forEach(
          (key, count) ->
              rates.add(
                  new Rate(
                      key.calm(),
                      key.way(),
                      key.thresholds(),
                      key.asked(),
                      thresholds.get(key) / size.references(),
                      count[0],
                      count[1])));
    }
    List<Delay> delays = new ArrayList<>();
    double rate = reached(rates);
    for (World.Change change : world.changes()) {
      delays.addAll(delays(change, references, rate));
      progress.at(++done[0], steps);
    }
    double alike = world.pool().shareAlike(world.pool().groups().get(0));
    return new Outcome(world.name(), world.directions().size(), alike, rates, delays);
  }

  /** The rate that item bets had where one in a thousand was asked: all others are set to it. */
  private double reached(List<Rate> rates) {
    for (Rate rate : rates) {
      if (rate.calm().equals(Calm.INDEPENDENT.text)
          && rate.way().equals("items")
          && rate.thresholds().equals("calibrated")
          && rate.asked() == ASKED[1]) {
        return Math.max(1.0, rate.alarms()) / rate.intervals();
      }
    }
    return 1.0 / ASKED[1];
  }

  private void calm(
      Calm kind,
      Preparation prepared,
      boolean calm,
      Map<Rate, long[]> counts,
      Map<Rate, Double> thresholds) {
    List<Trial> trials = new ArrayList<>();
    for (int asked : ASKED) {
      double items = prepared.thresholds.get("items" + asked).value();
      double means = prepared.thresholds.get("means" + asked).value();
      trials.add(trial(kind, "items", "calibrated", asked, items, 0, prepared));
      trials.add(trial(kind, "means", "calibrated", asked, means, 1, prepared));
      trials.add(trial(kind, "items", "guaranteed", asked, asked, 0, prepared));
      trials.add(trial(kind, "means", "guaranteed", asked, asked, 1, prepared));
      if (kind == Calm.BURSTS) {
        trials.add(trial(kind, "items, no shared votes", "guaranteed", asked, asked, 2, prepared));
      }
    }
    trials.add(trial(kind, "items", "guaranteed", 100_000, 100_000, 0, prepared));
    Map<String, Rival> rivals = kind == Calm.INDEPENDENT ? prepared.rivals() : Map.of();
    int directions = world.directions().size();
    int fresh = calm ? size.fresh() : Math.min(size.fresh(), size.rivalRuns() * RIVAL_RUN);
    for (int t = 0; t < fresh; t++) {
      int[] drawn = prepared.source.draw(t, random);
      int slot = prepared.slot(t);
      Histograms shared = Votes.shared(world.pool(), drawn, directions);
      double[][] multipliers = {
        Detector.multipliers(prepared.items.logs(slot, shared)),
        Detector.multipliers(prepared.means.logs(slot, shared)),
        Detector.multipliers(prepared.items.logs(slot, Votes.each(world.pool(), drawn, directions)))
      };
      for (Trial trial : trials) {
        double score = trial.detector.bet(multipliers[trial.way]);
        if (score >= trial.threshold) {
          trial.alarms++;
          trial.detector.reset();
        }
      }
      if (t < (long) size.rivalRuns() * RIVAL_RUN) {
        Rival.Seen seen = rivals.isEmpty() ? null : prepared.seen(drawn);
        boolean begins = t % RIVAL_RUN == 0;
        rivals.forEach((name, rival) -> passage(name, rival, begins, seen));
      }
    }
    for (Trial trial : trials) {
      long[] count = counts.computeIfAbsent(trial.key, unseen -> new long[2]);
      count[0] += trial.alarms;
      count[1] += fresh;
      thresholds.merge(trial.key, trial.threshold, Double::sum);
    }
  }

  private Trial trial(
      Calm kind,
      String way,
      String thresholds,
      int asked,
      double threshold,
      int logs,
      Preparation p) {
    int bets = (logs == 1 ? (Betting) p.means : p.items).bets();
    return new Trial(new Rate(kind.text, way, thresholds, asked, 0, 0, 0), bets, threshold, logs);
  }

  private void passage(String name, Rival rival, boolean begins, Rival.Seen seen) {
    FirstPassages heights = passages.computeIfAbsent(name, unseen -> new FirstPassages());
    if (begins) {
      rival.reset();
      heights.begin();
    }
    heights.add(rival.take(seen));
  }

  /** Runs of one change: all detectors see the same stream. */
  private List<Delay> delays(World.Change change, List<Preparation> references, double rate) {
    Map<String, List<Integer>> delays = new LinkedHashMap<>();
    int[] named = new int[2];
    List<Double> since = new ArrayList<>();
    Map<String, Integer> wrong = new LinkedHashMap<>();
    for (int run = 0; run < size.changes(); run++) {
      Preparation prepared = references.get(run % references.size());
      Source source = Source.change(prepared.source, Source.independent(change.after()), WARM);
      long seed = random.nextLong();
      ours(change, prepared, source, seed, delays, named, since, wrong);
      for (Map.Entry<String, Rival> rival : prepared.rivals().entrySet()) {
        double threshold = passages.get(rival.getKey()).threshold(rate);
        delays
            .computeIfAbsent(rival.getKey(), unseen -> new ArrayList<>())
            .add(delay(rival.getValue(), threshold, prepared, source, seed));
      }
    }
    List<Delay> all = new ArrayList<>();
    delays.forEach(
        (detector, of) -> all.add(delay(change.name(), detector, of, named, since, wrong)));
    return all;
  }

  private static Delay delay(
      String change,
      String detector,
      List<Integer> delays,
      int[] named,
      List<Double> since,
      Map<String, Integer> wrong) {
    int[] sorted = delays.stream().mapToInt(Integer::intValue).sorted().toArray();
    boolean ours = detector.equals("items");
    double[] errors = since.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return new Delay(
        change,
        detector,
        sorted[sorted.length / 2],
        sorted[(int) Math.ceil(0.9 * sorted.length) - 1],
        (int) Arrays.stream(sorted).filter(delay -> delay <= LONGEST).count(),
        sorted.length,
        ours && named[1] > 0 ? (double) named[0] / named[1] : Double.NaN,
        ours && errors.length > 0 ? errors[errors.length / 2] : Double.NaN,
        wrong.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .orElse(""));
  }

  private void ours(
      World.Change change,
      Preparation prepared,
      Source source,
      long seed,
      Map<String, List<Integer>> delays,
      int[] named,
      List<Double> since,
      Map<String, Integer> wrong) {
    int directions = world.directions().size();
    Betting[] ways = {prepared.items, prepared.means, prepared.items};
    String[] names = {"items", "means", "items, guaranteed"};
    double[] thresholds = {
      prepared.thresholds.get("items" + ASKED[1]).value(),
      prepared.thresholds.get("means" + ASKED[1]).value(),
      ASKED[1]
    };
    for (int way = 0; way < ways.length; way++) {
      SplittableRandom stream = new SplittableRandom(seed);
      Detector detector = new Detector(weights, ways[way].bets());
      RecentTotals recent = new RecentTotals(world.moments().size());
      int delay = LONGEST + 1;
      for (int t = 0; t < WARM + LONGEST && delay > LONGEST; t++) {
        int[] drawn = source.draw(t, stream);
        if (way == 0) {
          VectorTotals totals = new VectorTotals(world.moments().size());
          for (int item : drawn) {
            totals.add(world.pool().moments(item));
          }
          recent.add(t, totals);
        }
        Histograms votes = Votes.shared(world.pool(), drawn, directions);
        Optional<Alarm> alarm = detector.take(0, votes, ways[way], thresholds[way]);
        if (alarm.isPresent() && t >= WARM) {
          delay = t - WARM + 1;
          if (way == 0) {
            Cause cause = world.naming().cause(alarm.get(), recent, prepared.shift);
            named[0] += change.right().test(cause) ? 1 : 0;
            named[1]++;
            if (!change.right().test(cause)) {
              wrong.merge(
                  cause
                      .direction()
                      .map(cause1 -> (cause.side() > 0 ? "+ " : "- ") + cause1)
                      .orElse("unnamed"),
                  1,
                  Integer::sum);
            }
            since.add((double) Math.abs(alarm.get().since() - WARM));
          }
        }
      }
      delays.computeIfAbsent(names[way], unseen -> new ArrayList<>()).add(delay);
    }
  }

  private static int delay(
      Rival rival, double threshold, Preparation prepared, Source source, long seed) {
    SplittableRandom stream = new SplittableRandom(seed);
    rival.reset();
    for (int t = 0; t < WARM + LONGEST; t++) {
      double statistic = rival.take(prepared.seen(source.draw(t, stream)));
      if (statistic >= threshold) {
        if (t >= WARM) {
          return t - WARM + 1;
        }
        rival.reset();
      }
    }
    return LONGEST + 1;
  }
}
