package io.idealstream.drift;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gathers the first judged items of a feed, until they can say what is watched. */
final class FirstJudgements implements JudgedWatch.Phase {

  private static final int LAYOUT = 1;

  private record Gathered(long interval, int slot, IntervalJudgements items) {}

  private final DriftWatch.Terms terms;
  private final DriftMemory state;
  private final List<Gathered> gathered = new ArrayList<>();
  private int number;

  FirstJudgements(DriftWatch.Terms terms, DriftMemory state) {
    this.terms = terms;
    this.state = state;
  }

  /** Takes over an interval from state. */
  void read(byte[] bytes) {
    FlatReader in = new FlatReader("first judged items of a feed", LAYOUT, bytes);
    keep(new Gathered(in.number(), (int) in.number(), IntervalJudgements.of(in.bytes())));
  }

  /** Whether an interval that {@link #close} wrote holds an item. */
  static boolean holds(byte[] bytes, String id) {
    FlatReader in = new FlatReader("first judged items of a feed", LAYOUT, bytes);
    in.number();
    in.number();
    return IntervalJudgements.of(in.bytes()).holds(id);
  }

  private void keep(Gathered interval) {
    gathered.add(interval);
    number += interval.items.size();
  }

  boolean complete() {
    return number >= terms.firstItems();
  }

  JudgedQuality quality() {
    List<JudgedItem> items = new ArrayList<>();
    gathered.forEach(each -> items.addAll(each.items.byKey().values()));
    return new JudgedQuality(items);
  }

  @Override
  public Optional<Finding> close(long interval, int slot, IntervalJudgements items)
      throws Exception {
    keep(new Gathered(interval, slot, items));
    state.add(
        DriftMemory.Part.FIRST,
        new FlatWriter(LAYOUT).number(interval).number(slot).bytes(items.toBytes()).toBytes());
    return Optional.empty();
  }

  /** The first items are part of what is normal. */
  @Override
  public JudgedWatch.Phase next() throws Exception {
    if (!complete()) {
      return this;
    }
    JudgedReference next = new JudgedReference(quality(), terms, state);
    for (Gathered interval : gathered) {
      next.close(interval.interval, interval.slot, interval.items);
    }
    return next.next();
  }
}
