package io.idealstream.cli.drift;

import io.idealstream.drift.Budget;
import io.idealstream.drift.Detector;
import io.idealstream.drift.Direction;
import io.idealstream.drift.Histograms;
import io.idealstream.drift.Item;
import io.idealstream.drift.ItemBets;
import io.idealstream.drift.Reference;
import io.idealstream.drift.ReferenceBuilder;
import io.idealstream.drift.Watch;
import io.idealstream.math.FactorSpace;
import io.idealstream.math.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/**
 * How soon a change of a value's share would be found, by living through it: items of a reference
 * are drawn at random, and after the change those more often that show the value.
 *
 * <pre>
 *   after the change: with chance e an item drawn in proportion to p(v | x), else any
 *   e = change / (mean p^2 / mean p - mean p)         so that the mean of p rises by the change
 * </pre>
 */
public final class Power {

  /** Items that make the reference, whatever the rate. */
  private static final int REFERENCE_ITEMS = 20_000;

  /** An interval counts no more items, as in {@link io.idealstream.drift.SharedVotes}. */
  private static final int MOST_ITEMS = 1000;

  private static final int LONGEST = 2000;
  private static final double CASES = 0.9;

  private final FactorSpace space;
  private final List<Item> items;
  private final Watch watch;
  private final short[][] codes;
  private final int perInterval;
  private final double asked;
  private final int runs;
  private final SplittableRandom random;

  /**
   * What is found of one value.
   *
   * @param share in the reference
   * @param effective items behind its standard
   * @param margin the change that is not bet on, as a share
   * @param intervals in which nine of ten runs found the change; empty where they did not, or where
   *     the items show too little of the value to change it by so much
   */
  public record Line(
      String factor,
      String value,
      double share,
      double effective,
      double margin,
      OptionalLong intervals) {}

  /**
   * @param items of the reference, hundreds at least
   * @param perInterval items that come in an interval, above 0
   * @param asked intervals to a false alarm
   * @param runs of each change
   */
  public Power(
      FactorSpace space,
      double[] words,
      List<Item> items,
      double perInterval,
      double asked,
      int runs,
      long seed) {
    this.space = space;
    this.items = items;
    this.perInterval = (int) Math.max(1, Math.min(MOST_ITEMS, Math.round(perInterval)));
    this.asked = asked;
    this.runs = runs;
    random = new SplittableRandom(seed);
    watch = Watch.of(space, words, items);
    codes = items.stream().map(watch::codes).toArray(short[][]::new);
  }

  /**
   * A line for each value of each factor.
   *
   * @param change of the share, above 0
   */
  public List<Line> lines(double change, Progress progress) {
    ReferenceBuilder builder =
        new ReferenceBuilder(
            watch.signals().directions(),
            watch.quantiser(),
            ReferenceBuilder.Terms.defaults(watch.signals().directions()));
    for (int i = 0; i < Math.max(20, REFERENCE_ITEMS / perInterval); i++) {
      builder.add(0, votes(0, null));
    }
    Reference reference = builder.freeze("power", 1);
    ItemBets bets = new ItemBets(reference);
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < space.factors(); i++) {
      for (int v = 0; v < space.values(i); v++) {
        lines.add(line(i, v, change, reference, bets));
        progress.at(lines.size(), space.rows() - 1);
      }
    }
    return lines;
  }

  private Line line(int factor, int value, double change, Reference reference, ItemBets bets) {
    double[] upTo = new double[items.size()];
    double sum = 0;
    double squares = 0;
    for (int item = 0; item < upTo.length; item++) {
      double share = items.get(item).debiased()[factor][value];
      sum += share;
      squares += share * share;
      upTo[item] = sum;
    }
    double mean = sum / upTo.length;
    double chance = change / (squares / sum - mean);
    String factorName = space.factor(factor).name();
    String valueName = space.factor(factor).values().get(value);
    int direction = direction(factorName, valueName);
    return new Line(
        factorName,
        valueName,
        mean,
        reference.standard(0, direction).effective(),
        reference.margin(direction),
        chance > 0 && chance <= 1 ? found(chance, upTo, bets) : OptionalLong.empty());
  }

  private int direction(String factor, String value) {
    List<Direction> directions = watch.signals().directions();
    int d = 0;
    while (!directions.get(d).signal().equals("share")
        || !directions.get(d).factor().equals(factor)
        || !directions.get(d).value().equals(value)) {
      d++;
    }
    return d;
  }

  private OptionalLong found(double chance, double[] upTo, ItemBets bets) {
    double feed = new Budget().allot(1)[0];
    double[] weights = new Budget(feed).allot(codes[0].length);
    long[] delays = new long[runs];
    for (int run = 0; run < runs; run++) {
      Detector detector = new Detector(weights, bets.bets());
      delays[run] = 1;
      while (delays[run] <= LONGEST && detector.take(bets.logs(0, votes(chance, upTo))) < asked) {
        delays[run]++;
      }
    }
    Arrays.sort(delays);
    long delay = delays[(int) Math.ceil(CASES * runs) - 1];
    return delay <= LONGEST ? OptionalLong.of(delay) : OptionalLong.empty();
  }

  private Histograms votes(double chance, double[] upTo) {
    Histograms votes = new Histograms(codes[0].length);
    for (int i = 0; i < perInterval; i++) {
      int item;
      if (chance > 0 && random.nextDouble() < chance) {
        int at = Arrays.binarySearch(upTo, random.nextDouble() * upTo[upTo.length - 1]);
        item = Math.min(upTo.length - 1, at < 0 ? -at - 1 : at);
      } else {
        item = random.nextInt(items.size());
      }
      votes.add(codes[item]);
    }
    return votes;
  }
}
