package io.idealstream.job;

import io.idealstream.estimate.PreparedSpace;
import io.idealstream.stream.AnsweredItem;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.FeedbackArrival;
import io.idealstream.stream.HeldItem;
import io.idealstream.stream.embed.ReadFeedback;
import io.idealstream.stream.feedback.AwaitAnswers;
import io.idealstream.stream.feedback.AwaitVotes;
import io.idealstream.stream.feedback.FeedbackSettings;
import io.idealstream.stream.feedback.KeepVectors;
import io.idealstream.stream.feedback.MeasureQuality;
import io.idealstream.wire.Quality;
import io.idealstream.wire.codec.Topic;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;

/** What is said to be true of items: read, turned into votes, and held against labels. */
record FeedbackStage(Plan plan) {

  DataStream<FeedbackArrival> read() {
    return plan.inlets()
        .timed(
            plan.inlets()
                .read(
                    Topic.FEEDBACK,
                    new ReadFeedback(
                        plan.model().texts(), plan.others(), plan.limits(), plan.letters())),
            "feedback",
            FeedbackArrival::time,
            FeedbackArrival::partition);
  }

  /**
   * Votes of feedback; what time it is elsewhere does not hang on feedback.
   *
   * @param forgotten items that are to be forgotten
   */
  DataStream<Embedded> votes(
      DataStream<Embedded> images,
      DataStream<FeedbackArrival> feedback,
      DataStream<HeldItem> forgotten) {
    FeedbackSettings settings = plan.settings().votes();
    DataStream<Embedded> votes =
        plan.outlets()
            .forgetting(
                images
                    .flatMap(new KeepVectors(settings))
                    .uid("keep-vectors")
                    .union(forgotten)
                    .keyBy(HeldItem::key)
                    .connect(feedback.keyBy(FeedbackArrival::key))
                    .transform(
                        "await votes", TypeInformation.of(Embedded.class), new AwaitVotes(settings))
                    .uid("await-votes"));
    return plan.inlets().timeless(votes, "votes");
  }

  /**
   * How often labels are right; gives the labels that feedback is about.
   *
   * @param forgotten items that are to be forgotten
   */
  DataStream<AnsweredItem> measure(
      DataStream<HeldItem> answers,
      DataStream<FeedbackArrival> feedback,
      DataStream<PreparedSpace> spaces,
      DataStream<HeldItem> forgotten) {
    DataStream<AnsweredItem> answered =
        plan.outlets()
            .forgetting(
                answers
                    .union(forgotten)
                    .keyBy(HeldItem::key)
                    .connect(feedback.keyBy(FeedbackArrival::key))
                    .transform(
                        "await answers",
                        TypeInformation.of(AnsweredItem.class),
                        new AwaitAnswers(plan.settings().feedback()))
                    .uid("await-answers"));
    plan.outlets()
        .addQualities(
            answered
                .keyBy(AnsweredItem::space)
                .connect(spaces.keyBy(PreparedSpace::space))
                .transform(
                    "measure quality",
                    TypeInformation.of(Quality.class),
                    new MeasureQuality(plan.settings().wordsInterval()))
                .uid("measure-quality"));
    return answered;
  }
}
