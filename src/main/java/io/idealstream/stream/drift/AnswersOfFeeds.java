package io.idealstream.stream.drift;

import io.idealstream.stream.AnsweredItem;
import io.idealstream.wire.TrialName;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Every judged item is one of its feed, and one of all feeds; those of spaces on trial of none. */
public final class AnswersOfFeeds implements FlatMapFunction<AnsweredItem, FeedAnswer> {

  private static final long serialVersionUID = 1L;

  @Override
  public void flatMap(AnsweredItem item, Collector<FeedAnswer> out) {
    if (!TrialName.isOne(item.space())) {
      out.collect(FeedAnswer.of(item));
      out.collect(FeedAnswer.of(item.ofAllFeeds()));
    }
  }
}
