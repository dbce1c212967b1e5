package io.idealstream.web.board;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SlotsTest {

  @Test
  void eachSlotCountsItsOwnAndOldOnesAreForgotten() {
    Slots slots = new Slots(5, 3);
    slots.add(100);
    slots.add(104);
    slots.add(105);
    assertEquals(2, slots.count(20));
    assertEquals(1, slots.count(21));
    assertEquals(3, slots.sum(21, 3));
    slots.add(115); // takes the place of slot 20
    assertEquals(0, slots.count(20));
    assertEquals(1, slots.count(23));
    slots.add(100); // comes too late
    assertEquals(1, slots.count(23));
    assertEquals(0, slots.count(20));
  }
}
