package io.idealstream.stream.embed;

import io.idealstream.wire.Reason;
import io.idealstream.wire.Unreadable;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What becomes of vectors of another model: dead letters, or counted and left aside. */
final class OtherModels {

  private final boolean ignored;
  private final Counter counter;

  OtherModels(JobModel.Others others, MetricGroup metrics) {
    ignored = others == JobModel.Others.IGNORE;
    counter = metrics.counter("vectorsOfOtherModels");
  }

  /** Whether a vector that was refused is left aside, and counted. */
  boolean leavesAside(Unreadable why) {
    boolean aside = ignored && why.reason() == Reason.WRONG_MODEL;
    if (aside) {
      counter.inc();
    }
    return aside;
  }
}
