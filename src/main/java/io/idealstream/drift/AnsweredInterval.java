package io.idealstream.drift;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** The items of a closed interval with their answers, in an order that hangs on neither. */
final class AnsweredInterval {

  private final SortedMap<ItemKey, Item> items = new TreeMap<>();
  private final Arrivals arrivals;
  private final IntervalItems interval;

  AnsweredInterval(IntervalItems interval, Answers answers) {
    this.interval = interval;
    arrivals = new Arrivals(interval.arrived(), interval.deadLetters());
    interval.byKey().forEach((key, item) -> items.put(key, answers.of(item)));
  }

  /** The items without their answers. */
  IntervalItems unanswered() {
    return interval;
  }

  /** Mean probabilities by ideal words, [factors][values]; null without items. */
  double[][] shares() {
    double[][] shares = null;
    for (Item item : items.values()) {
      double[][] debiased = item.debiased();
      shares = shares == null ? new double[debiased.length][] : shares;
      for (int i = 0; i < debiased.length; i++) {
        shares[i] = shares[i] == null ? new double[debiased[i].length] : shares[i];
        for (int v = 0; v < debiased[i].length; v++) {
          shares[i][v] += debiased[i][v] / items.size();
        }
      }
    }
    return shares;
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
