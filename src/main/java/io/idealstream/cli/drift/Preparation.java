package io.idealstream.cli.drift;

import io.idealstream.drift.Calibration;
import io.idealstream.drift.Histograms;
import io.idealstream.drift.ItemBets;
import io.idealstream.drift.LabelShift;
import io.idealstream.drift.MeanBets;
import io.idealstream.drift.Reference;
import io.idealstream.drift.ReferenceBuilder;
import io.idealstream.drift.ReferenceMoments;
import io.idealstream.drift.Season;
import io.idealstream.drift.Threshold;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A reference with all that is made of it. */
final class Preparation {
  /**
   * Aimed at, of the asked rate: a reference is a sample, and a fresh stream is not quite like it.
   */
  private static final double AIMED = 0.8;

  private static final int BLOCK = 10;
  final Reference reference;
  final ItemBets items;
  final MeanBets means;
  final Map<String, Threshold> thresholds = new LinkedHashMap<>();
  final LabelShift shift;
  final double[] deviations;
  final double[] meanFeatures;
  final Source source;
  final Season season;

  private final World world;
  private final int length;
  private final float[][] features;
  private final Map<String, Rival> rivals = new LinkedHashMap<>();

  /**
   * Draws a reference.
   *
   * @param length intervals
   * @param features random features of every item of the pool
   */
  Preparation(
      World world,
      int length,
      Source source,
      Season season,
      double[] weights,
      float[][] features,
      SplittableRandom random) {
    this.world = world;
    this.length = length;
    this.features = features;
    this.source = source;
    this.season = season;
    ReferenceBuilder builder =
        new ReferenceBuilder(
            world.directions(),
            world.quantiser(),
            ReferenceBuilder.Terms.defaults(world.directions()).with(season));
    long[] times = new long[world.pool().size()];
    meanFeatures = new double[features[0].length];
    double[] squares = new double[world.directions().size()];
    List<double[]> intervalMeans = new ArrayList<>();
    for (int t = 0; t < length; t++) {
      Drawn drawn = source.draw(t, random);
      builder.add(slot(t), Votes.shared(world, drawn));
      for (int item : drawn.items()) {
        times[item]++;
      }
      add(meanFeatures, mean(drawn.items()), 1.0 / length);
      intervalMeans.add(codes(drawn));
    }
    ReferenceMoments moments = new ReferenceMoments(world.moments());
    for (int item = 0; item < times.length; item++) {
      if (times[item] > 0) {
        moments.add(world.pool().moments(item), times[item]);
      }
    }
    shift = moments.shift();
    reference = builder.freeze("bench", 1);
    items = new ItemBets(reference);
    means = new MeanBets(reference, builder.designEffects());
    deviations = new double[squares.length];
    for (double[] of : intervalMeans) {
      for (int d = 0; d < squares.length; d++) {
        double off = of[d] - reference.standard(0, d).mean();
        squares[d] += season == Season.NONE ? off * off : 0;
      }
    }
    for (int d = 0; d < squares.length; d++) {
      deviations[d] = Math.max(1e-9, Math.sqrt(squares[d] / length));
    }
    Calibration calibration = new Calibration(builder, season, BLOCK);
    for (int asked : Bench.ASKED) {
      thresholds.put(
          "items" + asked, calibration.threshold(items, weights, asked, AIMED, random.nextLong()));
      thresholds.put(
          "means" + asked, calibration.threshold(means, weights, asked, AIMED, random.nextLong()));
    }
  }

  int slot(long interval) {
    return season == Season.NONE ? 0 : (int) (interval % Source.DAY);
  }

  /** Means of codes; a direction nobody voted on stands at its normal. */
  private double[] codes(Drawn drawn) {
    Histograms votes = Votes.each(world, drawn);
    double[] means = new double[votes.directions()];
    for (int d = 0; d < means.length; d++) {
      double normal = reference == null ? 128 : reference.standard(0, d).mean();
      means[d] = votes.mean(d).orElse(normal);
    }
    return means;
  }

  Rival.Seen seen(Drawn drawn) {
    double[] z = codes(drawn);
    for (int d = 0; d < z.length; d++) {
      z[d] = (z[d] - reference.standard(0, d).mean()) / deviations[d];
    }
    return new Rival.Seen(mean(drawn.items()), z);
  }

  /** The others, by name; one set that is used again and again. */
  Map<String, Rival> rivals() {
    if (rivals.isEmpty()) {
      for (int window : new int[] {5, 20, 100}) {
        rivals.put("MMD, %d intervals".formatted(window), new WindowedMmd(window, meanFeatures));
      }
      rivals.put("NEWMA", new Newma(0.2, 0.02, meanFeatures));
      rivals.put("Page-Hinkley", new PageHinkley(0.25, deviations.length));
      Adwin adwin = new Adwin(deviations.length);
      SplittableRandom past = new SplittableRandom(deviations.length);
      for (int t = 0; t < length; t++) {
        adwin.add(seen(source.draw(t, past)));
      }
      adwin.mark();
      rivals.put("ADWIN", adwin);
      rivals.put("always", new Always(true));
      rivals.put("never", new Always(false));
    }
    return rivals;
  }

  private double[] mean(int[] drawn) {
    double[] mean = new double[features[0].length];
    for (int item : drawn) {
      for (int f = 0; f < mean.length; f++) {
        mean[f] += features[item][f] / drawn.length;
      }
    }
    return mean;
  }

  private static void add(double[] sum, double[] other, double factor) {
    for (int f = 0; f < sum.length; f++) {
      sum[f] += factor * other[f];
    }
  }
}
