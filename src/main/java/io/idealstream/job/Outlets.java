package io.idealstream.job;

import io.idealstream.policy.Condition;
import io.idealstream.stream.Acknowledgement;
import io.idealstream.stream.DeadLetters;
import io.idealstream.stream.Forgotten;
import io.idealstream.stream.decide.DateRecords;
import io.idealstream.stream.inforce.Acknowledge;
import io.idealstream.stream.output.WriteRecords;
import io.idealstream.wire.Drift;
import io.idealstream.wire.DriftScore;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Quality;
import io.idealstream.wire.Status;
import io.idealstream.wire.codec.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.function.SerializableSupplier;

/**
 * The ends of the streams. Dead letters, statuses, acknowledgements, points of quality and drifts
 * come from many operators and are gathered until {@link #end}.
 */
final class Outlets {
  private final Sinks sinks;
  private final JobSettings.Output settings;
  private final String prefix;
  private final List<DataStream<Outgoing>> deadLetters = new ArrayList<>();
  private final List<DataStream<Status>> statuses = new ArrayList<>();
  private final List<DataStream<Acknowledgement>> acknowledgements = new ArrayList<>();
  private final List<DataStream<Drift>> drifts = new ArrayList<>();
  private final List<DataStream<DriftScore>> driftScores = new ArrayList<>();
  private final List<DataStream<Quality>> qualities = new ArrayList<>();
  private final List<DataStream<Forgotten>> forgotten = new ArrayList<>();

  /**
   * @param prefix of the topics that are written
   */
  Outlets(Sinks sinks, JobSettings.Output settings, String prefix) {
    this.sinks = sinks;
    this.settings = settings;
    this.prefix = prefix;
  }

  void addStatuses(DataStream<Status> stream) {
    statuses.add(stream);
  }

  void addAcknowledgements(DataStream<Acknowledgement> stream) {
    acknowledgements.add(stream);
  }

  void addDrifts(DataStream<Drift> stream, DataStream<DriftScore> scores) {
    drifts.add(stream);
    driftScores.add(scores);
  }

  void addQualities(DataStream<Quality> stream) {
    qualities.add(stream);
  }

  /** Takes what an operator held of items that are forgotten. */
  <T> SingleOutputStreamOperator<T> forgetting(SingleOutputStreamOperator<T> operator) {
    forgotten.add(operator.getSideOutput(Forgotten.TAG));
    return operator;
  }

  /** What all operators held of items that are forgotten. */
  DataStream<Forgotten> forgotten() {
    return union(forgotten);
  }

  /** Takes the dead letters of an operator. */
  <T> SingleOutputStreamOperator<T> dying(SingleOutputStreamOperator<T> operator) {
    deadLetters.add(operator.getSideOutput(DeadLetters.TAG));
    return operator;
  }

  /** Writes records to their topic, but what its sink cannot take to the dead letters. */
  <T> void finish(Topic<T> topic, DataStream<T> records) {
    finish(topic, records, WriteRecords.records(topic, settings.encoding(topic)));
  }

  /** The same where there is more to do than to write. */
  <T> void finish(
      Topic<?> topic, DataStream<T> records, SerializableSupplier<Function<T, Outgoing>> form) {
    SingleOutputStreamOperator<Outgoing> messages =
        Few.of(
            topic,
            records
                .process(
                    new WriteRecords<>(
                        form, topic.under(prefix), settings.maxBytes(), settings.deadLetters()))
                .name("form " + topic.code())
                .uid("form-" + topic.code()));
    sinks.attach(dying(messages), topic);
  }

  /**
   * What policies are told of drifts and quality. None of these may be added after it.
   *
   * @param lead until it is known
   */
  DataStream<Condition> conditions(Duration lead) {
    SingleOutputStreamOperator<Quality> quality =
        dated(union(qualities), DateRecords.quality(lead), "quality");
    DataStream<Condition> conditions = quality.getSideOutput(DateRecords.CONDITIONS);
    qualities.clear();
    qualities.add(quality);
    if (!drifts.isEmpty()) {
      SingleOutputStreamOperator<Drift> drift =
          dated(union(drifts), DateRecords.drift(lead), "drift");
      conditions = conditions.union(drift.getSideOutput(DateRecords.CONDITIONS));
      drifts.clear();
      drifts.add(drift);
    }
    return conditions;
  }

  private static <T> SingleOutputStreamOperator<T> dated(
      DataStream<T> records, DateRecords<T> dating, String kind) {
    return records
        .process(dating)
        .returns(records.getType())
        .name("date " + kind)
        .uid("date-" + kind)
        .setParallelism(Few.SUBTASKS);
  }

  /** Writes what was gathered. Nothing may be added after it. */
  void end() {
    acknowledge();
    finish(Topic.QUALITY, union(qualities));
    if (!drifts.isEmpty()) {
      finish(Topic.DRIFT, union(drifts));
      finish(Topic.DRIFT_SCORES, union(driftScores));
    }
    finish(Topic.STATUS, union(statuses), WriteRecords.statuses(settings.encoding(Topic.STATUS)));
    sinks.attach(union(deadLetters), Topic.DEAD_LETTERS);
  }

  private void acknowledge() {
    statuses.add(
        union(acknowledgements)
            .keyBy(Acknowledge.KEY)
            .process(new Acknowledge())
            .name("acknowledge")
            .uid("acknowledge")
            .setParallelism(Few.SUBTASKS));
  }

  private static <T> DataStream<T> union(List<DataStream<T>> streams) {
    return streams.stream().reduce((a, b) -> a.union(b)).orElseThrow();
  }
}
