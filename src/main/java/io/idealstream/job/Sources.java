package io.idealstream.job;

import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.codec.Topic;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Where the messages of a topic come from. */
@FunctionalInterface
public interface Sources {
  /** A stream of a topic's messages, with a fixed uid. */
  SingleOutputStreamOperator<TopicRecord> of(
      StreamExecutionEnvironment environment, Topic<?> topic);
}
