package io.idealstream.drift;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Directions, votes and references of random items. */
final class DriftFixtures {

  private DriftFixtures() {}

  static List<Direction> directions(int number) {
    List<Direction> directions = new ArrayList<>();
    for (int d = 0; d < number; d++) {
      directions.add(new Direction("share", "place", "v" + d, Unit.SHARE));
    }
    return directions;
  }

  /** Scores 0 or 1, ones with these chances. */
  static double[] scores(double[] chances, SplittableRandom random) {
    double[] scores = new double[chances.length];
    for (int d = 0; d < scores.length; d++) {
      scores[d] = random.nextDouble() < chances[d] ? 1 : 0;
    }
    return scores;
  }

  static Quantiser quantiser(double[] chances, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] sample = new double[500][];
    for (int i = 0; i < sample.length; i++) {
      sample[i] = scores(chances, random);
    }
    return Quantiser.of(
        sample, ReferenceBuilder.Terms.defaults(directions(chances.length)).leastWidths());
  }

  static Histograms interval(
      Quantiser quantiser, double[] chances, int items, SplittableRandom random) {
    Histograms votes = new Histograms(chances.length);
    for (int i = 0; i < items; i++) {
      votes.add(quantiser.codes(scores(chances, random)));
    }
    return votes;
  }

  static ReferenceBuilder reference(
      Quantiser quantiser, double[] chances, int intervals, SplittableRandom random) {
    List<Direction> directions = directions(chances.length);
    ReferenceBuilder builder =
        new ReferenceBuilder(directions, quantiser, ReferenceBuilder.Terms.defaults(directions));
    for (int i = 0; i < intervals; i++) {
      builder.add(0, interval(quantiser, chances, 50, random));
    }
    return builder;
  }
}
