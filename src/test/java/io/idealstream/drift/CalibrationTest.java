package io.idealstream.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CalibrationTest {

  private static final double[] CHANCES = {0.1, 0.5};

  @Test
  void aReferenceThatIsTooShortLeavesTheGuarantee() {
    Quantiser quantiser = DriftFixtures.quantiser(CHANCES, 1);
    ReferenceBuilder builder =
        DriftFixtures.reference(quantiser, CHANCES, 99, new SplittableRandom(2));
    Threshold threshold = calibrate(builder, 100);
    assertFalse(threshold.isCalibrated());
    assertEquals(100, threshold.value());
  }

  /** On a fresh stream, the calibrated threshold raises about as many alarms as asked. */
  @Test
  void theCalibratedRateIsKeptOnAFreshStream() {
    Quantiser quantiser = DriftFixtures.quantiser(CHANCES, 1);
    SplittableRandom random = new SplittableRandom(3);
    ReferenceBuilder builder = DriftFixtures.reference(quantiser, CHANCES, 1500, random);
    Threshold threshold = calibrate(builder, 100);
    assertTrue(threshold.isCalibrated() && threshold.value() < 100, threshold.toString());
    ItemBets bets = new ItemBets(builder.freeze("", 1));
    Detector detector = new Detector(new Budget().allot(2), bets.bets());
    int alarms = 0;
    for (int t = 0; t < 20_000; t++) {
      Histograms votes = DriftFixtures.interval(quantiser, CHANCES, 50, random);
      alarms += detector.take(0, votes, bets, threshold.value()).isPresent() ? 1 : 0;
    }
    assertTrue(alarms > 80 && alarms < 260, alarms + " alarms where 200 were asked");
  }

  private static Threshold calibrate(ReferenceBuilder builder, double asked) {
    ItemBets bets = new ItemBets(builder.freeze("", 1));
    return new Calibration(builder, Season.NONE, 10)
        .threshold(bets, new Budget().allot(2), asked, 1, 4);
  }

  /** Against counting the first passages of every run for every threshold. */
  @Test
  void ratesAreThoseOfPlainCounts() {
    SplittableRandom random = new SplittableRandom(5);
    FirstPassages passages = new FirstPassages();
    List<double[]> runs = new ArrayList<>();
    for (int r = 0; r < 30; r++) {
      double[] run = new double[50];
      passages.begin();
      for (int t = 0; t < run.length; t++) {
        run[t] = random.nextInt(100) + t;
        passages.add(run[t]);
      }
      runs.add(run);
    }
    for (int threshold = 0; threshold < 160; threshold++) {
      long alarms = 0;
      long intervals = 0;
      for (double[] run : runs) {
        int t = 0;
        while (t < run.length && run[t] < threshold) {
          t++;
        }
        alarms += t < run.length ? 1 : 0;
        intervals += Math.min(run.length, t + 1);
      }
      assertEquals(alarms, passages.alarms(threshold));
      assertEquals(intervals, passages.intervals(threshold));
    }
    double chosen = passages.threshold(0.02);
    assertTrue(passages.rate(chosen) <= 0.02 && passages.rate(chosen - 1) > 0.02);
    assertEquals(Double.POSITIVE_INFINITY, new FirstPassages().threshold(0.1));
  }
}
