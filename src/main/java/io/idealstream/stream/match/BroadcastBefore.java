package io.idealstream.stream.match;

import io.idealstream.stream.QueryInForce;
import io.idealstream.stream.inforce.WaitingItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;

/**
 * What builds left behind in which every subtask held every query: it is taken out of their state
 * once and written no more.
 */
final class BroadcastBefore {

  private static final MapStateDescriptor<String, byte[]> IN_FORCE =
      new MapStateDescriptor<>(
          "in-force", StringSerializer.INSTANCE, BytePrimitiveArraySerializer.INSTANCE);
  private static final ListStateDescriptor<byte[]> WAITING =
      new ListStateDescriptor<>("waiting", BytePrimitiveArraySerializer.INSTANCE);

  private BroadcastBefore() {}

  /** The queries of all subtasks. */
  static List<QueryInForce> queries(OperatorStateStore store) throws Exception {
    List<QueryInForce> queries = new ArrayList<>();
    if (store.getRegisteredBroadcastStateNames().contains(IN_FORCE.getName())) {
      BroadcastState<String, byte[]> state = store.getBroadcastState(IN_FORCE);
      for (Map.Entry<String, byte[]> entry : state.immutableEntries()) {
        queries.add(QueryState.of(entry.getValue()));
      }
      state.clear();
    }
    return queries;
  }

  /** Items that waited here; the other subtasks do not know of them. */
  static List<DueItem> due(OperatorStateStore store, ShardScope scope) throws Exception {
    List<DueItem> due = new ArrayList<>();
    if (store.getRegisteredStateNames().contains(WAITING.getName())) {
      ListState<byte[]> state = store.getListState(WAITING);
      for (byte[] item : state.get()) {
        due.add(new DueItem(WaitingItem.of(item), scope.own()));
      }
      state.clear();
    }
    return due;
  }
}
