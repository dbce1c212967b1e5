package io.idealstream.drift;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** The items of a closed interval with their answers, in an order that hangs on neither. */
final class AnsweredInterval {

  private final SortedMap<ItemKey, Item> items = new TreeMap<>();
  private final Arrivals arrivals;

  AnsweredInterval(IntervalItems interval, Answers answers) {
    arrivals = new Arrivals(interval.arrived(), 0);
    interval.byKey().forEach((key, item) -> items.put(key, answers.of(item)));
  }

  Collection<Item> items() {
    return Collections.unmodifiableCollection(items.values());
  }

  /** What came, kept or not. */
  Arrivals arrivals() {
    return arrivals;
  }

  /** By identity. */
  SortedMap<ItemKey, Item> byKey() {
    return Collections.unmodifiableSortedMap(items);
  }
}
