package io.idealstream.estimate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.math.Decayed;
import io.idealstream.math.ForwardDecay;
import io.idealstream.math.VectorSum;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MarginalsTest {

  private static final ForwardDecay DECAY = ForwardDecay.withHalfLife(Duration.ofMinutes(1));
  private static final long YEAR = Duration.ofDays(365).toMillis();

  private static Decayed<VectorSum> sum(long time, float... vector) {
    Decayed<VectorSum> sum = Forgetting.nothing(DECAY, vector.length, time);
    sum.sums().add(vector, sum.weightAt(time));
    return sum;
  }

  /** State is found again by these names. */
  @Test
  void marginalsAreNamedAsCellsThatLeaveTheOtherFactorsOpen() {
    Map<String, String> cell = Map.of("time", "day", "bird", "duck", "place", "lake");
    assertEquals(
        Set.of(
            CellName.of(Map.of()),
            CellName.of(Map.of("bird", "duck")),
            CellName.of(Map.of("place", "lake")),
            CellName.of(Map.of("time", "day")),
            CellName.of(Map.of("bird", "duck", "place", "lake")),
            CellName.of(Map.of("bird", "duck", "time", "day")),
            CellName.of(Map.of("place", "lake", "time", "day"))),
        Marginals.of(Map.of(CellName.of(cell), sum(0, 1, 2))).keySet());
  }

  @Test
  void aPartStaysAsItWasWhicheverLandmarkIsTheLater() {
    for (long later : new long[] {-YEAR, 0, YEAR}) {
      Map<String, Decayed<VectorSum>> sums = new TreeMap<>();
      Marginals.merge(sums, "a", sum(0, 1, 2));
      Decayed<VectorSum> part = sum(later, 3, 4);
      long landmark = part.landmark();
      double[] before = part.sums().toArray();
      Marginals.merge(sums, "a", part);
      assertEquals(landmark, part.landmark());
      assertArrayEquals(before, part.sums().toArray());
      assertEquals(Math.max(landmark, sum(0, 1, 2).landmark()), sums.get("a").landmark());
    }
  }
}
