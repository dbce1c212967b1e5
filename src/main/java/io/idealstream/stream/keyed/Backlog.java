package io.idealstream.stream.keyed;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Keys that are worked off a few at a time, outside of any record, so that records and barriers
 * pass in between. It is no state: after a restore it is filled again.
 */
public final class Backlog {

  private final KeyedOperator<?> operator;
  private final int atOnce;
  private final KeyedOperator.Visit work;
  private final Set<String> keys = new LinkedHashSet<>();
  private boolean timerSet;

  /**
   * @param atOnce keys worked off at a time
   * @param work is called under each key
   */
  public Backlog(KeyedOperator<?> operator, int atOnce, KeyedOperator.Visit work) {
    this.operator = operator;
    this.atOnce = atOnce;
    this.work = work;
  }

  /** Adds keys; {@link #workSoon} or {@link #work} is to follow. */
  public void add(Collection<String> more) {
    keys.addAll(more);
  }

  /** Adds the current key. */
  public void add() {
    keys.add(operator.key());
  }

  public void workSoon() {
    if (!timerSet && !keys.isEmpty()) {
      timerSet = true;
      setTimer();
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // Flink fails the task if the timer's work fails
  private void setTimer() {
    operator
        .getProcessingTimeService()
        .registerTimer(
            operator.now() + 1,
            time -> {
              timerSet = false;
              work();
            });
  }

  /** Works off a few, and the rest soon. */
  public void work() throws Exception {
    for (int i = 0; i < atOnce && !keys.isEmpty(); i++) {
      operator.setCurrentKey(takeFirst());
      work.key();
    }
    workSoon();
  }

  private String takeFirst() {
    Iterator<String> first = keys.iterator();
    String key = first.next();
    first.remove();
    return key;
  }

  /** Works off all: the input ends. */
  public void finish() throws Exception {
    while (!keys.isEmpty()) {
      work();
    }
  }
}
