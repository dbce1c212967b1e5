package io.idealstream.stream.keyed;

import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;

/**
 * An operator with at most one alarm per key, in processing time.
 *
 * <p>Flink drops processing-time timers at the end of the input. Here every key whose alarm is
 * still set is called then as if it had rung, so that a bounded input is worked off.
 */
public abstract class AlarmOperator<O> extends KeyedOperator<O>
    implements Triggerable<String, VoidNamespace> {

  private static final long serialVersionUID = 1L;

  static final ValueStateDescriptor<Long> ALARM =
      new ValueStateDescriptor<>("alarm", LongSerializer.INSTANCE);

  private transient InternalTimerService<VoidNamespace> timers;
  private transient ValueState<Long> alarm;

  /** No timer rings any more. */
  private transient boolean ending;

  @Override
  public void open() throws Exception {
    super.open();
    timers = getInternalTimerService("alarms", VoidNamespaceSerializer.INSTANCE, this);
    alarm = getRuntimeContext().getState(ALARM);
  }

  /** The alarm of the current key has rung, or the input has ended before it could. */
  protected abstract void alarmed() throws Exception;

  /** Sets the alarm of the current key, unless it is set already. */
  protected final void setAlarm(long millisFromNow) throws Exception {
    if (alarm.value() == null) {
      long time = now() + millisFromNow;
      alarm.update(time);
      if (!ending) {
        timers.registerProcessingTimeTimer(VoidNamespace.INSTANCE, time);
      }
    }
  }

  /** Sets the alarm of the current key as early as leaves room for other records before it. */
  protected final void setAlarmSoon() throws Exception {
    stopAlarm();
    setAlarm(1);
  }

  protected final void stopAlarm() throws Exception {
    if (alarm.value() != null) {
      timers.deleteProcessingTimeTimer(VoidNamespace.INSTANCE, alarm.value());
      alarm.clear();
    }
  }

  @Override
  public final void onProcessingTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    alarm.clear();
    alarmed();
  }

  @Override
  public final void onEventTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("no alarm is ever set in event time");
  }

  @Override
  public void finish() throws Exception {
    ending = true;
    forEveryKey(
        ALARM,
        () -> {
          while (alarm.value() != null) {
            stopAlarm();
            alarmed();
          }
        });
    super.finish();
  }
}
