package io.idealstream.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DetectorTest {

  private static final double[] CHANCES = {0.1, 0.3, 0.5};
  private static final double[] WEIGHTS = new Budget().allot(3);

  private final Quantiser quantiser = DriftFixtures.quantiser(CHANCES, 7);
  private final Reference reference =
      DriftFixtures.reference(quantiser, CHANCES, 800, new SplittableRandom(8)).freeze("first", 1);
  private final ItemBets bets = new ItemBets(reference);

  /** Every bet written out over items, one after the other. */
  @Test
  void wealthIsThatOfPlainLoopsOverItems() {
    double[] sizes = {0.02, 0.05, 0.1, 0.2};
    SplittableRandom random = new SplittableRandom(9);
    Detector detector = new Detector(WEIGHTS, bets.bets());
    double[] wealth = new double[3 * 8];
    for (int t = 0; t < 30; t++) {
      Histograms votes = new Histograms(3);
      double[] products = new double[3 * 8];
      java.util.Arrays.fill(products, 1);
      for (int i = 0; i < 50; i++) {
        short[] codes = quantiser.codes(DriftFixtures.scores(CHANCES, random));
        votes.add(codes);
        for (int d = 0; d < 3; d++) {
          Standard standard = reference.standard(0, d);
          double z = (codes[d] - standard.mean()) / standard.deviation();
          double score = Math.min(4, Math.max(-4, z)) - standard.clippedMean();
          for (int b = 0; b < 4; b++) {
            products[8 * d + b] *= 1 + sizes[b] * (score - standard.margin());
            products[8 * d + 4 + b] *= 1 + sizes[b] * (-score - standard.margin());
          }
        }
      }
      double expected = 0;
      for (int b = 0; b < wealth.length; b++) {
        wealth[b] = (wealth[b] + 1) * products[b];
        expected += WEIGHTS[b / 8] * wealth[b] / 8;
      }
      double score = detector.take(bets.logs(0, votes));
      assertEquals(1, score / expected, 1e-9);
    }
  }

  @Test
  void theMeanOfAnIntervalIsBetOnOnce() {
    MeanBets means = new MeanBets(reference, new double[] {1, 2, 4});
    Histograms votes = DriftFixtures.interval(quantiser, CHANCES, 40, new SplittableRandom(5));
    double[] logs = means.logs(0, votes);
    double[] sizes = {0.05, 0.1, 0.2};
    for (int d = 0; d < 3; d++) {
      Standard standard = reference.standard(0, d);
      double sum = 0;
      for (int code = 0; code < 256; code++) {
        for (int vote = 0; vote < votes.count(d, code); vote++) {
          sum += standard.score(code);
        }
      }
      double root = Math.sqrt(40 / Math.pow(2, d));
      for (int b = 0; b < 3; b++) {
        double up = Math.max(-4, Math.min(4, root * (sum / 40 - standard.margin())));
        double down = Math.max(-4, Math.min(4, root * (-sum / 40 - standard.margin())));
        assertEquals(Math.log(1 + sizes[b] * up), logs[6 * d + b], 1e-12);
        assertEquals(Math.log(1 + sizes[b] * down), logs[6 * d + 3 + b], 1e-12);
      }
    }
  }

  @Test
  void anEmptyIntervalChangesNothing() {
    SplittableRandom random = new SplittableRandom(10);
    Detector with = new Detector(WEIGHTS, bets.bets());
    Detector without = new Detector(WEIGHTS, bets.bets());
    for (int t = 0; t < 20; t++) {
      Histograms votes = DriftFixtures.interval(quantiser, CHANCES, 50, random);
      for (int silence = 0; silence < 1000; silence++) {
        assertEquals(Optional.empty(), with.take(0, new Histograms(3), bets, 1e-9));
      }
      assertEquals(without.take(bets.logs(0, votes)), with.take(bets.logs(0, votes)));
    }
    assertEquals(20, with.intervals());
  }

  @Test
  void aChangeIsNamedAndItsBeginningEstimated() {
    SplittableRandom random = new SplittableRandom(11);
    int right = 0;
    for (int run = 0; run < 20; run++) {
      Detector detector = new Detector(WEIGHTS, bets.bets());
      Optional<Alarm> alarm = Optional.empty();
      for (int t = 0; alarm.isEmpty(); t++) {
        double[] chances = t < 60 ? CHANCES : new double[] {0.1, 0.2, 0.5};
        alarm =
            detector.take(0, DriftFixtures.interval(quantiser, chances, 50, random), bets, 1000);
      }
      Alarm raised = alarm.orElseThrow();
      boolean named = raised.direction() == 1 && raised.side() == -1;
      right += named && Math.abs(raised.since() - 60) <= 5 ? 1 : 0;
      assertTrue(raised.score() >= 1000 && raised.detected() >= raised.since());
      double after =
          detector.take(bets.logs(0, DriftFixtures.interval(quantiser, CHANCES, 50, random)));
      assertTrue(after < 10, "an alarm resets all bets: " + after);
    }
    assertTrue(right >= 18, right + " of 20");
  }

  /** A reference that never saw it has no scatter; five items in a hundred must not be lost. */
  @Test
  void whatNeverCameIsFoundWhenItComes() {
    for (Unit unit : List.of(Unit.SHARE, Unit.OCCURRENCE, Unit.ACCURACY, Unit.FRACTION)) {
      List<Direction> directions = List.of(new Direction("withheld", "", "outside", unit));
      ReferenceBuilder.Terms terms = ReferenceBuilder.Terms.defaults(directions);
      Quantiser none = Quantiser.of(new double[500][1], terms.leastWidths());
      ReferenceBuilder builder = new ReferenceBuilder(directions, none, terms);
      Histograms nothing = new Histograms(1);
      for (int i = 0; i < 50; i++) {
        nothing.add(none.codes(new double[1]));
      }
      for (int t = 0; t < 200; t++) {
        builder.add(0, nothing);
      }
      ItemBets never = new ItemBets(builder.freeze("never", 1));
      Detector detector = new Detector(new double[] {1}, never.bets());
      SplittableRandom random = new SplittableRandom(13);
      int intervals = 0;
      for (boolean found = false; !found; intervals++) {
        assertTrue(intervals < 60, unit + " was not found in 60 intervals");
        Histograms votes = new Histograms(1);
        for (int i = 0; i < 50; i++) {
          // a fraction is one number of an interval; the others are 0 or 1
          double score = random.nextDouble() < 0.05 ? 1 : 0;
          votes.add(none.codes(new double[] {unit == Unit.FRACTION ? 0.05 : score}));
        }
        found = detector.take(0, votes, never, 1000).isPresent();
      }
    }
  }

  /** 20,000 intervals at a threshold of 200: 100 alarms are allowed. */
  @Test
  void falseAlarmsStayBelowTheGuarantee() {
    SplittableRandom random = new SplittableRandom(12);
    Detector detector = new Detector(WEIGHTS, bets.bets());
    int alarms = 0;
    double highest = 0;
    for (int t = 0; t < 20_000; t++) {
      Histograms votes = DriftFixtures.interval(quantiser, CHANCES, 50, random);
      Optional<Alarm> alarm = detector.take(0, votes, bets, 200);
      alarms += alarm.isPresent() ? 1 : 0;
      highest = Math.max(highest, alarm.map(Alarm::score).orElse(0.0));
    }
    assertTrue(alarms <= 100, alarms + " alarms");
  }
}
