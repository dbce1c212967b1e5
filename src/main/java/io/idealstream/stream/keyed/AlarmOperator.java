package io.idealstream.stream.keyed;

import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;

/**
 * An operator with at most one alarm per key, in processing time.
 *
 * <p>Flink drops processing-time timers at the end of the input. Here every key whose alarm is
 * still set is called then as if it had rung, so that a bounded input is worked off: again while it
 * sets its alarm soon, and not for what it would wait for.
 */
public abstract class AlarmOperator<O> extends KeyedOperator<O> {

  private static final long serialVersionUID = 1L;

  static final ValueStateDescriptor<Long> ALARM =
      new ValueStateDescriptor<>("alarm", LongSerializer.INSTANCE);

  private static final long SOON_MILLIS = 1;

  private transient Alarms alarms;
  private transient boolean ending;

  @Override
  public void open() throws Exception {
    super.open();
    alarms = new Alarms(this, "alarms", ALARM, this::alarmed);
  }

  /** The alarm of the current key has rung, or the input has ended before it could. */
  protected abstract void alarmed() throws Exception;

  /**
   * Sets the alarm of the current key, unless it is set already. Once the input has ended nobody
   * waits: an alarm that is not soon is not set.
   */
  protected final void setAlarm(long millisFromNow) throws Exception {
    if (!ending || millisFromNow <= SOON_MILLIS) {
      alarms.set(now() + millisFromNow);
    }
  }

  /** Sets the alarm of the current key as early as leaves room for other records before it. */
  protected final void setAlarmSoon() throws Exception {
    stopAlarm();
    setAlarm(SOON_MILLIS);
  }

  protected final void stopAlarm() throws Exception {
    alarms.stop();
  }

  @Override
  public void finish() throws Exception {
    ending = true;
    alarms.end();
    forEveryKey(
        ALARM,
        () -> {
          while (alarms.isSet()) {
            stopAlarm();
            alarmed();
          }
        });
    super.finish();
  }
}
