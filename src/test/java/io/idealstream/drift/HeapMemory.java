package io.idealstream.drift;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a watch remembers, on the heap. */
public final class HeapMemory implements DriftMemory {
  final Map<Part, List<byte[]>> lists = new EnumMap<>(Part.class);
  final Map<Value, byte[]> values = new EnumMap<>(Value.class);

  @Override
  public Iterable<byte[]> list(Part part) {
    return lists.getOrDefault(part, List.of());
  }

  @Override
  public void add(Part part, byte[] bytes) {
    lists.computeIfAbsent(part, fresh -> new ArrayList<>()).add(bytes);
  }

  @Override
  public void clear(Part part) {
    lists.remove(part);
  }

  @Override
  public byte[] value(Value value) {
    return values.get(value);
  }

  @Override
  public void update(Value value, byte[] bytes) {
    values.put(value, bytes);
  }
}
