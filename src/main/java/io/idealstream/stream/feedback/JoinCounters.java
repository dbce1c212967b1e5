package io.idealstream.stream.feedback;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * What became of the records of a join.
 *
 * @param counted feedback that met its item, or needed none
 * @param unmatched feedback whose item did not come within the wait
 * @param repeated feedback about an item that there was feedback about
 * @param evicted feedback that had to go before its wait was over
 * @param repeatedItems items that had come before
 * @param evictedItems items that had to go before their wait was over
 */
record JoinCounters(
    Counter counted,
    Counter unmatched,
    Counter repeated,
    Counter evicted,
    Counter repeatedItems,
    Counter evictedItems) {

  static JoinCounters in(MetricGroup metrics) {
    MetricGroup feedback = metrics.addGroup("feedback");
    MetricGroup items = metrics.addGroup("items");
    return new JoinCounters(
        feedback.counter("counted"),
        feedback.counter("unmatched"),
        feedback.counter("repeated"),
        feedback.counter("evicted"),
        items.counter("repeated"),
        items.counter("evicted"));
  }
}
