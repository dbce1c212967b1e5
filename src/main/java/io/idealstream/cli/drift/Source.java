package io.idealstream.cli.drift;

import java.util.List;
import java.util.SplittableRandom;

/** A stream whose truth is known: the items of each interval. */
@FunctionalInterface
public interface Source {

  /** Items of an interval. */
  int ITEMS = 50;

  /** How often a burst comes, and how many copies. */
  int BURST_EVERY = 10;

  int BURST = 20;

  /** Intervals of a day: one an hour. */
  int DAY = 24;

  /** Indices of the pool's items. */
  int[] draw(long interval, SplittableRandom random);

  /** Items drawn one by one. */
  static Source independent(Mixture mixture) {
    return (interval, random) -> {
      int[] items = new int[ITEMS];
      for (int i = 0; i < items.length; i++) {
        items[i] = mixture.draw(random);
      }
      return items;
    };
  }

  /**
   * The same, and in every tenth interval twenty of the fifty are near-duplicates of one.
   *
   * @param families groups of near-duplicates: the item and its copies
   */
  static Source bursts(Source source, List<int[]> families) {
    return (interval, random) -> {
      int[] items = source.draw(interval, random);
      if (interval % BURST_EVERY == 0) {
        int[] family = families.get(random.nextInt(families.size()));
        for (int i = 0; i < BURST; i++) {
          items[i] = family[random.nextInt(family.length)];
        }
      }
      return items;
    };
  }

  /** By day one mixture, by night another: half a day each. */
  static Source dayAndNight(Mixture day, Mixture night) {
    Source light = independent(day);
    Source dark = independent(night);
    return (interval, random) -> (interval % DAY < DAY / 2 ? light : dark).draw(interval, random);
  }

  /** One stream up to an interval, another from it on. */
  static Source change(Source before, Source after, long at) {
    return (interval, random) -> (interval < at ? before : after).draw(interval, random);
  }
}
