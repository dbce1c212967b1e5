package io.idealstream.cli.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Each against its published formula, written out. */
class RivalsTest {

  private static final double[] REFERENCE = {0.1, -0.2, 0.3};

  private static List<Rival.Seen> intervals(int number, long seed) {
    Random random = new Random(seed);
    List<Rival.Seen> intervals = new ArrayList<>();
    for (int t = 0; t < number; t++) {
      double[] features = random.doubles(3, -1, 1).toArray();
      double[] means = {random.nextGaussian(), t < number / 2 ? 0 : 2 + random.nextGaussian()};
      intervals.add(new Rival.Seen(features, means));
    }
    return intervals;
  }

  @Test
  void featuresMakeAGaussianKernel() {
    Random random = new Random(1);
    RandomFeatures map = new RandomFeatures(20_000, 4, 0.5, 2);
    for (int trial = 0; trial < 5; trial++) {
      float[] x = new float[4];
      float[] y = new float[4];
      double squares = 0;
      for (int j = 0; j < 4; j++) {
        x[j] = random.nextFloat();
        y[j] = random.nextFloat();
        squares += Math.pow(x[j] - y[j], 2);
      }
      double product = 0;
      float[] left = map.of(x);
      float[] right = map.of(y);
      for (int f = 0; f < left.length; f++) {
        product += left[f] * right[f];
      }
      assertEquals(Math.exp(-squares / (2 * 0.5)), product, 0.03);
    }
    List<float[]> three = List.of(new float[] {0}, new float[] {1}, new float[] {3});
    assertEquals(2, RandomFeatures.squaredWidth(three), "of 1, 4 and 9");
  }

  @Test
  void mmdIsTheDistanceOfMeanFeatures() {
    List<Rival.Seen> intervals = intervals(40, 2);
    WindowedMmd mmd = new WindowedMmd(7, REFERENCE);
    for (int t = 0; t < intervals.size(); t++) {
      double squares = 0;
      for (int f = 0; f < 3 && t >= 6; f++) {
        double mean = 0;
        for (int back = t - 6; back <= t; back++) {
          mean += intervals.get(back).features()[f] / 7;
        }
        squares += Math.pow(mean - REFERENCE[f], 2);
      }
      assertEquals(squares, mmd.take(intervals.get(t)), 1e-12);
    }
    mmd.reset();
    assertEquals(0, mmd.take(intervals.get(0)), "the window has to fill again");
  }

  @Test
  void newmaIsTheDistanceOfTwoWeightedMeans() {
    List<Rival.Seen> intervals = intervals(40, 3);
    Newma newma = new Newma(0.3, 0.05, REFERENCE);
    for (int t = 0; t < intervals.size(); t++) {
      double squares = 0;
      for (int f = 0; f < 3; f++) {
        squares += Math.pow(mean(intervals, t, f, 0.3) - mean(intervals, t, f, 0.05), 2);
      }
      assertEquals(Math.sqrt(squares), newma.take(intervals.get(t)), 1e-12);
    }
  }

  private static double mean(List<Rival.Seen> intervals, int t, int f, double weight) {
    double mean = Math.pow(1 - weight, t + 1) * REFERENCE[f];
    for (int i = 0; i <= t; i++) {
      mean += weight * Math.pow(1 - weight, t - i) * intervals.get(i).features()[f];
    }
    return mean;
  }

  /** max(0, a g + y) is the largest sum of the last y's, faded. */
  @Test
  void pageHinkleyIsTheLargestSumOfWhatCameLast() {
    List<Rival.Seen> intervals = intervals(60, 4);
    PageHinkley test = new PageHinkley(0.4, 2);
    for (int t = 0; t < intervals.size(); t++) {
      double most = 0;
      for (int d = 0; d < 2; d++) {
        for (int side = -1; side <= 1; side += 2) {
          double sum = 0;
          for (int back = t; back >= 0; back--) {
            double y = side * intervals.get(back).means()[d] - 0.4;
            sum += Math.pow(0.9999, t - back) * y;
            most = Math.max(most, sum);
          }
        }
      }
      assertEquals(most, test.take(intervals.get(t)), 1e-9);
    }
  }

  /** At the level that the statistic gives, the cut is just significant. */
  @Test
  void adwinsLevelSolvesItsInequality() {
    Random random = new Random(5);
    for (int trial = 0; trial < 100; trial++) {
      long n0 = 5 + random.nextInt(500);
      long n1 = 5 + random.nextInt(50);
      double mean0 = random.nextDouble();
      double mean1 = random.nextDouble();
      double variance = random.nextDouble() / 4;
      double level = Adwin.level(n0 * mean0, n0, n1 * mean1, n1, variance);
      double m = 1 / (1.0 / n0 + 1.0 / n1);
      double least = Math.sqrt(2 / m * variance * level) + 2 / (3 * m) * level;
      assertEquals(Math.abs(mean0 - mean1), least, 1e-9);
    }
  }

  /** Buckets allow some of all cuts: never more than the best, and a change is seen. */
  @Test
  void adwinCutsWhereItsBucketsAllow() {
    List<Rival.Seen> intervals = intervals(80, 6);
    Adwin adwin = new Adwin(2);
    double last = 0;
    for (int t = 0; t < intervals.size(); t++) {
      last = adwin.take(intervals.get(t));
      double best = 0;
      for (int d = 0; d < 2; d++) {
        double[] x = new double[t + 1];
        double sum = 0;
        double squares = 0;
        for (int i = 0; i <= t; i++) {
          x[i] = Math.max(0, Math.min(1, 0.5 + intervals.get(i).means()[d] / 16));
          sum += x[i];
          squares += x[i] * x[i];
        }
        double variance = squares / x.length - Math.pow(sum / x.length, 2);
        double before = 0;
        for (int cut = 1; cut <= t; cut++) {
          before += x[cut - 1];
          if (cut >= 5 && t + 1 - cut >= 5) {
            best = Math.max(best, Adwin.level(before, cut, sum - before, t + 1 - cut, variance));
          }
        }
      }
      assertTrue(last <= best + 1e-9, last + " above " + best);
    }
    assertTrue(last > 2, "a shift of two deviations for 40 intervals: " + last);
    adwin.reset();
    assertEquals(0, adwin.take(intervals.get(0)));
  }
}
