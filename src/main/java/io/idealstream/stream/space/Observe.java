package io.idealstream.stream.space;

import io.idealstream.stream.Embedded;
import io.idealstream.stream.Observation;
import io.idealstream.stream.PreparedSpace;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.util.Collector;

/** Lets items that name a whole cell vote for the words of every space in force. */
public final class Observe extends BroadcastProcessFunction<Embedded, PreparedSpace, Observation> {

  /** Spaces in force by name, as {@link HeldSpace} writes them. */
  public static final MapStateDescriptor<String, byte[]> SPACES =
      new MapStateDescriptor<>(
          "spaces", StringSerializer.INSTANCE, BytePrimitiveArraySerializer.INSTANCE);

  private static final long serialVersionUID = 1L;

  /** The broadcast state, taken apart; null when that has to be done (again). */
  private transient Map<String, KnownSpace> known;

  private transient VoteCounters counters;

  @Override
  public void open(OpenContext context) {
    counters = new VoteCounters(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(Embedded item, ReadOnlyContext context, Collector<Observation> out)
      throws Exception {
    for (Map.Entry<String, KnownSpace> space :
        spaces(context.getBroadcastState(SPACES)).entrySet()) {
      Vote vote = Vote.of(item, space.getValue());
      counters.count(space.getKey(), vote);
      vote.observation().ifPresent(out::collect);
    }
  }

  @Override
  public void processBroadcastElement(
      PreparedSpace space, Context context, Collector<Observation> out) throws Exception {
    if (space.awaitsWords()) {
      return;
    }
    BroadcastState<String, byte[]> spaces = context.getBroadcastState(SPACES);
    HeldSpace held = HeldSpace.of(space);
    if (held.gone()) {
      spaces.remove(space.space());
    } else {
      spaces.put(space.space(), held.toBytes());
    }
    known = null;
  }

  private Map<String, KnownSpace> spaces(ReadOnlyBroadcastState<String, byte[]> state)
      throws Exception {
    if (known == null) {
      Map<String, KnownSpace> parsed = new LinkedHashMap<>();
      for (Map.Entry<String, byte[]> space : state.immutableEntries()) {
        parsed.put(space.getKey(), KnownSpace.of(HeldSpace.of(space.getValue())));
      }
      known = parsed;
    }
    return known;
  }
}
