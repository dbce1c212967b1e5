package io.idealstream.job;

import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.codec.Topic;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.function.SerializableFunction;

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

  /** Of every operator that has no number of its own. */
  int subtasks() {
    return environment.getParallelism();
  }

  /** The messages of a topic. */
  private SingleOutputStreamOperator<TopicRecord> of(Topic<?> topic) {
    return Few.of(topic, sources.of(environment, topic));
  }

  /**
   * Records of a topic. A control stream neither holds event time back nor moves it; items have
   * times of their own: see {@link #timed}.
   */
  <T> SingleOutputStreamOperator<T> read(Topic<?> topic, ProcessFunction<TopicRecord, T> reader) {
    String name = "read " + topic.code() + " records";
    SingleOutputStreamOperator<T> records =
        Few.of(topic, of(topic).process(reader).name(name).uid("decode-" + topic.code()));
    outlets.dying(records);
    return topic.isControl() ? Few.of(topic, timeless(records, topic.code())) : records;
  }

  /** Records that are known beforehand, in place of a topic's; they have no say in event time. */
  <T> DataStream<T> given(List<T> records, TypeInformation<T> type, String kind) {
    return timeless(
        environment.fromData(records, type).name("given " + kind).uid("given-" + kind), kind);
  }

  /** The stream without a say in event time. */
  <T> SingleOutputStreamOperator<T> timeless(DataStream<T> records, String kind) {
    return records
        .assignTimestampsAndWatermarks(WatermarkStrategy.forGenerator(context -> new Timeless<>()))
        .uid("timeless-" + kind);
  }

  /**
   * An item's own time is known once it is read, and so is how far its partition has come.
   *
   * @param partition that the item came by
   */
  <T> DataStream<T> timed(
      DataStream<T> items,
      String kind,
      SerializableFunction<T, Instant> time,
      SerializableFunction<T, Integer> partition) {
    TimeItems.Pace pace =
        new TimeItems.Pace(settings.outOfOrder(), settings.maxClockSkew(), settings.idleAfter());
    return items
        .transform("time of " + kind, items.getType(), new TimeItems<>(time, partition, pace))
        .uid("time-of-" + kind);
  }
}
