package io.idealstream.web.board;

/** Counts in slots of time of equal length, of which the newest are kept. */
final class Slots {

  private final int seconds;
  private final long[] slots;
  private final long[] counts;

  /**
   * @param seconds length of a slot
   * @param number of slots that are kept
   */
  Slots(int seconds, int number) {
    this.seconds = seconds;
    this.slots = new long[number];
    this.counts = new long[number];
  }

  /** The slot that a time lies in. */
  long slot(long epochSecond) {
    return Math.floorDiv(epochSecond, seconds);
  }

  void add(long epochSecond) {
    long slot = slot(epochSecond);
    int at = (int) Math.floorMod(slot, (long) slots.length);
    if (slots[at] < slot) {
      slots[at] = slot;
      counts[at] = 0;
    }
    if (slots[at] == slot) {
      counts[at]++;
    }
  }

  /** The count of a slot; 0 of those that are not kept any more. */
  long count(long slot) {
    int at = (int) Math.floorMod(slot, (long) slots.length);
    return slots[at] == slot ? counts[at] : 0;
  }

  /** The sum over some slots up to one, that among them. */
  long sum(long last, int number) {
    long sum = 0;
    for (int i = 0; i < number; i++) {
      sum += count(last - i);
    }
    return sum;
  }
}
