package io.idealstream.stream.space;

import io.idealstream.estimate.CarryOver;
import io.idealstream.estimate.CellName;
import io.idealstream.estimate.CellState;
import io.idealstream.estimate.Fit;
import io.idealstream.estimate.Forgetting;
import io.idealstream.estimate.KnownSpace;
import io.idealstream.estimate.Marginals;
import io.idealstream.estimate.SpanningCells;
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
  private final ValueState<Boolean> folded;
  private final ValueState<Long> halfLife;

  /** Cells held under all keys of the subtask. */
  private long held;

  KeptSums(RuntimeContext context) {
    cells = context.getMapState(CELLS);
    marginals = context.getMapState(MARGINALS);
    number = context.getState(NUMBER);
    newest = context.getState(NEWEST);
    folded = context.getState(FOLDED);
    halfLife = context.getState(HALF_LIFE);
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

  private Instant newest() throws Exception {
    return Instant.ofEpochMilli(newest.value());
  }

  /**
   * Adds sums by cell.
   *
   * @param parts by name; changed by this
   * @param latest time of the latest event
   */
  void add(Map<String, Decayed<VectorSum>> parts, Instant latest) throws Exception {
    parts.values().removeIf(part -> part.sums().isEmpty());
    if (folded()) {
      merge(marginals, Marginals.of(parts));
      hold(number() + merge(marginals, SpanningCells.of(parts)));
    } else {
      hold(number() + merge(cells, parts));
    }
    long time = latest.toEpochMilli();
    newest.update(newest.value() == null ? time : Math.max(newest.value(), time));
  }

  /** Merges parts into a state; gives how many of them were not there yet. */
  private int merge(MapState<String, byte[]> state, Map<String, Decayed<VectorSum>> parts)
      throws Exception {
    ForwardDecay decay = decay();
    int fresh = 0;
    for (Map.Entry<String, Decayed<VectorSum>> part : parts.entrySet()) {
      byte[] before = state.get(part.getKey());
      Decayed<VectorSum> sum = part.getValue();
      if (before == null) {
        fresh++;
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
      merge(marginals, Marginals.of(before));
      int named = merge(marginals, SpanningCells.of(before));
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
    return folded()
        ? Fit.ofMarginals(space, marginals(), newest())
        : Fit.of(space, cells(), newest());
  }

  /** How many events the sums are of. */
  long events() throws Exception {
    if (folded()) {
      Decayed<VectorSum> all = marginals().get(CellName.of(Map.of()));
      return all == null ? 0 : all.sums().count();
    }
    return cells().values().stream().mapToLong(cell -> cell.sums().count()).sum();
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
  boolean carryOver(CarryOver change) throws Exception {
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
      merge(state, carried);
      hold(folded() ? SpanningCells.among(carried) : carried.size());
    }
    return !carried.isEmpty();
  }

  void forget() throws Exception {
    if (!empty()) {
      hold(0);
    }
    cells.clear();
    marginals.clear();
    number.clear();
    newest.clear();
    folded.clear();
    halfLife.clear();
  }
}
