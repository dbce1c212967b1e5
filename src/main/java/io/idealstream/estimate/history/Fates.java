package io.idealstream.estimate.history;

import io.idealstream.estimate.EstimateKey;
import io.idealstream.wire.Act;
import io.idealstream.wire.Control;
import io.idealstream.wire.Word;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which times of an estimate count, by the acts on it: a function of the acts and of nothing else,
 * so that it does not matter when they are heard of, or what has come before.
 *
 * <pre>
 *   roll back to r, from e on      [r, e) is out; what roll backs from after r on took out comes back
 *   freeze since r                 [r, ...) is aside
 *   unfreeze from e on             [r, e) is out
 *   accept                         nothing of the freeze is left
 * </pre>
 */
public final class Fates {

  private record Interval(long from, long to) {
    boolean holds(long time) {
      return from <= time && time < to;
    }
  }

  private final List<Control> frozen = new ArrayList<>();
  private final Map<Control, Interval> rolledBack = new TreeMap<>(Acts.ORDER);
  private final List<Interval> dropped = new ArrayList<>();
  private final TreeMap<Long, Fate> regions = new TreeMap<>();

  private Fates() {}

  /** Nobody has done anything: all counts. */
  public static Fates untouched() {
    return new Fates().laidOut();
  }

  /**
   * The fates of an estimate.
   *
   * @param acts in their order, back to the beginnings of slices
   */
  public static Fates of(EstimateKey key, List<Control> acts) {
    Fates fates = new Fates();
    acts.forEach(act -> fates.take(act, key));
    return fates.laidOut();
  }

  private void take(Control act, EstimateKey key) {
    switch (act.act()) {
      case ROLLBACK -> {
        if (concerns(act, key)) {
          rolledBack.keySet().removeIf(other -> other.effective().isAfter(act.toTime()));
          rolledBack.put(act, interval(act.toTime(), act.effective()));
        }
      }
      case FREEZE -> {
        if (concerns(act, key)) {
          frozen.add(act);
        }
      }
      case UNFREEZE, ACCEPT -> {
        List<Control> ended = frozen.stream().filter(act::ends).toList();
        frozen.removeAll(ended);
        if (act.act() == Act.UNFREEZE) {
          ended.forEach(freeze -> dropped.add(interval(freeze.toTime(), act.effective())));
        }
      }
      case MUTE, UNMUTE -> {
        // of drift alone
      }
    }
  }

  /**
   * Whether an act is about an estimate. What is estimated over all feeds together is frozen with
   * any of them; to roll one of them back alone is not possible.
   */
  public static boolean concerns(Control act, EstimateKey key) {
    boolean together = key.feed().equals(Word.EVERY_FEED) && act.act() != Act.ROLLBACK;
    return act.space().equals(key.space())
        && (act.source() == null || act.source() == key.source())
        && (act.feed() == null || act.feed().equals(key.feed()) || together);
  }

  private static Interval interval(Instant from, Instant to) {
    return new Interval(from.toEpochMilli(), to.toEpochMilli());
  }

  private Fates laidOut() {
    List<Interval> out = new ArrayList<>(rolledBack.values());
    out.addAll(dropped);
    List<Interval> aside =
        frozen.stream()
            .map(act -> new Interval(act.toTime().toEpochMilli(), Long.MAX_VALUE))
            .toList();
    regions.put(HistoryGrid.BASE, Fate.COUNTED);
    for (List<Interval> all : List.of(out, aside)) {
      for (Interval interval : all) {
        regions.put(interval.from, fate(interval.from, out, aside));
        if (interval.to < Long.MAX_VALUE) {
          regions.put(interval.to, fate(interval.to, out, aside));
        }
      }
    }
    return this;
  }

  private static Fate fate(long time, List<Interval> out, List<Interval> aside) {
    if (out.stream().anyMatch(interval -> interval.holds(time))) {
      return Fate.OUT;
    }
    return aside.stream().anyMatch(interval -> interval.holds(time)) ? Fate.ASIDE : Fate.COUNTED;
  }

  /** Whether the same times count, and what comes is summed alike. */
  public boolean areThoseOf(Fates other) {
    return regions.equals(other.regions);
  }

  public Fate at(long time) {
    return regions.floorEntry(time).getValue();
  }

  /**
   * Beginning of the slice that a time belongs to. What is too old to be kept apart is one slice as
   * far as it counts; what is aside stays apart.
   *
   * @param latest time of the latest event
   */
  public long slice(HistoryGrid grid, long time, long latest) {
    long start = grid.start(time, latest);
    if (start == HistoryGrid.BASE && at(time) == Fate.COUNTED) {
      return HistoryGrid.BASE;
    }
    return Math.max(start, regions.floorKey(time));
  }

  /** Whether nothing is kept of a time: it is out, and too old to come back. */
  public boolean isGone(HistoryGrid grid, long time, long latest) {
    return at(time) == Fate.OUT && grid.start(time, latest) == HistoryGrid.BASE;
  }

  /** Since when what comes is summed aside; empty where it is not. */
  public Optional<Instant> frozenSince() {
    return frozen.stream().map(Control::toTime).min(Instant::compareTo);
  }
}
