package io.idealstream.stream.drift;

import io.idealstream.drift.DriftMemory;
import io.idealstream.drift.IntervalJudgements;
import io.idealstream.drift.JudgedWatch;
import io.idealstream.wire.Keys;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.MetricGroup;

/** The watches of how often feeds' labels are right. */
final class LabelWatches extends FeedWatches<IntervalJudgements, JudgedWatch> {

  LabelWatches(
      DriftSettings settings,
      RuntimeContext context,
      MetricGroup metrics,
      DriftActs acts,
      DriftTeller teller,
      Consumer<Status> statuses) {
    super(settings, context, metrics, acts, teller, statuses);
  }

  @Override
  JudgedWatch resume(FeedState feed, WatchedSpace space, DriftMemory from) throws Exception {
    return JudgedWatch.of(settings().termsOfLabels(Shares.of(feed.number())), from);
  }

  @Override
  Came came(IntervalJudgements items, WatchedSpace space, JudgedWatch watch) {
    return new Came(items.arrived(), items.leftOut(), Map.of(), items.accuracy());
  }

  @Override
  Gathering gathering(long items, Duration time) {
    return new Gathering(items, time, settings().answers(), settings().atLeast(), "answer");
  }

  @Override
  boolean holds(byte[] first, String name) {
    return JudgedWatch.holds(first, name);
  }

  @Override
  Status status(String key, FeedState feed, StatusState now, String detail) {
    String labels = "how often labels are right: " + detail;
    return new Status(StatusKind.DRIFT, Keys.quality(key), feed.reference(), now, labels);
  }
}
