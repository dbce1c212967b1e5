package io.idealstream.stream.drift;

import io.idealstream.drift.DriftMemory;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;

/** What the watch of the current key's feed remembers, in state. */
final class FeedMemory implements DriftMemory {

  static final ListStateDescriptor<byte[]> FIRST =
      new ListStateDescriptor<>("first-intervals", BytePrimitiveArraySerializer.INSTANCE);
  static final ListStateDescriptor<byte[]> REFERENCE =
      new ListStateDescriptor<>("reference-intervals", BytePrimitiveArraySerializer.INSTANCE);
  static final ValueStateDescriptor<byte[]> PROGRESS =
      new ValueStateDescriptor<>("progress", BytePrimitiveArraySerializer.INSTANCE);
  static final ValueStateDescriptor<byte[]> FROZEN =
      new ValueStateDescriptor<>("reference", BytePrimitiveArraySerializer.INSTANCE);

  private final Map<Part, ListState<byte[]>> lists = new EnumMap<>(Part.class);
  private final Map<Value, ValueState<byte[]>> values = new EnumMap<>(Value.class);

  FeedMemory(RuntimeContext context) {
    lists.put(Part.FIRST, context.getListState(FIRST));
    lists.put(Part.REFERENCE, context.getListState(REFERENCE));
    values.put(Value.PROGRESS, context.getState(PROGRESS));
    values.put(Value.FROZEN, context.getState(FROZEN));
  }

  @Override
  public Iterable<byte[]> list(Part part) throws Exception {
    return lists.get(part).get();
  }

  @Override
  public void add(Part part, byte[] bytes) throws Exception {
    lists.get(part).add(bytes);
  }

  @Override
  public void clear(Part part) {
    lists.get(part).clear();
  }

  @Override
  public byte[] value(Value value) throws Exception {
    return values.get(value).value();
  }

  @Override
  public void update(Value value, byte[] bytes) throws Exception {
    values.get(value).update(bytes);
  }

  void clear() {
    lists.values().forEach(ListState::clear);
    values.values().forEach(ValueState::clear);
  }
}
