package io.idealstream.cli.drift;

import java.util.SplittableRandom;

/**
 * How much comes in an interval.
 *
 * @param steady whether it is always the same number
 * @param items the number, or its mean if items come independently of each other
 * @param deadLetters share of all records that cannot be used
 */
record Flow(boolean steady, int items, double deadLetters) {

  /** Always fifty items, all of which can be used. */
  static final Flow STEADY = new Flow(true, 50, 0);

  /** Items of an interval: those that arrive within it, with exponential times between. */
  int items(SplittableRandom random) {
    if (steady) {
      return items;
    }
    int number = 0;
    for (double time = gap(random); time < items; time += gap(random)) {
      number++;
    }
    return number;
  }

  private static double gap(SplittableRandom random) {
    return -Math.log(1 - random.nextDouble());
  }

  /** Dead letters that come among so many items. */
  long deadLetters(int number, SplittableRandom random) {
    long dead = 0;
    for (int i = 0; i < number && deadLetters > 0; i++) {
      while (random.nextDouble() < deadLetters) {
        dead++;
      }
    }
    return dead;
  }
}
