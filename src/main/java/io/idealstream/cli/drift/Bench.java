package io.idealstream.cli.drift;

import io.idealstream.drift.Budget;
import io.idealstream.math.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Measures detectors in a world: false alarms on streams that do not change, delays and names on
 * streams that do. Everything is simulated interval by interval; references are independent.
 */
public final class Bench {

  /** Intervals to a false alarm that are asked for. */
  static final int[] ASKED = {100, 1000};

  private static final int FEATURES = 128;

  /** How much is simulated. */
  public record Size(int references, int intervals, int fresh, int rivalRuns, int changes) {

    /** Thirty references, 600,000 fresh intervals. */
    public static Size full() {
      return new Size(30, 2000, 20_000, 2, 40);
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
      String world,
      int directions,
      double alike,
      List<Rate> rates,
      List<Delay> delays,
      List<Lasting> lasting,
      Trace trace) {}

  private final World world;
  private final Size size;
  private final SplittableRandom random;
  private final double[] weights;
  private final float[][] features;

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

  /**
   * Everything: calm streams first, then changes.
   *
   * @param everyCalm whether also bursts, and day and night are measured
   */
  public Outcome run(boolean everyCalm, Progress progress) {
    List<Rate> rates = new ArrayList<>();
    List<Preparation> references = new ArrayList<>();
    CalmTrials calm = new CalmTrials(world, size, weights, everyCalm);
    Calm[] kinds = everyCalm ? Calm.values() : new Calm[] {Calm.INDEPENDENT};
    long steps = (long) kinds.length * size.references() + 2L * world.changes().size();
    long done = 0;
    for (Calm kind : kinds) {
      for (int r = 0; r < size.references(); r++) {
        Preparation prepared =
            new Preparation(
                world, size.intervals(), kind.of(world), kind.season, weights, features, random);
        if (kind == Calm.INDEPENDENT) {
          references.add(prepared);
        }
        calm.run(kind, prepared, random);
        progress.at(++done, steps);
      }
      rates.addAll(calm.rates());
    }
    ChangeTrials changes = new ChangeTrials(world, weights, calm.passages(), reached(rates));
    LastingTrials lasting = new LastingTrials(world, weights);
    List<Delay> delays = new ArrayList<>();
    List<Lasting> episodes = new ArrayList<>();
    for (World.Change change : world.changes()) {
      delays.addAll(changes.run(change, references, size.changes(), random));
      progress.at(++done, steps);
      episodes.add(lasting.run(change, references, size.changes(), random));
      progress.at(++done, steps);
    }
    return new Outcome(
        world.name(),
        world.directions().size(),
        world.pool().shareAlike(world.pool().groups().get(0)),
        rates,
        delays,
        episodes,
        changes.trace(world.changes().get(shown()), references.get(0), random.nextLong()));
  }

  /** The second change, where there are two: neither the smallest nor the largest. */
  private int shown() {
    return Math.min(1, world.changes().size() - 1);
  }

  /** The rate that item bets had where one in a thousand was asked: all others are set to it. */
  private static double reached(List<Rate> rates) {
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
}
