package io.idealstream.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RoughBestTest {

  private static final double ERROR = 0.01;

  private record Scored(int number, double exact) {}

  private final Random random = new Random(5);

  /** Errors as large as they may be, to both sides. */
  @Test
  void theBestByExactScoresAreAmongThoseThatStay() {
    long stayed = 0;
    long came = 0;
    for (int trial = 0; trial < 200; trial++) {
      int k = 1 + random.nextInt(12);
      RoughBest<Scored> best = new RoughBest<>(k, ERROR);
      List<Scored> all = new ArrayList<>();
      List<Scored> kept = new ArrayList<>();
      int count = random.nextInt(600);
      for (int i = 0; i < count; i++) {
        Scored one = new Scored(i, random.nextDouble());
        all.add(one);
        float rough = (float) (one.exact + 0.999 * (random.nextBoolean() ? ERROR : -ERROR));
        if (rough < best.floor() - ERROR) {
          continue;
        }
        if (!best.add(one, rough)) {
          kept.addAll(best.takeAll());
          assertTrue(best.isEmpty());
        }
      }
      double floor = best.floor();
      kept.addAll(best.takeAll());
      List<Scored> expected = best(all, k);
      assertTrue(new HashSet<>(kept).containsAll(expected), "k " + k + " of " + count);
      assertTrue(expected.size() < k || floor <= expected.get(k - 1).exact);
      stayed += kept.size();
      came += count;
    }
    assertTrue(stayed * 5 < came, stayed + " of " + came);
  }

  private static List<Scored> best(List<Scored> all, int k) {
    return all.stream()
        .sorted(Comparator.comparingDouble(Scored::exact).reversed())
        .limit(k)
        .toList();
  }

  @Test
  void whatIsAlikeIsGivenBackBeforeItIsMany() {
    RoughBest<Integer> best = new RoughBest<>(10, ERROR);
    int taken = 0;
    for (int i = 0; i < 1000; i++) {
      if (!best.add(i, 0.5f)) {
        int size = best.takeAll().size();
        assertTrue(size >= 15 && size <= 20, size + " at once");
        taken += size;
      }
    }
    assertTrue(taken > 900, taken + " taken out");
  }

  @Test
  void withoutFewerThanAreAskedForThereIsNoFloor() {
    RoughBest<String> best = new RoughBest<>(3, ERROR);
    assertTrue(best.isEmpty());
    assertTrue(best.add("a", 0.1f));
    assertTrue(best.add("b", 0.9f));
    assertEquals(StandingQuery.NO_THRESHOLD, best.floor());
    assertTrue(best.anyMatch("a"::equals));
    assertFalse(best.anyMatch("c"::equals));
    assertEquals(List.of("a", "b"), best.takeAll());
    assertEquals(List.of(), best.takeAll());
  }

  @Test
  void hugeCountsNeedNoRoomBeforehand() {
    RoughBest<Integer> best = new RoughBest<>(Integer.MAX_VALUE, ERROR);
    for (int i = 0; i < 100; i++) {
      assertTrue(best.add(i, i));
    }
    assertEquals(100, best.takeAll().size());
  }
}
