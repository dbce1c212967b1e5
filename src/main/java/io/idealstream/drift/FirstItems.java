package io.idealstream.drift;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gathers the first items of a feed, until they can say what is watched. */
final class FirstItems implements DriftWatch.Phase {

  private static final int LAYOUT = 1;

  private record Gathered(long interval, int slot, AnsweredInterval items) {}

  private final DriftWatch.Standpoint standpoint;
  private final DriftWatch.Terms terms;
  private final DriftMemory state;
  private final List<Gathered> gathered = new ArrayList<>();
  private int number;

  FirstItems(DriftWatch.Standpoint standpoint, DriftWatch.Terms terms, DriftMemory state) {
    this.standpoint = standpoint;
    this.terms = terms;
    this.state = state;
  }

  /** Takes over an interval from state. */
  void read(byte[] bytes) {
    FlatReader in = new FlatReader("first items of a feed", LAYOUT, bytes);
    long interval = in.number();
    int slot = (int) in.number();
    IntervalItems items = IntervalItems.of(in.bytes());
    keep(new Gathered(interval, slot, new AnsweredInterval(items, standpoint.answers())));
  }

  /** Whether an interval that {@link #close} wrote holds an item. */
  static boolean holds(byte[] bytes, String id) {
    FlatReader in = new FlatReader("first items of a feed", LAYOUT, bytes);
    in.number();
    in.number();
    return IntervalItems.of(in.bytes()).holds(id);
  }

  private void keep(Gathered interval) {
    gathered.add(interval);
    number += interval.items.items().size();
  }

  boolean complete() {
    return number >= terms.firstItems();
  }

  Watch watch() {
    List<Item> items = new ArrayList<>();
    List<Arrivals> arrivals = new ArrayList<>();
    for (Gathered each : gathered) {
      items.addAll(each.items.items());
      arrivals.add(each.items.arrivals());
    }
    Watch ofItems = Watch.of(standpoint.space(), standpoint.promptWords(), items, terms.watched());
    return terms.watched().contains(Watched.INPUT)
        ? ofItems.with(new InputFlow(), arrivals)
        : ofItems;
  }

  @Override
  public Optional<Finding> close(long interval, int slot, AnsweredInterval items) throws Exception {
    keep(new Gathered(interval, slot, items));
    state.add(
        DriftMemory.Part.FIRST,
        new FlatWriter(LAYOUT)
            .number(interval)
            .number(slot)
            .bytes(items.unanswered().toBytes())
            .toBytes());
    return Optional.empty();
  }

  /** The first items are part of what is normal. */
  @Override
  public DriftWatch.Phase next() throws Exception {
    if (!complete()) {
      return this;
    }
    DriftWatch.Phase next = new ReferencePhase(watch(), terms, state);
    for (Gathered interval : gathered) {
      next.close(interval.interval, interval.slot, interval.items);
    }
    return next.next();
  }
}
