package io.idealstream.stream.drift;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.wire.Act;
import io.idealstream.wire.Control;
import io.idealstream.wire.Drift;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Keys;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;

/**
 * Acts on drift, by their subjects and times, in a broadcast state. What is in force at an event
 * time is asked of the times that the acts carry, so that every subtask, and every replay, says the
 * same: a later act replaces an earlier one from its own time on.
 */
final class DriftActs {

  static final MapStateDescriptor<String, byte[]> ACTS =
      new MapStateDescriptor<>(
          "acts", StringSerializer.INSTANCE, BytePrimitiveArraySerializer.INSTANCE);

  /** Acts that are remembered; beyond them the oldest goes. */
  static final int MOST = 10_000;

  private final BroadcastState<String, byte[]> state;
  private final Consumer<Control> forgotten;
  private final Map<String, Control> acts = new TreeMap<>();

  /**
   * @param forgotten is told of each act that goes because there are too many
   */
  DriftActs(OperatorStateStore store, Consumer<Control> forgotten) throws Exception {
    state = store.getBroadcastState(ACTS);
    this.forgotten = forgotten;
    for (Map.Entry<String, byte[]> each : state.immutableEntries()) {
      acts.put(each.getKey(), read(each.getValue()));
    }
  }

  private static Control read(byte[] bytes) {
    try {
      return Topic.CONTROLS.decode(bytes, Encoding.JSON);
    } catch (Unreadable why) {
      throw new IllegalStateException("acts in state: " + new String(bytes, UTF_8), why);
    }
  }

  void put(Control act) throws Exception {
    if (act.act() == Act.UNMUTE) {
      for (Map.Entry<String, Control> each : new ArrayList<>(acts.entrySet())) {
        Control mute = each.getValue();
        boolean begun = !mute.effective().isAfter(act.effective());
        if (mute.act() == Act.MUTE && begun && act.covers(mute)) {
          keep(each.getKey(), ending(mute, act.effective()));
        }
      }
    } else if (act.act() == Act.MUTE || act.act() == Act.ACCEPT) {
      keep(act.act().code() + " " + Keys.of(act) + " " + act.effective(), act);
    }
    while (acts.size() > MOST) {
      Map.Entry<String, Control> oldest =
          acts.entrySet().stream()
              .min(Comparator.comparing(each -> each.getValue().effective()))
              .orElseThrow();
      remove(oldest.getKey());
      forgotten.accept(oldest.getValue());
    }
  }

  private static Control ending(Control mute, Instant end) {
    return mute.until() != null && mute.until().isBefore(end) ? mute : mute.until(end);
  }

  private void keep(String name, Control act) throws Exception {
    acts.put(name, act);
    state.put(name, Topic.CONTROLS.encode(act, Encoding.JSON));
  }

  private void remove(String name) throws Exception {
    acts.remove(name);
    state.remove(name);
  }

  /** Forgets all that concerns a space. */
  void forget(String space) throws Exception {
    for (Map.Entry<String, Control> each : new ArrayList<>(acts.entrySet())) {
      if (each.getValue().space().equals(space)) {
        remove(each.getKey());
      }
    }
  }

  /** The act by which a drift is not told at a time; empty where it is told. */
  Optional<Control> mute(Drift drift, Instant at) {
    List<Control> begun =
        of(drift.space(), Act.MUTE).stream()
            .filter(act -> !act.effective().isAfter(at) && concerns(act, drift))
            .toList();
    return begun.stream()
        .filter(act -> act.until() == null || act.until().isAfter(at))
        .filter(act -> begun.stream().noneMatch(other -> replaces(other, act)))
        .findFirst();
  }

  private static boolean replaces(Control later, Control act) {
    return later.effective().isAfter(act.effective()) && later.ends(act);
  }

  /**
   * The latest act by which what a feed shows is normal.
   *
   * @param open the drift that is open; null for none
   * @param after event time that it has to be after
   * @param until event time that it must not be after
   */
  Optional<Control> accept(String space, String feed, Drift open, Instant after, Instant until) {
    return of(space, Act.ACCEPT).stream()
        .filter(act -> act.effective().isAfter(after) && !act.effective().isAfter(until))
        .filter(act -> act.source() == null)
        .filter(
            act ->
                act.signal() == null && act.factor() == null
                    ? act.concerns(feed, null, null, null)
                    : open != null && concerns(act, open))
        .max(Comparator.comparing(Control::effective));
  }

  private List<Control> of(String space, Act act) {
    return acts.values().stream()
        .filter(each -> each.act() == act && each.space().equals(space))
        .toList();
  }

  private static boolean concerns(Control act, Drift drift) {
    return act.concerns(drift.feed(), drift.signal(), drift.factor(), drift.value());
  }
}
