package io.idealstream.stream.drift;

import io.idealstream.estimate.HeldSpace;
import io.idealstream.estimate.PreparedSpace;
import io.idealstream.stream.AnsweredItem;
import io.idealstream.wire.space.Per;
import io.idealstream.wire.space.SpaceDefinition;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;

/** The spaces by which feedback judges labels, in a broadcast state. */
final class JudgedSpaces {

  static final MapStateDescriptor<String, byte[]> SPACES =
      new MapStateDescriptor<>(
          "spaces", StringSerializer.INSTANCE, BytePrimitiveArraySerializer.INSTANCE);

  /**
   * @param definition null where the space is gone
   */
  private record Held(HeldSpace space, SpaceDefinition definition) {

    static Held of(HeldSpace space) {
      return new Held(space, space.gone() ? null : space.parsed());
    }

    boolean is(HeldSpace other) {
      return space.version() == other.version()
          && space.gone() == other.gone()
          && (space.gone() || space.model().equals(other.model()));
    }
  }

  private final BroadcastState<String, byte[]> state;
  private final Map<String, Held> spaces = new HashMap<>();

  JudgedSpaces(OperatorStateStore store) throws Exception {
    state = store.getBroadcastState(SPACES);
    for (Map.Entry<String, byte[]> each : state.immutableEntries()) {
      spaces.put(each.getKey(), Held.of(HeldSpace.of(each.getValue())));
    }
  }

  /** Takes the news of a space; gives whether answers of before are no longer in force. */
  boolean put(PreparedSpace change) throws Exception {
    Held before = spaces.get(change.space());
    if (change.isUnknown()) {
      spaces.remove(change.space());
      state.remove(change.space());
      return before != null;
    }
    HeldSpace now = HeldSpace.of(change);
    spaces.put(change.space(), Held.of(now));
    state.put(change.space(), now.toBytes());
    return before != null && !before.is(now);
  }

  /** Whether the news of the version that labelled an item have not come yet. */
  boolean isToCome(AnsweredItem item) {
    Held held = spaces.get(item.space());
    return held == null || item.spaceVersion() > held.space.version();
  }

  /** Whether an item was labelled by what is in force. */
  boolean isInForce(AnsweredItem item) {
    Held held = spaces.get(item.space());
    return held != null
        && held.definition != null
        && item.spaceVersion() == held.space.version()
        && item.model().equals(held.space.model());
  }

  /** Of a space that is there. */
  SpaceDefinition definition(String space) {
    return spaces.get(space).definition;
  }

  /** The same as what a feed is watched by. */
  WatchedSpace watched(String space) {
    Held held = spaces.get(space);
    boolean perFeed = held.definition.estimate().per() == Per.FEED;
    return new WatchedSpace(held.space.version(), held.space.model(), perFeed, null, null);
  }
}
