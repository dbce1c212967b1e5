package io.idealstream.decision.trial;

import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A few items of many, as if drawn by lot: those whose names hash lowest. The same whatever the
 * order in which they come, and however often. Mutable.
 *
 * @param <E> what is known of an item
 */
final class Examples<E> {
  static final int MOST = 10;

  private record Ticket(long lot, String item) {}

  private final TreeMap<Ticket, E> drawn =
      new TreeMap<>(Comparator.comparingLong(Ticket::lot).thenComparing(Ticket::item));

  void add(String feed, String item, E example) {
    String name = feed + "/" + item;
    drawn.put(new Ticket(new SplittableRandom(name.hashCode()).nextLong(), name), example);
    if (drawn.size() > MOST) {
      drawn.pollLastEntry();
    }
  }

  /** In the order of the items' names. */
  List<E> inOrder() {
    TreeSet<Ticket> byName = new TreeSet<>(Comparator.comparing(Ticket::item));
    byName.addAll(drawn.keySet());
    return byName.stream().map(drawn::get).toList();
  }
}
