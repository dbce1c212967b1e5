package io.idealstream.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class IntervalItemsTest {

  @Test
  void howManyArrivedIsToldWithoutReadingThem() {
    IntervalItems items = new IntervalItems(2);
    for (String id : new String[] {"a", "b", "c", "a"}) {
      items.add(id, new Seen(new float[] {1, 0}, 0));
    }
    items.addDeadLetters(7);
    assertEquals(4, items.arrived());
    assertEquals(2, items.size());
    assertEquals(4, IntervalItems.arrived(items.toBytes()));
    assertEquals(0, IntervalItems.arrived(new IntervalItems(2).toBytes()));
  }
}
