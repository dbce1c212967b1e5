package io.idealstream.math;

import static io.idealstream.math.Golden.assertClose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ForwardDecayTest {

  private static final long NOW = 1_700_000_000_000L;

  private final ForwardDecay hourly = ForwardDecay.withHalfLife(Duration.ofHours(1));
  private final long hour = Duration.ofHours(1).toMillis();

  @TestFactory
  Stream<DynamicTest> decayedWordsAgreeWithNumpyInAnyOrderOfArrival() {
    return Golden.stream(Golden.read("decay.json"))
        .map(golden -> DynamicTest.dynamicTest(golden.get("name").asText(), () -> check(golden)));
  }

  private static void check(JsonNode golden) {
    FactorSpace space = Golden.space(golden);
    ForwardDecay decay =
        ForwardDecay.withHalfLife(Duration.ofMillis(golden.get("halfLife").asLong()));
    List<JsonNode> events = new ArrayList<>(Golden.stream(golden.get("events")).toList());
    Random random = new Random(1);
    for (int order = 0; order < 5; order++) {
      Decayed<Moments> left = new Decayed<>(decay, new Moments(space, Anchor.origin(3)), 0);
      Decayed<Moments> right = new Decayed<>(decay, new Moments(space, Anchor.origin(3)), 0);
      for (JsonNode event : events) {
        Decayed<Moments> part = random.nextBoolean() ? left : right;
        double weight = part.weightAt(event.get("time").asLong());
        if (weight > 0) {
          part.sums()
              .add(
                  Golden.cell(event),
                  Golden.vector(event.get("vector")),
                  weight * event.get("weight").asDouble());
        }
      }
      left.merge(right);
      double present = left.present(golden.get("now").asLong());
      double weight = left.sums().total().weight() * present;
      assertClose(golden.get("weight").asDouble(), weight, 1e-9, "weight as of now");
      if (!golden.get("rows").isNull()) {
        double[] rows = LeastSquares.fit(left.sums()).words().rows();
        assertClose(Golden.matrix(golden.get("rows")), rows, 1e-9, "rows");
        for (int row = 0; row < space.rows(); row++) {
          double support = golden.get("support").get(row).asDouble();
          assertClose(support, left.sums().row(row).effectiveCount(), 1e-9, "support");
        }
      }
      Collections.shuffle(events, random);
    }
  }

  @Test
  void anEventWeighsTwiceAsMuchAsOneAHalfLifeEarlier() {
    long landmark = hourly.landmark(NOW);
    for (long age : new long[] {0, 1, hour / 3, hour, 30 * hour, 300 * hour}) {
      assertEquals(
          2,
          hourly.weight(NOW - age, landmark) / hourly.weight(NOW - age - hour, landmark),
          "exactly");
    }
    assertEquals(Math.sqrt(0.5), hourly.weight(landmark - hour / 2, landmark), 1e-15);
    assertEquals(1, ForwardDecay.none().weight(NOW, 0));
  }

  @Test
  void anyMovingOfLandmarksLeavesEveryBitOfEveryRatio() {
    Random random = new Random(4);
    FactorSpace space = Spaces.of(2, 3);
    List<Event> events = Event.some(random, space, 3, 200);
    long[] times = random.longs(200, NOW - 1000 * hour, NOW).sorted().toArray();
    Decayed<Moments> moved = new Decayed<>(hourly, new Moments(space, Anchor.origin(3)), 0);
    Decayed<Moments> fixed =
        new Decayed<>(hourly, new Moments(space, Anchor.origin(3)), hourly.landmark(NOW));
    int moves = 0;
    for (int n = 0; n < times.length; n++) {
      long before = moved.landmark();
      Event event = events.get(n);
      double late = fixed.weightAt(times[n]);
      double early = moved.weightAt(times[n]);
      moves += moved.landmark() > before ? 1 : 0;
      if (late > 0) {
        fixed.sums().add(event.cell(), event.vector(), late);
        moved.sums().add(event.cell(), event.vector(), early);
      }
    }
    assertTrue(moves >= 2, "landmarks moved " + moves + " times");
    assertEquals(fixed.landmark(), moved.landmark());
    assertArrayEquals(fixed.sums().toArray(), moved.sums().toArray());
  }

  @Test
  void aWeightKeepsItsBitsHoweverFarItsLandmarkIs() {
    long landmark = hourly.landmark(NOW);
    for (long after = 1; after < hour; after += 7919) {
      double near = hourly.weight(landmark + after, landmark);
      for (int halfLives : new int[] {-500, -77, 3, 250}) {
        double far = hourly.weight(landmark + halfLives * hour + after, landmark);
        assertEquals(Math.scalb(near, halfLives), far);
      }
    }
  }

  @Test
  void partsUnderDifferentLandmarksMergeEitherWay() {
    for (boolean oldFirst : new boolean[] {true, false}) {
      Decayed<VectorSum> old = new Decayed<>(hourly, new VectorSum(Anchor.origin(1)), 0);
      Decayed<VectorSum> young = new Decayed<>(hourly, new VectorSum(Anchor.origin(1)), 0);
      long border = hourly.landmark(NOW);
      old.sums().add(new double[] {1}, old.weightAt(border - hour));
      young.sums().add(new double[] {4}, young.weightAt(border));
      Decayed<VectorSum> into = oldFirst ? old : young;
      into.merge(oldFirst ? young : old);
      assertEquals(border, into.landmark());
      assertEquals(3, into.sums().mean()[0], 1e-12);
      assertEquals(1.5, into.sums().weight());
    }
  }

  @Test
  void yearsOfEventsNeverOverflowAndOldOnesAreForgotten() {
    Decayed<CellSums> sums = new Decayed<>(hourly, new CellSums(Spaces.of(2), Anchor.origin(1)), 0);
    sums.sums().add(Cell.of(1), new double[] {9}, sums.weightAt(0));
    for (long time = 0; time < 20_000 * hour; time += 40 * hour) {
      double weight = sums.weightAt(time);
      sums.sums().add(Cell.of(0), new double[] {time < 15_000 * hour ? 1 : 2}, weight);
    }
    assertEquals(1, sums.sums().cells().size(), "the cell of long ago is gone");
    VectorSum sum = sums.sums().cells().get(Cell.of(0));
    assertEquals(2, sum.mean()[0], 1e-12);
    assertEquals(1, sum.weight() * sums.present(19_960 * hour), 1e-9);
    assertEquals(0, sums.weightAt(0), "too late to count");
  }

  @Test
  void aSteadyStreamIsWorthThreeHalfLivesOfEvents() {
    VectorSum sum = new VectorSum(Anchor.origin(1));
    long landmark = hourly.landmark(NOW);
    long minute = hour / 60;
    for (long time = NOW - 100 * hour; time < NOW; time += minute) {
      sum.add(new double[] {1}, hourly.weight(time, landmark));
    }
    assertEquals(2 / Math.log(2) * 60, sum.effectiveCount(), 0.01);
  }

  @Test
  void withoutAHalfLifeNothingIsForgotten() {
    Decayed<CellSums> sums =
        new Decayed<>(ForwardDecay.none(), new CellSums(Spaces.of(2), Anchor.origin(1)), 0);
    assertEquals(1, sums.weightAt(0));
    assertEquals(1, sums.weightAt(Long.MAX_VALUE));
    assertEquals(0, sums.landmark());
    assertEquals(1, sums.present(NOW));
  }

  @Test
  void impossibleHalfLivesAndLandmarksAreRefused() {
    for (Duration duration :
        List.of(
            Duration.ZERO, Duration.ofHours(-1), Duration.ofNanos(1), Duration.ofDays(999999))) {
      assertThrows(IllegalArgumentException.class, () -> ForwardDecay.withHalfLife(duration));
    }
    long landmark = hourly.landmark(NOW);
    assertThrows(IllegalArgumentException.class, () -> hourly.factor(landmark, landmark - hour));
    assertThrows(IllegalArgumentException.class, () -> hourly.factor(0, 5));
    assertThrows(
        IllegalArgumentException.class, () -> hourly.weight(landmark + 510 * hour, landmark));
  }
}
