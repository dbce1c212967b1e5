package io.idealstream.stream.space;

import io.idealstream.math.VectorSum;
import io.idealstream.stream.Observation;
import io.idealstream.stream.PreparedSpace;
import io.idealstream.stream.SourceEstimate;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.base.BooleanSerializer;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Sums observations per cell and solves the words from time to time, keyed by {@link #key}; the
 * second input is broadcast.
 *
 * <p>State holds sums, never words, under the names of factors and values. Hence an observation
 * that overtakes the news of its space's version, or falls behind them, adds to the same sums as
 * one in time: the former under its own names until the news come, the latter under the names that
 * {@link CarryOver} gives them.
 */
public final class Accumulate extends AlarmOperator<SourceEstimate>
    implements TwoInputStreamOperator<Observation, PreparedSpace, SourceEstimate> {

  /** Estimates that hold as many cells as they may. */
  public static final OutputTag<Status> STATUS =
      new OutputTag<>("estimate-status", TypeInformation.of(Status.class));

  private static final long serialVersionUID = 1L;

  static final MapStateDescriptor<String, byte[]> CELLS =
      new MapStateDescriptor<>(
          "cells", StringSerializer.INSTANCE, BytePrimitiveArraySerializer.INSTANCE);
  static final ValueStateDescriptor<Integer> NUMBER =
      new ValueStateDescriptor<>("number-of-cells", IntSerializer.INSTANCE);
  static final ValueStateDescriptor<Long> NEWEST =
      new ValueStateDescriptor<>("newest-event", LongSerializer.INSTANCE);
  static final ValueStateDescriptor<Boolean> TOLD =
      new ValueStateDescriptor<>("told-that-full", BooleanSerializer.INSTANCE);

  private final long intervalMillis;
  private final int maxCells;
  private final int maxFeeds;

  private transient MapState<String, byte[]> cells;
  private transient ValueState<Integer> number;
  private transient ValueState<Long> newest;
  private transient ValueState<Boolean> told;
  private transient KnownSpaces spaces;
  private transient FeedsHeld feeds;
  private transient long cellsHeld;
  private transient Counter outdated;
  private transient Counter beyondCells;
  private transient Counter beyondFeeds;

  /**
   * @param interval from the first change of an estimate until it is solved
   * @param maxCells cells held per estimate; items of further cells do not count
   * @param maxFeeds feeds that a subtask estimates per space, where a space is estimated per feed;
   *     items of further feeds do not count
   */
  public Accumulate(Duration interval, int maxCells, int maxFeeds) {
    this.intervalMillis = interval.toMillis();
    this.maxCells = maxCells;
    this.maxFeeds = maxFeeds;
  }

  /** What shares one estimate: model, space, source and feed. */
  public static String key(Observation observation) {
    return EstimateKey.of(observation);
  }

  @Override
  public void open() throws Exception {
    super.open();
    cells = getRuntimeContext().getMapState(CELLS);
    number = getRuntimeContext().getState(NUMBER);
    newest = getRuntimeContext().getState(NEWEST);
    told = getRuntimeContext().getState(TOLD);
    spaces = new KnownSpaces(getOperatorStateBackend().getBroadcastState(KnownSpaces.SPACES));
    feeds = new FeedsHeld(maxFeeds);
    forEveryKey(
        NUMBER,
        () -> {
          cellsHeld += number.value();
          feeds.add(EstimateKey.parse(key()));
        });
    MetricGroup metrics = getMetricGroup();
    metrics.gauge("cellsHeld", this::cellsHeld);
    outdated = metrics.addGroup("observations").counter("outdated");
    beyondCells = metrics.addGroup("observations").counter("max-cells");
    beyondFeeds = metrics.addGroup("observations").counter("max-feeds");
  }

  /** Cells whose sums this subtask holds, over all its keys. */
  long cellsHeld() {
    return cellsHeld;
  }

  @Override
  public void processElement1(StreamRecord<Observation> element) throws Exception {
    Observation observation = element.getValue();
    Optional<String> name = cellOf(observation);
    if (name.isEmpty()) {
      outdated.inc();
      return;
    }
    if (number.value() == null && !feeds.hasRoom(EstimateKey.parse(key()))) {
      beyondFeeds.inc();
      return;
    }
    byte[] before = cells.get(name.get());
    int held = number.value() == null ? 0 : number.value();
    if (before == null && held >= maxCells) {
      refuse(observation);
      return;
    }
    cells.put(name.get(), CellState.add(before, observation.vector()));
    if (before == null) {
      write(held + 1);
    }
    long time = observation.time().toEpochMilli();
    newest.update(newest.value() == null ? time : Math.max(newest.value(), time));
    setAlarm(intervalMillis);
  }

  /** The cell that an observation adds to; empty if its space has moved on from it. */
  private Optional<String> cellOf(Observation observation) {
    String name = CellName.of(observation.values());
    long version = spaces.version(observation.space());
    KnownSpace space = spaces.get(observation.space());
    if (observation.spaceVersion() > version) {
      return Optional.of(name);
    }
    if (space == null || !space.estimates(observation.feed())) {
      return Optional.empty();
    }
    return observation.spaceVersion() == version
        ? Optional.of(name)
        : Optional.of(name)
            .filter(kept -> observation.model().equals(space.model()))
            .flatMap(CarryOver.to(space.definition())::name);
  }

  private void refuse(Observation observation) throws Exception {
    beyondCells.inc();
    if (told.value() == null) {
      told.update(true);
      String detail =
          "the estimate from %s of feed %s holds %d cells, as many as it may; others do not count"
              .formatted(observation.source().code(), observation.feed(), maxCells);
      emit(
          STATUS,
          new Status(
              StatusKind.SPACE,
              observation.space(),
              observation.spaceVersion(),
              StatusState.ACTIVE,
              detail));
    }
  }

  @Override
  public void processElement2(StreamRecord<PreparedSpace> element) throws Exception {
    if (element.getValue().awaitsWords()) {
      return;
    }
    String changed = element.getValue().space();
    spaces.put(element.getValue());
    forEveryKey(
        NUMBER,
        () -> {
          EstimateKey key = EstimateKey.parse(key());
          if (key.space().equals(changed)) {
            carryOver(key, spaces.get(changed));
          }
        });
  }

  /** Another model, or estimates that are divided otherwise, start with no sums. */
  private void carryOver(EstimateKey key, KnownSpace space) throws Exception {
    boolean stays =
        space != null && key.model().equals(space.model()) && space.estimates(key.feed());
    Map<String, VectorSum> before = stays ? sums() : Map.of();
    Map<String, VectorSum> carried =
        stays ? CarryOver.to(space.definition()).sums(before) : Map.of();
    if (carried.isEmpty()) {
      forget();
      return;
    }
    if (!carried.keySet().equals(before.keySet())) {
      cells.clear();
      told.clear();
      for (Map.Entry<String, VectorSum> cell : carried.entrySet()) {
        cells.put(cell.getKey(), CellState.toBytes(cell.getValue()));
      }
      write(carried.size());
    }
    setAlarmSoon();
  }

  private void forget() throws Exception {
    cells.clear();
    write(0);
    number.clear();
    feeds.remove(EstimateKey.parse(key()));
    newest.clear();
    told.clear();
    stopAlarm();
  }

  @Override
  void alarmed() throws Exception {
    EstimateKey key = EstimateKey.parse(key());
    KnownSpace space = spaces.get(key.space());
    if (space != null && space.model().equals(key.model())) {
      emit(Fit.of(key, space, sums(), Instant.ofEpochMilli(newest.value())));
    }
  }

  private Map<String, VectorSum> sums() throws Exception {
    Map<String, VectorSum> sums = new TreeMap<>();
    for (Map.Entry<String, byte[]> cell : cells.entries()) {
      sums.put(cell.getKey(), CellState.of(cell.getValue()));
    }
    return sums;
  }

  private void write(int cellsNow) throws Exception {
    if (number.value() == null) {
      feeds.add(EstimateKey.parse(key()));
    }
    cellsHeld += cellsNow - (number.value() == null ? 0 : number.value());
    number.update(cellsNow);
  }
}
