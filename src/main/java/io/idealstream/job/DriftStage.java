package io.idealstream.job;

import io.idealstream.drift.Watched;
import io.idealstream.estimate.PreparedSpace;
import io.idealstream.stream.AnsweredItem;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.drift.AnswersOfFeeds;
import io.idealstream.stream.drift.DriftSettings;
import io.idealstream.stream.drift.FeedAnswer;
import io.idealstream.stream.drift.FeedSample;
import io.idealstream.stream.drift.FeedSeen;
import io.idealstream.stream.drift.NumberFeeds;
import io.idealstream.stream.drift.SampleFeeds;
import io.idealstream.stream.drift.WatchAnswers;
import io.idealstream.stream.drift.WatchChange;
import io.idealstream.stream.drift.WatchFeeds;
import io.idealstream.wire.Control;
import io.idealstream.wire.Drift;
import io.idealstream.wire.Erasure;
import io.idealstream.wire.codec.Topic;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Every feed is watched in every space that applies to it. */
record DriftStage(Plan plan) {

  /**
   * What the watch of items has for others.
   *
   * @param acts on words that drifts ask for
   * @param numbers of the feeds
   * @param changes of what is watched
   */
  record Feeds(
      DataStream<Control> acts, DataStream<FeedSample> numbers, DataStream<WatchChange> changes) {}

  /**
   * Watches what items show, and what became of them; empty where nothing is watched.
   *
   * @param erasures of items that are to be forgotten
   */
  Optional<Feeds> watch(
      EmbedStage.Images images,
      DataStream<PreparedSpace> spaces,
      DataStream<Control> acts,
      DataStream<Erasure> erasures) {
    return plan.settings()
        .drift()
        .map(
            settings ->
                watch(
                    images.images().union(plan.inlets().timeless(images.lost(), "lost")),
                    spaces,
                    changes(spaces.map(WatchChange::of), "spaces")
                        .union(
                            changes(acts.map(WatchChange::of), "acts").setParallelism(Few.SUBTASKS),
                            changes(erasures.map(WatchChange::of), "erasures")
                                .setParallelism(Few.SUBTASKS)),
                    settings));
  }

  private Feeds watch(
      DataStream<Embedded> images,
      DataStream<PreparedSpace> spaces,
      DataStream<WatchChange> changes,
      DriftSettings settings) {
    SingleOutputStreamOperator<FeedSample> samples =
        plan.outlets()
            .forgetting(
                plan.interception()
                    .before("sample-feeds", images)
                    .connect(spaces.broadcast())
                    .transform(
                        "sample feeds",
                        TypeInformation.of(FeedSample.class),
                        new SampleFeeds(plan.waiting(plan.existing().spaces()), settings))
                    .uid("sample-feeds"));
    DataStream<FeedSample> numbers =
        samples
            .getSideOutput(SampleFeeds.SEEN)
            .keyBy(FeedSeen::space)
            .transform(
                "number feeds", TypeInformation.of(FeedSample.class), new NumberFeeds(settings))
            .uid("number-feeds")
            .setParallelism(Few.SUBTASKS);
    SingleOutputStreamOperator<Drift> drifts =
        plan.outlets()
            .forgetting(
                samples
                    .union(numbers)
                    .keyBy(WatchFeeds::key)
                    .connect(changes.broadcast())
                    .transform(
                        "watch feeds", TypeInformation.of(Drift.class), new WatchFeeds(settings))
                    .uid("watch-feeds"));
    plan.outlets().addStatuses(drifts.getSideOutput(WatchFeeds.STATUS));
    plan.outlets().addDrifts(drifts, drifts.getSideOutput(WatchFeeds.SCORES));
    return new Feeds(drifts.getSideOutput(WatchFeeds.CONTROLS), numbers, changes);
  }

  /** Watches how often labels are right, where that is asked for. */
  void watchLabels(DataStream<AnsweredItem> answers, Feeds feeds) {
    plan.settings()
        .drift()
        .filter(settings -> settings.watched().contains(Watched.QUALITY))
        .ifPresent(settings -> watchLabels(answers, feeds, settings));
  }

  private void watchLabels(DataStream<AnsweredItem> answers, Feeds feeds, DriftSettings settings) {
    // feedback may come while images are silent: their time is not that of answers
    DataStream<FeedAnswer> numbers =
        plan.inlets()
            .timeless(
                feeds
                    .numbers()
                    .map(FeedAnswer::of)
                    .returns(TypeInformation.of(FeedAnswer.class))
                    .uid("answer-numbers")
                    .setParallelism(Few.SUBTASKS),
                "answer-numbers")
            .setParallelism(Few.SUBTASKS);
    SingleOutputStreamOperator<Drift> drifts =
        plan.outlets()
            .forgetting(
                answers
                    .flatMap(new AnswersOfFeeds())
                    .uid("answers-of-feeds")
                    .union(numbers)
                    .keyBy(FeedAnswer::key)
                    .connect(feeds.changes().broadcast())
                    .transform(
                        "watch answers",
                        TypeInformation.of(Drift.class),
                        new WatchAnswers(settings))
                    .uid("watch-answers"));
    plan.outlets().addStatuses(drifts.getSideOutput(WatchAnswers.STATUS));
    plan.outlets().addDrifts(drifts, drifts.getSideOutput(WatchAnswers.SCORES));
    if (plan.settings().actsOnWords() && plan.existing().pinned().isEmpty()) {
      // labels are made of words, so that what is asked of these comes round by the topic of acts
      plan.outlets().finish(Topic.CONTROLS, drifts.getSideOutput(WatchAnswers.CONTROLS));
    }
  }

  private static SingleOutputStreamOperator<WatchChange> changes(
      SingleOutputStreamOperator<WatchChange> stream, String kind) {
    return stream.returns(TypeInformation.of(WatchChange.class)).uid("watch-" + kind);
  }
}
