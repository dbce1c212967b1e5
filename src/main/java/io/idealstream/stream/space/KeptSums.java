package io.idealstream.stream.space;

import io.idealstream.estimate.CarryOver;
import io.idealstream.estimate.CellState;
import io.idealstream.estimate.Fit;
import io.idealstream.estimate.Forgetting;
import io.idealstream.estimate.KnownSpace;
import io.idealstream.estimate.Marginals;
import io.idealstream.estimate.SpanningCells;
import io.idealstream.estimate.history.Fate;
import io.idealstream.estimate.history.Fates;
import io.idealstream.estimate.history.HistoryGrid;
import io.idealstream.math.Decayed;
import io.idealstream.math.ForwardDecay;
import io.idealstream.math.VectorSum;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.BooleanSerializer;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;

/**
 * The sums of the estimate of the current key, in state.
 *
 * <p>Sums, never words, under the names of factors and values. At first one per cell; beyond a
 * bound they are folded into {@link Marginals} and {@link SpanningCells}, whose number does not
 * grow with the stream. An update writes the cells or marginals that it touches and no others.
 *
 * <p>These are the sums of what counts. {@link SlicedSums} hold the same apart by event time, with
 * what does not count, so that more or less can count from one moment to the next.
 */
final class KeptSums {

  static final MapStateDescriptor<String, byte[]> CELLS =
      new MapStateDescriptor<>(
          "cells", StringSerializer.INSTANCE, BytePrimitiveArraySerializer.INSTANCE);
  static final MapStateDescriptor<String, byte[]> MARGINALS =
      new MapStateDescriptor<>(
          "marginals", StringSerializer.INSTANCE, BytePrimitiveArraySerializer.INSTANCE);
  static final ValueStateDescriptor<Integer> NUMBER =
      new ValueStateDescriptor<>("number-of-cells", IntSerializer.INSTANCE);
  static final ValueStateDescriptor<Long> NEWEST =
      new ValueStateDescriptor<>("newest-event", LongSerializer.INSTANCE);
  static final ValueStateDescriptor<Long> NEWEST_COUNTED =
      new ValueStateDescriptor<>("newest-counted", LongSerializer.INSTANCE);
  static final ValueStateDescriptor<Boolean> FOLDED =
      new ValueStateDescriptor<>("folded", BooleanSerializer.INSTANCE);
  static final ValueStateDescriptor<Long> HALF_LIFE =
      new ValueStateDescriptor<>("half-life", LongSerializer.INSTANCE);

  /** Cells that stand beside marginals at most, until some are given up. */
  private static final int MOST_NAMED = 100_000;

  private final MapState<String, byte[]> cells;
  private final MapState<String, byte[]> marginals;
  private final ValueState<Integer> number;
  private final ValueState<Long> newest;
  private final ValueState<Long> newestCounted;
  private final ValueState<Boolean> folded;
  private final ValueState<Long> halfLife;
  private final SlicedSums slices;

  /** Cells held under all keys of the subtask. */
  private long held;

  /** How many events count no more, or again, after an act, and how many went for good. */
  record Moved(long counted, long aside, long out) {}

  /**
   * @param grid of the slices
   * @param mostApart see {@link SlicedSums}
   */
  KeptSums(RuntimeContext context, HistoryGrid grid, int mostApart) {
    cells = context.getMapState(CELLS);
    marginals = context.getMapState(MARGINALS);
    number = context.getState(NUMBER);
    newest = context.getState(NEWEST);
    newestCounted = context.getState(NEWEST_COUNTED);
    folded = context.getState(FOLDED);
    halfLife = context.getState(HALF_LIFE);
    slices = new SlicedSums(context, grid, mostApart);
  }

  /** Counts the cells of the current key as held, after a restore. */
  void countRestored() throws Exception {
    held += folded() ? 0 : number.value();
  }

  /** Cells held under all keys of the subtask. */
  long held() {
    return held;
  }

  /** Whether the current key has never had any, or none since they were forgotten. */
  boolean empty() throws Exception {
    return number.value() == null;
  }

  boolean folded() throws Exception {
    return folded.value() != null;
  }

  /** Time of the latest event that counts. */
  private Instant asOf() throws Exception {
    return Instant.ofEpochMilli(newestCounted.value());
  }

  /**
   * Adds sums by cell; gives what becomes of them.
   *
   * @param parts by name; changed by this
   * @param slice beginning of the slice that all events lie in
   * @param latest time of the latest event
   */
  Fate add(Map<String, Decayed<VectorSum>> parts, long slice, Instant latest, Fates fates)
      throws Exception {
    parts.values().removeIf(part -> part.sums().isEmpty());
    Map<String, Decayed<VectorSum>> named = folded() ? SpanningCells.of(parts) : parts;
    Map<String, Decayed<VectorSum>> all = folded() ? Marginals.of(parts) : new TreeMap<>();
    all.putAll(named);
    long time = latest.toEpochMilli();
    long before = newest.value() == null ? time : newest.value();
    newest.update(Math.max(before, time));
    if (!parts.isEmpty()) {
      SlicedSums.Slice part = new SlicedSums.Slice(time, events(parts));
      slices.add(all, slice, part, fates, newest.value(), decay());
    }
    if (slices.isDue(before, newest.value())) {
      slices.merge(fates, newest.value(), decay());
    }
    Fate fate = fates.at(slice);
    if (fate == Fate.COUNTED) {
      addCounted(all, named, time);
    } else {
      hold(number());
    }
    return fate;
  }

  private void addCounted(
      Map<String, Decayed<VectorSum>> all, Map<String, Decayed<VectorSum>> named, long time)
      throws Exception {
    int fresh = merge(folded() ? marginals : cells, all, named);
    hold(number() + fresh);
    Long before = newestCounted.value();
    newestCounted.update(before == null ? time : Math.max(before, time));
  }

  static long events(Map<String, Decayed<VectorSum>> cells) {
    return cells.values().stream().mapToLong(cell -> cell.sums().count()).sum();
  }

  /** Lets the times count that do now; gives what that changes. */
  Moved follow(Fates before, Fates now) throws Exception {
    Moved moved =
        new Moved(
            moved(Fate.COUNTED, before, now),
            moved(Fate.ASIDE, before, now),
            moved(Fate.OUT, before, now));
    rebuild(now);
    return moved;
  }

  private long moved(Fate fate, Fates before, Fates now) throws Exception {
    return slices.events(now, fate) - slices.events(before, fate);
  }

  private void rebuild(Fates fates) throws Exception {
    Map<String, Decayed<VectorSum>> total = slices.sum(fates, decay());
    Marginals.align(total);
    if (folded()) {
      SpanningCells.thin(total, decay());
    }
    MapState<String, byte[]> state = folded() ? marginals : cells;
    state.clear();
    for (Map.Entry<String, Decayed<VectorSum>> sum : total.entrySet()) {
      state.put(sum.getKey(), CellState.toBytes(sum.getValue()));
    }
    hold(folded() ? SpanningCells.among(total) : total.size());
    SlicedSums.Slice counted = slices.counted(fates);
    newestCounted.update(counted == null ? null : counted.newest());
  }

  /** Time before which events cannot be told apart any more. */
  Instant reach() throws Exception {
    long reach = slices.reach();
    return reach == HistoryGrid.BASE ? Instant.MIN : Instant.ofEpochMilli(reach);
  }

  /** Merges parts into a state; gives how many of those named were not there yet. */
  private int merge(
      MapState<String, byte[]> state,
      Map<String, Decayed<VectorSum>> parts,
      Map<String, Decayed<VectorSum>> named)
      throws Exception {
    ForwardDecay decay = decay();
    int fresh = 0;
    for (Map.Entry<String, Decayed<VectorSum>> part : parts.entrySet()) {
      byte[] before = state.get(part.getKey());
      Decayed<VectorSum> sum = part.getValue();
      if (before == null) {
        fresh += named.containsKey(part.getKey()) ? 1 : 0;
      } else {
        sum.merge(CellState.of(decay, before));
      }
      state.put(part.getKey(), CellState.toBytes(sum));
    }
    return fresh;
  }

  private int number() throws Exception {
    return number.value() == null ? 0 : number.value();
  }

  /** Notes how many cells state names; those beside marginals have no sums of their own. */
  private void hold(int cellsNow) throws Exception {
    held += folded() ? 0 : cellsNow - number();
    number.update(cellsNow);
  }

  /** Folds the cells into marginals if there are more of them. */
  void fold(int mostCells) throws Exception {
    if (!folded() && number() > mostCells) {
      Map<String, Decayed<VectorSum>> before = cells();
      Map<String, Decayed<VectorSum>> spanning = SpanningCells.of(before);
      Map<String, Decayed<VectorSum>> all = Marginals.of(before);
      all.putAll(spanning);
      int named = merge(marginals, all, spanning);
      slices.fold(decay());
      cells.clear();
      hold(0);
      folded.update(true);
      hold(named);
    }
    if (folded() && number() > MOST_NAMED) {
      marginals(); // a reading gives up those that others determine
    }
  }

  /** The half-life that sums are weighed by. */
  ForwardDecay decay() throws Exception {
    return Forgetting.by(halfLife.value() == null ? 0 : halfLife.value());
  }

  /** Follows another half-life from the newest event on. */
  void follow(long newHalfLifeMillis) throws Exception {
    long before = halfLife.value() == null ? 0 : halfLife.value();
    if (before == newHalfLifeMillis) {
      return;
    }
    if (newest.value() != null) {
      change(cells, Forgetting.by(newHalfLifeMillis));
      change(marginals, Forgetting.by(newHalfLifeMillis));
      long time = newest.value();
      ForwardDecay now = Forgetting.by(newHalfLifeMillis);
      slices.change(decay(), sum -> Forgetting.changed(sum, now, time));
    }
    halfLife.update(newHalfLifeMillis);
  }

  private void change(MapState<String, byte[]> state, ForwardDecay now) throws Exception {
    for (Map.Entry<String, Decayed<VectorSum>> sum : read(state).entrySet()) {
      Decayed<VectorSum> changed = Forgetting.changed(sum.getValue(), now, newest.value());
      state.put(sum.getKey(), CellState.toBytes(changed));
    }
  }

  /** Cells by name, all under one landmark; those of which nothing is left are given up. */
  private Map<String, Decayed<VectorSum>> cells() throws Exception {
    Map<String, Decayed<VectorSum>> read = read(cells);
    List<String> forgotten = Marginals.align(read);
    for (String name : forgotten) {
      cells.remove(name);
    }
    if (!forgotten.isEmpty()) {
      hold(number() - forgotten.size());
    }
    return read;
  }

  /**
   * Marginals and spanning cells by name, all under one landmark; those of which nothing is left,
   * and cells that others determine, are given up.
   */
  private Map<String, Decayed<VectorSum>> marginals() throws Exception {
    Map<String, Decayed<VectorSum>> read = read(marginals);
    List<String> gone = new ArrayList<>(Marginals.align(read));
    gone.addAll(SpanningCells.thin(read, decay()));
    for (String name : gone) {
      marginals.remove(name);
    }
    hold(SpanningCells.among(read));
    return read;
  }

  /** The words of the sums; empty where nothing of them is left, or none is of the space. */
  Optional<Fit> fit(KnownSpace space) throws Exception {
    if (newestCounted.value() == null) {
      return Optional.empty();
    }
    return folded() ? Fit.ofMarginals(space, marginals(), asOf()) : Fit.of(space, cells(), asOf());
  }

  /** How many events came, whether they count or not. */
  long events() throws Exception {
    return slices.events();
  }

  private Map<String, Decayed<VectorSum>> read(MapState<String, byte[]> state) throws Exception {
    ForwardDecay decay = decay();
    Map<String, Decayed<VectorSum>> sums = new TreeMap<>();
    for (Map.Entry<String, byte[]> sum : state.entries()) {
      sums.put(sum.getKey(), CellState.of(decay, sum.getValue()));
    }
    return sums;
  }

  /** Carries the sums over to another definition; gives whether anything is left of them. */
  boolean carryOver(CarryOver change, Fates fates) throws Exception {
    Map<String, Decayed<VectorSum>> before = folded() ? marginals() : cells();
    Map<String, Decayed<VectorSum>> carried;
    if (folded()) {
      carried = change.keepsMarginals(before) ? change.marginals(before) : Map.of();
    } else {
      carried = change.sums(before);
    }
    if (!carried.keySet().equals(before.keySet())) {
      MapState<String, byte[]> state = folded() ? marginals : cells;
      state.clear();
      merge(state, carried, Map.of());
      hold(folded() ? SpanningCells.among(carried) : carried.size());
    }
    boolean wholly = !carried.isEmpty();
    boolean asMarginals = folded();
    slices.changeSlices(
        decay(),
        (slice, sums) ->
            fates.at(slice) == Fate.COUNTED && !wholly
                ? Map.of()
                : carried(sums, change, asMarginals, fates.at(slice) == Fate.COUNTED));
    return !slices.isEmpty();
  }

  /**
   * A slice under another definition.
   *
   * @param sure whether it is known to keep its marginals, since what it is part of does
   */
  private static Map<String, Decayed<VectorSum>> carried(
      Map<String, Decayed<VectorSum>> sums, CarryOver change, boolean asMarginals, boolean sure) {
    if (!asMarginals) {
      return change.sums(sums);
    }
    return sure || change.keepsMarginals(sums) ? change.marginals(sums) : Map.of();
  }

  void forget() throws Exception {
    if (!empty()) {
      hold(0);
    }
    cells.clear();
    marginals.clear();
    number.clear();
    newest.clear();
    newestCounted.clear();
    slices.forget();
    folded.clear();
    halfLife.clear();
  }
}
