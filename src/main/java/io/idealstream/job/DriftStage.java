package io.idealstream.job;

import io.idealstream.estimate.PreparedSpace;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.drift.DriftSettings;
import io.idealstream.stream.drift.FeedSample;
import io.idealstream.stream.drift.FeedSeen;
import io.idealstream.stream.drift.NumberFeeds;
import io.idealstream.stream.drift.SampleFeeds;
import io.idealstream.stream.drift.WatchChange;
import io.idealstream.stream.drift.WatchFeeds;
import io.idealstream.wire.Control;
import io.idealstream.wire.Drift;
import io.idealstream.wire.codec.Topic;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Every feed is watched in every space that applies to it. */
record DriftStage(Plan plan) {

  /** Gives the acts on words that drifts ask for; empty where nothing is watched. */
  Optional<DataStream<Control>> watch(
      DataStream<Embedded> images, DataStream<PreparedSpace> spaces, DataStream<Control> acts) {
    return plan.settings().drift().map(settings -> watch(images, spaces, acts, settings));
  }

  private DataStream<Control> watch(
      DataStream<Embedded> images,
      DataStream<PreparedSpace> spaces,
      DataStream<Control> acts,
      DriftSettings settings) {
    SingleOutputStreamOperator<FeedSample> samples =
        plan.interception()
            .before("sample-feeds", images)
            .connect(spaces.broadcast())
            .transform(
                "sample feeds",
                TypeInformation.of(FeedSample.class),
                new SampleFeeds(plan.waiting(plan.existing().spaces()), settings))
            .uid("sample-feeds");
    DataStream<FeedSample> numbers =
        samples
            .getSideOutput(SampleFeeds.SEEN)
            .keyBy(FeedSeen::space)
            .transform(
                "number feeds", TypeInformation.of(FeedSample.class), new NumberFeeds(settings))
            .uid("number-feeds");
    DataStream<WatchChange> changes =
        changes(spaces.map(WatchChange::of), "spaces")
            .union(changes(acts.map(WatchChange::of), "acts"));
    SingleOutputStreamOperator<Drift> drifts =
        samples
            .union(numbers)
            .keyBy(WatchFeeds::key)
            .connect(changes.broadcast())
            .transform("watch feeds", TypeInformation.of(Drift.class), new WatchFeeds(settings))
            .uid("watch-feeds");
    plan.outlets().addStatuses(drifts.getSideOutput(WatchFeeds.STATUS));
    plan.outlets().finish(Topic.DRIFT, drifts);
    plan.outlets().finish(Topic.DRIFT_SCORES, drifts.getSideOutput(WatchFeeds.SCORES));
    return drifts.getSideOutput(WatchFeeds.CONTROLS);
  }

  private static DataStream<WatchChange> changes(
      SingleOutputStreamOperator<WatchChange> stream, String kind) {
    return stream.returns(TypeInformation.of(WatchChange.class)).uid("watch-" + kind);
  }
}
