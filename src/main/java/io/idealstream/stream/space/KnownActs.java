package io.idealstream.stream.space;

import io.idealstream.estimate.EstimateKey;
import io.idealstream.estimate.history.Acts;
import io.idealstream.estimate.history.Fates;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.runtime.state.OperatorStateBackend;

/** Acts on the words of spaces in a broadcast state, and what they mean for each estimate. */
final class KnownActs {

  static final MapStateDescriptor<String, byte[]> ACTS =
      new MapStateDescriptor<>(
          "acts", StringSerializer.INSTANCE, BytePrimitiveArraySerializer.INSTANCE);

  private final BroadcastState<String, byte[]> state;
  private final Map<String, Acts> acts = new HashMap<>();
  private final Map<EstimateKey, Fates> fates = new HashMap<>();

  KnownActs(OperatorStateBackend operator) throws Exception {
    state = operator.getBroadcastState(ACTS);
    for (Map.Entry<String, byte[]> space : state.immutableEntries()) {
      acts.put(space.getKey(), Acts.of(space.getValue()));
    }
  }

  Acts on(String space) {
    return acts.getOrDefault(space, Acts.NONE);
  }

  void put(String space, Acts now) throws Exception {
    state.put(space, now.toBytes());
    acts.put(space, now);
    fates.keySet().removeIf(key -> key.space().equals(space));
  }

  Fates on(EstimateKey key) {
    return fates.computeIfAbsent(key, unseen -> on(key.space()).on(key));
  }

  /** An estimate that is no longer held. */
  void forget(EstimateKey key) {
    fates.remove(key);
  }
}
