package io.idealstream.stream.space;

import io.idealstream.estimate.EstimateState;
import io.idealstream.estimate.HeldSpace;
import io.idealstream.estimate.KnownSpace;
import io.idealstream.estimate.PreparedSpace;
import io.idealstream.estimate.SourceEstimate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.runtime.state.OperatorStateBackend;

/**
 * Spaces by name in a broadcast state, and taken apart. Spaces that are gone stay known by their
 * version for a while, since what was observed for them may still be on its way.
 */
final class KnownSpaces {

  static final MapStateDescriptor<String, byte[]> SPACES =
      new MapStateDescriptor<>(
          "spaces", StringSerializer.INSTANCE, BytePrimitiveArraySerializer.INSTANCE);

  static final MapStateDescriptor<String, byte[]> PROMPTS =
      new MapStateDescriptor<>(
          "prompts", StringSerializer.INSTANCE, BytePrimitiveArraySerializer.INSTANCE);

  private final BroadcastState<String, byte[]> state;
  private final BroadcastState<String, byte[]> prompts;
  private final Map<String, HeldSpace> held = new HashMap<>();
  private final Map<String, KnownSpace> known = new HashMap<>();

  KnownSpaces(OperatorStateBackend operator) throws Exception {
    state = operator.getBroadcastState(SPACES);
    prompts = operator.getBroadcastState(PROMPTS);
    for (Map.Entry<String, byte[]> space : state.immutableEntries()) {
      remember(space.getKey(), HeldSpace.of(space.getValue()));
    }
  }

  void put(PreparedSpace space) throws Exception {
    if (space.isUnknown()) {
      forget(space.space());
      return;
    }
    HeldSpace now = HeldSpace.of(space);
    state.put(space.space(), now.toBytes());
    if (now.gone()) {
      prompts.remove(space.space());
    } else {
      prompts.put(space.space(), EstimateState.toBytes(space.prompts().with(null)));
    }
    remember(space.space(), now);
  }

  private void forget(String name) throws Exception {
    state.remove(name);
    prompts.remove(name);
    held.remove(name);
    known.remove(name);
  }

  private void remember(String name, HeldSpace space) {
    held.put(name, space);
    if (space.gone()) {
      known.remove(name);
    } else {
      known.put(name, KnownSpace.of(space));
    }
  }

  /** Version of a space, gone or not; 0 where nothing is known of it. */
  long version(String name) {
    return held.containsKey(name) ? held.get(name).version() : 0;
  }

  /** The space of a name; null if there is none. */
  KnownSpace get(String name) {
    return known.get(name);
  }

  /** Words of the prompts of a space; empty if there are none, or none that were kept. */
  Optional<SourceEstimate> prompts(String name) throws Exception {
    return Optional.ofNullable(prompts.get(name)).map(EstimateState::of);
  }
}
