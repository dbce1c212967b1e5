package io.idealstream.stream.keyed;

import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;

/**
 * At most one alarm per key, in processing time. The time is in state, so that an alarm can be
 * stopped, and rings after a restore too.
 */
final class Alarms implements Triggerable<String, VoidNamespace> {

  private final InternalTimerService<VoidNamespace> timers;
  private final ValueState<Long> times;
  private final KeyedOperator.Visit alarmed;
  private boolean ending;

  /**
   * @param name of the timers in a savepoint
   * @param alarmed is called under the key whose alarm rings
   */
  Alarms(
      KeyedOperator<?> operator,
      String name,
      ValueStateDescriptor<Long> times,
      KeyedOperator.Visit alarmed) {
    this.timers = operator.getInternalTimerService(name, VoidNamespaceSerializer.INSTANCE, this);
    this.times = operator.getRuntimeContext().getState(times);
    this.alarmed = alarmed;
  }

  boolean isSet() throws Exception {
    return times.value() != null;
  }

  /** Sets the alarm of the current key, unless it is set already. */
  void set(long time) throws Exception {
    if (!isSet()) {
      times.update(time);
      if (!ending) {
        timers.registerProcessingTimeTimer(VoidNamespace.INSTANCE, time);
      }
    }
  }

  void stop() throws Exception {
    if (isSet()) {
      timers.deleteProcessingTimeTimer(VoidNamespace.INSTANCE, times.value());
      times.clear();
    }
  }

  /** The input ends: no timer rings any more. */
  void end() {
    ending = true;
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    times.clear();
    alarmed.key();
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("no alarm is ever set in event time");
  }
}
