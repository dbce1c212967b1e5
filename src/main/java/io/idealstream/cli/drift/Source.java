package io.idealstream.cli.drift;

import java.util.List;
import java.util.SplittableRandom;

/** A stream whose truth is known. */
@FunctionalInterface
public interface Source {

  /** How often a burst comes, and how many copies. */
  int BURST_EVERY = 10;

  int BURST = 20;

  /** Intervals of a day: one an hour. */
  int DAY = 24;

  /** What comes in an interval. */
  Drawn draw(long interval, SplittableRandom random);

  /** Items drawn one by one. */
  static Source independent(Mixture mixture) {
    return (interval, random) -> {
      int[] items = new int[mixture.flow().items(random)];
      for (int i = 0; i < items.length; i++) {
        items[i] = mixture.draw(random);
      }
      return new Drawn(items, mixture.flow().deadLetters(items.length, random));
    };
  }

  /**
   * The same, and in every tenth interval twenty of the items are near-duplicates of one.
   *
   * @param families groups of near-duplicates: the item and its copies
   */
  static Source bursts(Source source, List<int[]> families) {
    return (interval, random) -> {
      Drawn drawn = source.draw(interval, random);
      if (interval % BURST_EVERY == 0) {
        int[] family = families.get(random.nextInt(families.size()));
        for (int i = 0; i < Math.min(BURST, drawn.items().length); i++) {
          drawn.items()[i] = family[random.nextInt(family.length)];
        }
      }
      return drawn;
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
