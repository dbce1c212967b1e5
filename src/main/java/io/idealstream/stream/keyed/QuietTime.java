package io.idealstream.stream.keyed;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keys that something concerned, each called once nothing has for a while, so that many changes of
 * one moment are answered once. It is no state: after a restore it is filled again, and so at the
 * end of the input none is called.
 */
public final class QuietTime {

  /** Processing time behind the last change. */
  static final long MILLIS = 1000;

  /** Processing time behind the first change, however many follow. */
  static final long MAX_MILLIS = 10_000;

  /**
   * When a key is called.
   *
   * @param latest however often it is put off
   */
  private record Due(long time, long latest) {

    private static Due first(long now) {
      return new Due(now + MILLIS, now + MAX_MILLIS);
    }

    private Due putOff(long now) {
      return new Due(Math.min(now + MILLIS, latest), latest);
    }
  }

  private final KeyedOperator<?> operator;
  private final KeyedOperator.Visit work;
  private final Map<String, Due> keys = new LinkedHashMap<>();
  private boolean timerSet;

  /**
   * @param work is called under each key
   */
  public QuietTime(KeyedOperator<?> operator, KeyedOperator.Visit work) {
    this.operator = operator;
    this.work = work;
  }

  /** Something concerns a key. */
  public void add(String key) {
    long now = operator.now();
    keys.compute(key, (same, due) -> due == null ? Due.first(now) : due.putOff(now));
    setTimer();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // Flink fails the task if the timer's work fails
  private void setTimer() {
    if (!timerSet && !keys.isEmpty()) {
      timerSet = true;
      long next = keys.values().stream().mapToLong(Due::time).min().getAsLong();
      operator
          .getProcessingTimeService()
          .registerTimer(
              next,
              time -> {
                timerSet = false;
                call();
                setTimer();
              });
    }
  }

  private void call() throws Exception {
    long now = operator.now();
    List<String> due = new ArrayList<>();
    keys.forEach(
        (key, when) -> {
          if (when.time() <= now) {
            due.add(key);
          }
        });
    for (String key : due) {
      keys.remove(key);
      operator.setCurrentKey(key);
      work.key();
    }
  }
}
