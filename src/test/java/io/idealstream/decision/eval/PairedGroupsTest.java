package io.idealstream.decision.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.math.Interval;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

class PairedGroupsTest {

  /**
   * @param counts of a group: both right, one alone, the other alone, none
   */
  private static PairedGroups of(int[]... counts) {
    PairedGroups groups = new PairedGroups(counts.length);
    for (int g = 0; g < counts.length; g++) {
      groups.add(g, true, true, counts[g][0]);
      groups.add(g, true, false, counts[g][1]);
      groups.add(g, false, true, counts[g][2]);
      groups.add(g, false, false, counts[g][3]);
    }
    return groups;
  }

  /**
   * With a = n + 1/2 and A = n + 2 in all, the difference of two shares of a Dirichlet distribution
   * has mean (a_1 - a_2) / A and variance ((a_1 + a_2) / A - mean^2) / (A + 1).
   */
  @Test
  void inOneLargeGroupTheIntervalIsTheOneThatIsComputed() {
    PairedGroups.Differences of = of(new int[] {400, 120, 60, 220}).differences(0.95, 1);
    double all = 802;
    double mean = (120.5 - 60.5) / all;
    double error = Math.sqrt(((120.5 + 60.5) / all - mean * mean) / (all + 1));
    double z = NormalDistribution.of(0, 1).inverseCumulativeProbability(0.975);
    assertEquals(60 / 800.0, of.average().value(), 1e-12);
    assertEquals(mean - z * error, of.average().interval().low(), 0.003);
    assertEquals(mean + z * error, of.average().interval().high(), 0.003);
    assertEquals(of.average().value(), of.worst().value(), 1e-12, "one group is its own worst");
    assertEquals(of.average().interval().low(), of.worst().interval().low(), 1e-12);
  }

  /** McNemar's test of the same items: here 12 against 2, exact p = 0.0129. */
  @Test
  void itAgreesWithMcNemar() {
    Difference clear = of(new int[] {36, 12, 2, 0}).differences(0.95, 1).average();
    assertEquals(0.2, clear.value(), 1e-12);
    assertTrue(clear.isClearGain());
    assertTrue(of(new int[] {36, 2, 12, 0}).differences(0.95, 1).average().isClearLoss());
    Difference level = of(new int[] {36, 8, 6, 0}).differences(0.95, 1).average();
    assertTrue(!level.isClearGain() && !level.isClearLoss());
  }

  /**
   * Two of two against none of two is no proof, although every draw of these items says the same.
   */
  @Test
  void fewItemsThatAllSayTheSameAreNoCertainty() {
    Interval of = of(new int[] {0, 2, 0, 0}).differences(0.95, 1).average().interval();
    assertTrue(of.low() < 0.4 && of.high() == 1, of.toString());
  }

  @Test
  void itemsOfNoKnownGroupCountForTheAverageAlone() {
    PairedGroups groups = of(new int[] {5, 0, 0, 5}, new int[] {10, 0, 0, 0});
    groups.add(2, true, false, 20);
    PairedGroups.Differences of = groups.differences(0.95, 1);
    assertEquals(0.5, of.average().value(), 1e-12);
    assertEquals(0, of.worst().value(), 1e-12);
    assertTrue(Double.isNaN(of(new int[4]).differences(0.95, 1).worst().value()));
  }

  /** Each method has its own worst group; the interval has to hold for those chosen ones. */
  @Test
  void theTrueDifferencesLieInsideAsOftenAsIsPromised() {
    double[][] truth = {{0.7, 0.1, 0.05, 0.15}, {0.3, 0.3, 0.1, 0.3}, {0.35, 0.2, 0.15, 0.3}};
    int[] sizes = {60, 15, 20};
    double worst = Math.min(0.8, Math.min(0.6, 0.55)) - Math.min(0.75, Math.min(0.4, 0.5));
    double average = (60 * 0.05 + 15 * 0.2 + 20 * 0.05) / 95;
    SplittableRandom random = new SplittableRandom(8);
    int trials = 200;
    int worstInside = 0;
    int averageInside = 0;
    for (int trial = 0; trial < trials; trial++) {
      int[][] counts = new int[truth.length][4];
      for (int g = 0; g < truth.length; g++) {
        for (int i = 0; i < sizes[g]; i++) {
          counts[g][kind(truth[g], random.nextDouble())]++;
        }
      }
      PairedGroups.Differences of = of(counts).differences(0.95, trial);
      worstInside += isInside(worst, of.worst().interval());
      averageInside += isInside(average, of.average().interval());
    }
    assertTrue(worstInside >= 0.92 * trials, worstInside + " of " + trials);
    assertTrue(averageInside >= 0.92 * trials && averageInside < trials, "" + averageInside);
  }

  private static int kind(double[] shares, double u) {
    double below = 0;
    for (int kind = 0; kind < 3; kind++) {
      below += shares[kind];
      if (u < below) {
        return kind;
      }
    }
    return 3;
  }

  private static int isInside(double number, Interval of) {
    return of.low() <= number && number <= of.high() ? 1 : 0;
  }
}
