package io.idealstream.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BestTest {

  private final Random random = new Random(5);

  @Test
  void theBestAreKeptInWhateverOrderTheyCome() {
    for (int k = 1; k < 12; k++) {
      List<Integer> all = new ArrayList<>(IntStream.range(0, 10).boxed().toList());
      Collections.shuffle(all, random);
      Best<Integer> best = new Best<>(k, Comparator.<Integer>naturalOrder());
      List<Integer> before = new ArrayList<>();
      for (int one : all) {
        before.add(one);
        Collections.sort(before);
        List<Integer> expected = before.subList(0, Math.min(k, before.size()));
        assertEquals(expected.contains(one), best.offer(one));
        assertEquals(expected, best.ranked());
        assertEquals(expected.get(expected.size() - 1), best.worst());
        assertEquals(before.size() >= k, best.isFull());
      }
    }
  }

  @Test
  void theBestOfNoneAreRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> new Best<>(0, Comparator.<Integer>naturalOrder()));
  }
}
