package io.idealstream.stream.match;

import io.idealstream.wire.Hit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;

/**
 * What a checkpoint holds of matching: of every query, under its id, the query itself, its open
 * windows and what it has shown; of the subtask the items that wait, the images that can be looked
 * back at and how far event time has come.
 */
final class MatchStates {

  static final ValueStateDescriptor<byte[]> QUERY =
      new ValueStateDescriptor<>("query", BytePrimitiveArraySerializer.INSTANCE);
  private static final MapStateDescriptor<Long, byte[]> WINDOWS =
      new MapStateDescriptor<>(
          "windows", LongSerializer.INSTANCE, BytePrimitiveArraySerializer.INSTANCE);
  private static final ValueStateDescriptor<byte[]> SHOWN =
      new ValueStateDescriptor<>("shown", BytePrimitiveArraySerializer.INSTANCE);
  private static final ListStateDescriptor<byte[]> DUE =
      new ListStateDescriptor<>("due", BytePrimitiveArraySerializer.INSTANCE);
  private static final ListStateDescriptor<byte[]> RECENT =
      new ListStateDescriptor<>("recent", BytePrimitiveArraySerializer.INSTANCE);
  private static final ListStateDescriptor<byte[]> TIMES =
      new ListStateDescriptor<>("times", BytePrimitiveArraySerializer.INSTANCE);

  private final ListState<byte[]> due;
  private final ListState<byte[]> recent;
  private final ListState<byte[]> times;
  private ValueState<byte[]> query;
  private MapState<Long, byte[]> windows;
  private ValueState<byte[]> shown;

  MatchStates(OperatorStateStore store) throws Exception {
    due = store.getUnionListState(DUE);
    recent = store.getUnionListState(RECENT);
    times = store.getUnionListState(TIMES);
  }

  /** Opens what is kept by query. */
  void open(RuntimeContext context) {
    query = context.getState(QUERY);
    windows = context.getMapState(WINDOWS);
    shown = context.getState(SHOWN);
  }

  /** Gives the items that waited in any subtask. */
  void due(Consumer<DueItem> taker) throws Exception {
    for (byte[] item : due.get()) {
      taker.accept(DueItem.of(item));
    }
  }

  /** Gives the images of all subtasks that can be looked back at. */
  void recent(Consumer<RecentItem> taker) throws Exception {
    for (byte[] pack : recent.get()) {
      RecentItem.unpack(pack).forEach(taker);
    }
  }

  /** How far event time had come in every subtask. */
  Iterable<byte[]> times() throws Exception {
    return times.get();
  }

  void write(Collection<DueItem> waiting, List<byte[]> remembered, List<byte[]> reached)
      throws Exception {
    due.update(waiting.stream().map(DueItem::toBytes).toList());
    recent.update(remembered);
    times.update(reached);
  }

  /** The query of the current key. */
  ShardState query() throws Exception {
    return ShardState.of(query.value());
  }

  void write(ShardState state) throws Exception {
    query.update(state.toBytes());
  }

  void forgetQuery() {
    query.clear();
  }

  /** Open windows of the current key by their start. */
  Map<Long, List<Hit>> windows() throws Exception {
    Map<Long, List<Hit>> open = new TreeMap<>();
    for (Map.Entry<Long, byte[]> window : windows.entries()) {
      open.put(window.getKey(), WindowState.of(window.getValue()));
    }
    return open;
  }

  /**
   * @param hits none where the window is closed
   */
  void writeWindow(long start, List<Hit> hits) throws Exception {
    if (hits.isEmpty()) {
      windows.remove(start);
    } else {
      windows.put(start, WindowState.toBytes(hits));
    }
  }

  /** What the query of the current key has shown; null for nothing. */
  byte[] shown() throws Exception {
    return shown.value();
  }

  void writeShown(byte[] state) throws Exception {
    shown.update(state);
  }
}
