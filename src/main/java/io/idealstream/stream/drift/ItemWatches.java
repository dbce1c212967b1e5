package io.idealstream.stream.drift;

import io.idealstream.drift.DriftMemory;
import io.idealstream.drift.DriftWatch;
import io.idealstream.drift.IntervalItems;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.MetricGroup;

/** The watches of feeds' items. */
final class ItemWatches extends FeedWatches<IntervalItems, DriftWatch> {

  ItemWatches(
      DriftSettings settings,
      RuntimeContext context,
      MetricGroup metrics,
      DriftActs acts,
      DriftTeller teller,
      Consumer<Status> statuses) {
    super(settings, context, metrics, acts, teller, statuses);
  }

  @Override
  DriftWatch resume(FeedState feed, WatchedSpace space, DriftMemory from) throws Exception {
    return DriftWatch.of(space.standpoint(), settings().terms(Shares.of(feed.number())), from);
  }

  @Override
  Came came(IntervalItems items, WatchedSpace space, DriftWatch watch) {
    return new Came(items.arrived(), items.leftOut(), space.named(watch.shares()), null);
  }

  @Override
  Gathering gathering(long items, Duration time) {
    return new Gathering(items, time, settings().items(), settings().atLeast(), "item");
  }

  @Override
  boolean holds(byte[] first, String name) {
    return DriftWatch.holds(first, name);
  }

  @Override
  Status status(String key, FeedState feed, StatusState now, String detail) {
    return new Status(StatusKind.DRIFT, key, feed.reference(), now, detail);
  }
}
