package io.idealstream.stream.keyed;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * At start all topics are read at once: what is missing may be on its way. Of keys that wait so
 * early it is said a little later, if they still do. It is no state: after a restore it begins
 * again.
 */
public final class Patience {

  /** For what a topic has, in milliseconds. */
  public static final long OF_TOPICS = 5000;

  private final KeyedOperator<?> operator;
  private final KeyedOperator.Visit tell;
  private final long end;
  private final Set<String> keys = new LinkedHashSet<>();
  private boolean over;

  /**
   * Begins now.
   *
   * @param millis of processing time from the operator's start
   * @param tell is called under each key whose time is over
   */
  public Patience(KeyedOperator<?> operator, long millis, KeyedOperator.Visit tell) {
    this.operator = operator;
    this.tell = tell;
    this.end = operator.now() + millis;
  }

  /** The current key waits: it is told at once, or in a while. */
  @SuppressWarnings("FutureReturnValueIgnored") // Flink fails the task if the timer's work fails
  public void add() throws Exception {
    over |= operator.now() >= end;
    if (over) {
      tell.key();
    } else if (keys.add(operator.key()) && keys.size() == 1) {
      operator.getProcessingTimeService().registerTimer(end, time -> end());
    }
  }

  /** It is over. */
  public void end() throws Exception {
    over = true;
    for (String key : keys) {
      operator.setCurrentKey(key);
      tell.key();
    }
    keys.clear();
  }
}
