package io.idealstream.drift;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Finds a threshold by living through the reference many times: blocks of neighbouring intervals in
 * random order, drawn with replacement, with a season whole days.
 *
 * <p>A reference knows nothing of alarms that are rarer than it is long: then the guarantee stays.
 */
public final class Calibration {

  /** Alarms in all runs that tell a rate within a few percent. */
  private static final int ALARMS = 400;

  /** Runs are so many times the asked time long. */
  private static final int LENGTHS = 2;

  private final ReferenceBuilder intervals;
  private final Season season;
  private final int block;

  /**
   * @param intervals of the reference
   * @param block neighbours that stay together
   */
  public Calibration(ReferenceBuilder intervals, Season season, int block) {
    this.intervals = intervals;
    this.season = season;
    this.block = block;
  }

  /**
   * The threshold for an asked time between false alarms.
   *
   * @param asked intervals
   * @param aimed at this share of the asked rate, above 0 and at most 1: the reference is a sample
   */
  public Threshold threshold(
      Betting betting, double[] weights, double asked, double aimed, long seed) {
    if (intervals.intervals() < asked) {
      return Threshold.guaranteed(asked);
    }
    double[][] multipliers = new double[intervals.intervals()][];
    for (int i = 0; i < multipliers.length; i++) {
      multipliers[i] = Detector.multipliers(betting.logs(intervals.slot(i), intervals.interval(i)));
    }
    List<int[]> blocks = blocks();
    SplittableRandom random = new SplittableRandom(seed);
    FirstPassages passages = new FirstPassages();
    Detector detector = new Detector(weights, betting.bets());
    long length = (long) Math.ceil(LENGTHS * asked);
    for (int run = 0; run < ALARMS / LENGTHS; run++) {
      passages.begin();
      detector.reset();
      for (long done = 0; done < length; ) {
        int[] next = blocks.get(random.nextInt(blocks.size()));
        for (int i = next[0]; i < next[1] && done < length; i++, done++) {
          passages.add(detector.bet(multipliers[i]));
        }
      }
    }
    return new Threshold(asked, passages.threshold(aimed / asked));
  }

  /** First interval and the one after the last of each block. */
  private List<int[]> blocks() {
    List<int[]> blocks = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= intervals.intervals(); i++) {
      boolean ends =
          season == Season.NONE
              ? i - from == block
              : i < intervals.intervals() && intervals.slot(i) < intervals.slot(i - 1);
      if (ends || i == intervals.intervals()) {
        blocks.add(new int[] {from, i});
        from = i;
      }
    }
    return blocks;
  }
}
