package io.idealstream.stream.keyed;

import io.idealstream.control.LifeCycle;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.util.OutputTag;

/**
 * The life cycles of the definitions of a control topic, in the state of an operator keyed by their
 * names: versions that never go back, names that are forgotten a while after their removal, and
 * what topic {@code status} says.
 */
public final class LifeCycles {

  public static final ValueStateDescriptor<byte[]> STATE =
      new ValueStateDescriptor<>("life-cycle", BytePrimitiveArraySerializer.INSTANCE);

  private final KeyedOperator<?> operator;
  private final StatusKind kind;
  private final OutputTag<Status> statuses;
  private final ValueState<byte[]> state;
  private final RemovedNames removed;

  /**
   * @param versionFloor versions begin above it, unless there is state; 0 for none
   * @param forgotten is called under the key of a name that is forgotten
   */
  public LifeCycles(
      KeyedOperator<?> operator,
      StatusKind kind,
      OutputTag<Status> statuses,
      long versionFloor,
      KeyedOperator.Visit forgotten)
      throws Exception {
    this.operator = operator;
    this.kind = kind;
    this.statuses = statuses;
    this.state = operator.getRuntimeContext().getState(STATE);
    this.removed = new RemovedNames(operator, versionFloor, () -> forget(forgotten));
  }

  private long forget(KeyedOperator.Visit forgotten) throws Exception {
    long version = get().version();
    state.clear();
    forgotten.key();
    return version;
  }

  /** Visits every name of this subtask, as after a restore. */
  public void forEach(KeyedOperator.Visit visit) throws Exception {
    operator.forEveryKey(STATE, visit);
  }

  /** Where the name of the current key stands. */
  public LifeCycle get() throws Exception {
    return LifeCycle.of(state.value());
  }

  public LifeCycle put(LifeCycle now) throws Exception {
    return put(now, operator.now());
  }

  /**
   * The same of what is removed only from a time on, in milliseconds since 1970: it is forgotten a
   * while after that.
   */
  public LifeCycle put(LifeCycle now, long removedFrom) throws Exception {
    state.update(now.toBytes());
    if (now.isRemoved()) {
      removed.add(Math.max(operator.now(), removedFrom));
    } else {
      removed.remove();
    }
    return now;
  }

  public long nextVersion(LifeCycle now) {
    return removed.versionAfter(now.version());
  }

  /** Says that a definition is not used. Its name is in the topic, and is not forgotten. */
  public void reject(LifeCycle now, String why) throws Exception {
    removed.remove();
    say(0, StatusState.REJECTED, why + outlook(now));
  }

  /** Says that a version is not in force for now, and which one is instead. */
  public void disable(LifeCycle now, long version, String why) {
    say(version, StatusState.DISABLED, why + outlook(now));
  }

  /**
   * Says that a version is on its way, or what it waits for, and which one is in force meanwhile.
   */
  public void await(LifeCycle now, long version, String why) {
    say(version, StatusState.WAITING, why + outlook(now));
  }

  /** Which version is in force meanwhile, or comes back; nothing where there is none. */
  public static String outlook(LifeCycle now) {
    if (now.inForce() == null) {
      return "";
    }
    return (now.isSuspended()
            ? "; version %d comes back with a model that can embed it"
            : "; version %d stays in force")
        .formatted(now.inForce().version());
  }

  public void say(long version, StatusState what, String detail) {
    operator.emit(statuses, new Status(kind, operator.key(), version, what, detail));
  }
}
