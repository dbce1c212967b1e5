package io.idealstream.job;

import io.idealstream.stream.Embedded;
import io.idealstream.wire.Topic;
import io.idealstream.wire.TopicRecord;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;

/** The beginnings of the streams: topics read, and the time that their items are of. */
final class Inlets {
  private final StreamExecutionEnvironment environment;
  private final Sources sources;
  private final JobSettings.Input settings;
  private final Outlets outlets;

  /**
   * @param outlets take the dead letters
   */
  Inlets(
      StreamExecutionEnvironment environment,
      Sources sources,
      JobSettings.Input settings,
      Outlets outlets) {
    this.environment = environment;
    this.sources = sources;
    this.settings = settings;
    this.outlets = outlets;
  }

  /** The messages of a topic. */
  DataStream<TopicRecord> of(Topic topic) {
    return sources.of(environment, topic);
  }

  /** A control stream has no say in event time: it neither holds it back nor moves it. */
  <T> DataStream<T> read(Topic topic, ProcessFunction<TopicRecord, T> reader) {
    String name = "read " + topic.code() + " records";
    SingleOutputStreamOperator<T> records =
        of(topic).process(reader).name(name).uid("decode-" + topic.code());
    outlets.dying(records);
    if (topic == Topic.CAPTIONS) {
      return records;
    }
    return records
        .assignTimestampsAndWatermarks(WatermarkStrategy.forGenerator(context -> new Timeless<>()))
        .uid("timeless-" + topic.code());
  }

  /** An item's own time is known once it is read, and so is how far the stream has come. */
  DataStream<Embedded> timed(DataStream<Embedded> items, String kind) {
    return items
        .assignTimestampsAndWatermarks(
            WatermarkStrategy.<Embedded>forBoundedOutOfOrderness(settings.outOfOrder())
                .withTimestampAssigner((item, before) -> item.time().toEpochMilli())
                .withIdleness(settings.idleAfter()))
        .name("time of " + kind)
        .uid("time-of-" + kind);
  }
}
