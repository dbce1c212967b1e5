package io.idealstream.job;

import io.idealstream.estimate.Observation;
import io.idealstream.estimate.PartialSums;
import io.idealstream.estimate.PreparedSpace;
import io.idealstream.estimate.SourceEstimate;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.SpaceNews;
import io.idealstream.stream.output.WriteRecords;
import io.idealstream.stream.space.Accumulate;
import io.idealstream.stream.space.Observe;
import io.idealstream.stream.space.PreAggregate;
import io.idealstream.stream.space.PublishWords;
import io.idealstream.wire.Control;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.codec.Topic;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Words that the job estimates from items, and publishes. */
record EstimateStage(Plan plan) {
  /** How often votes are sent on to the owner of an estimate before it solves the words. */
  private static final int PARTS_PER_INTERVAL = 10;

  /**
   * @param acts on words, or on drift, each with the event time from which on it is in force
   */
  Words words(
      DataStream<Embedded> items, DataStream<PreparedSpace> spaces, DataStream<Control> acts) {
    return publish(spaces, estimate(items, spaces, acts));
  }

  private static DataStream<SpaceNews> news(
      DataStream<PreparedSpace> spaces, DataStream<Control> acts) {
    TypeInformation<SpaceNews> type = TypeInformation.of(SpaceNews.class);
    return spaces
        .map(SpaceNews::of, type)
        .uid("news-of-spaces")
        .union(acts.map(SpaceNews::of, type).uid("news-of-acts").setParallelism(Few.SUBTASKS));
  }

  private DataStream<SourceEstimate> estimate(
      DataStream<Embedded> items, DataStream<PreparedSpace> spaces, DataStream<Control> acts) {
    JobSettings settings = plan.settings();
    DataStream<Observation> observations =
        plan.outlets()
            .forgetting(
                items
                    .connect(spaces.broadcast())
                    .transform(
                        "observe",
                        TypeInformation.of(Observation.class),
                        new Observe(plan.waiting(plan.existing().spaces())))
                    .uid("observe"));
    SingleOutputStreamOperator<SourceEstimate> estimates =
        plan.interception()
            .before("accumulate", observations)
            .transform(
                "pre-aggregate",
                TypeInformation.of(PartialSums.class),
                new PreAggregate(
                    settings.wordsInterval().dividedBy(PARTS_PER_INTERVAL),
                    settings.input().maxClockSkew(),
                    settings.history().grid()))
            .uid("pre-aggregate")
            .keyBy(Accumulate::key)
            .connect(news(spaces, acts).broadcast())
            .transform(
                "accumulate",
                TypeInformation.of(SourceEstimate.class),
                new Accumulate(
                    settings.wordsInterval(),
                    settings.spaces().maxCells(),
                    settings.spaces().maxFeeds(),
                    settings.history()))
            .uid("accumulate");
    plan.outlets().addStatuses(estimates.getSideOutput(Accumulate.STATUS));
    return estimates;
  }

  private Words publish(DataStream<PreparedSpace> spaces, DataStream<SourceEstimate> estimates) {
    SingleOutputStreamOperator<Outgoing> words =
        spaces
            .keyBy(PreparedSpace::space)
            .connect(estimates.keyBy(SourceEstimate::space))
            .transform(
                "publish words",
                TypeInformation.of(Outgoing.class),
                new PublishWords(
                    plan.settings().output().encoding(Topic.WORDS),
                    plan.settings().history().grid(),
                    plan.settings().spaces().maxFeeds(),
                    plan.settings().output().transactionalId(),
                    plan.existing().floors().words()))
            .uid("publish-words");
    plan.outlets().finish(Topic.WORDS, words, WriteRecords.messages());
    plan.outlets().addQualities(words.getSideOutput(PublishWords.SCORES));
    return new Words(
        words.getSideOutput(PublishWords.IN_FORCE), words.getSideOutput(PublishWords.NAMED));
  }
}
