package io.idealstream.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ShownTest {

  private static final float[] EAST = {1, 0};
  private static final float[] NEARLY_EAST = {0.9992f, 0.04f};

  @Test
  void anEqualVectorRepeatsWithinTheTimeBeforeAndAfter() {
    Shown shown = Shown.withoutEqual(1000);
    assertFalse(shown.repeats(5000, EAST));
    shown.show(new Shown.Item("a", 5000, EAST), 5000);
    assertTrue(shown.repeats(6000, EAST.clone()));
    assertTrue(shown.repeats(4000, EAST));
    assertFalse(shown.repeats(6001, EAST));
    assertFalse(shown.repeats(3999, EAST));
    assertFalse(shown.repeats(5000, NEARLY_EAST));
  }

  @Test
  void aSimilarVectorRepeatsWhereASimilarityIsGiven() {
    Shown shown = Shown.withoutSimilar(1000, 0.999);
    shown.show(new Shown.Item("a", 5000, EAST), 5000);
    assertTrue(shown.repeats(5000, NEARLY_EAST));
    assertFalse(shown.repeats(5000, new float[] {0.9987f, 0.051f}));
  }

  @Test
  void itemsThatNothingCanRepeatAnyMoreAreForgotten() {
    Shown shown = Shown.withoutEqual(1000);
    shown.show(new Shown.Item("a", 5000, EAST), 5000);
    shown.show(new Shown.Item("a", 6000, NEARLY_EAST), 6000);
    assertEquals(2, shown.items().size());
    shown.show(new Shown.Item("a", 6001, EAST), 6001);
    assertEquals(2, shown.items().size());
  }

  @Test
  void anItemThatIsAheadOfTheOthersLetsNoneBeForgotten() {
    Shown shown = Shown.withoutEqual(1000);
    shown.show(new Shown.Item("a", 5000, EAST), 5000);
    shown.show(new Shown.Item("a", 60_000, EAST), 5000);
    assertTrue(shown.repeats(5500, EAST));
  }

  @Test
  void atMostABoundOfItemsIsKnownTheLastOnes() {
    Shown shown = Shown.withoutEqual(1_000_000);
    Random random = new Random(3);
    for (int i = 0; i < 3 * Shown.MOST; i++) {
      shown.show(new Shown.Item("a", i, new float[] {random.nextFloat(), i}), 0);
    }
    assertEquals(Shown.MOST, shown.items().size());
    assertEquals(2 * Shown.MOST, shown.items().iterator().next().time());
  }
}
