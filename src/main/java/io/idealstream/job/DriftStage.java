package io.idealstream.job;

import io.idealstream.estimate.PreparedSpace;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.drift.DriftSettings;
import io.idealstream.stream.drift.FeedSample;
import io.idealstream.stream.drift.FeedSeen;
import io.idealstream.stream.drift.NumberFeeds;
import io.idealstream.stream.drift.SampleFeeds;
import io.idealstream.stream.drift.WatchFeeds;
import io.idealstream.wire.Drift;
import io.idealstream.wire.codec.Topic;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Every feed is watched in every space that applies to it. */
record DriftStage(Plan plan) {

  void watch(DataStream<Embedded> images, DataStream<PreparedSpace> spaces) {
    plan.settings().drift().ifPresent(settings -> watch(images, spaces, settings));
  }

  private void watch(
      DataStream<Embedded> images, DataStream<PreparedSpace> spaces, DriftSettings settings) {
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
    SingleOutputStreamOperator<Drift> drifts =
        samples
            .union(numbers)
            .keyBy(WatchFeeds::key)
            .connect(spaces.broadcast())
            .transform("watch feeds", TypeInformation.of(Drift.class), new WatchFeeds(settings))
            .uid("watch-feeds");
    plan.outlets().addStatuses(drifts.getSideOutput(WatchFeeds.STATUS));
    plan.outlets().finish(Topic.DRIFT, drifts);
  }
}
