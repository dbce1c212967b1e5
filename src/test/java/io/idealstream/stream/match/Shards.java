package io.idealstream.stream.match;

import io.idealstream.stream.Acknowledgement;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.QueryInForce;
import io.idealstream.stream.embed.BatchSettings;
import io.idealstream.stream.inforce.WaitingSettings;
import io.idealstream.wire.Hit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** The subtasks of matching, side by side: a query goes to its own, an item to all. */
final class Shards implements AutoCloseable {

  static final BatchSettings BATCHES = new BatchSettings(4, Duration.ofMillis(20), 1);

  /** Room for about 2,000 small vectors in three subtasks. */
  private static final long LOOK_BACK_BYTES = 2_000_000;

  private static final int MAX_PARALLELISM = 720;

  private final List<KeyedTwoInputStreamOperatorTestHarness<String, QueryInForce, Embedded, Hit>>
      tasks = new ArrayList<>();

  /** Subtasks without a past. */
  Shards(Supplier<MatchQueries> operator, int parallelism) throws Exception {
    this(operator, parallelism, null, 0);
  }

  /** Subtasks that go on from a snapshot of others. */
  Shards(
      Supplier<MatchQueries> operator, int parallelism, OperatorSubtaskState snapshot, int before)
      throws Exception {
    for (int subtask = 0; subtask < parallelism; subtask++) {
      var task =
          new KeyedTwoInputStreamOperatorTestHarness<>(
              operator.get(),
              QueryInForce::id,
              null,
              Types.STRING,
              MAX_PARALLELISM,
              parallelism,
              subtask);
      tasks.add(task);
      if (snapshot != null) {
        task.initializeState(
            AbstractStreamOperatorTestHarness.repartitionOperatorState(
                snapshot, MAX_PARALLELISM, before, parallelism, subtask));
      }
      task.open();
    }
  }

  static MatchSettings settings(WaitingSettings waiting) {
    return new MatchSettings(waiting, BATCHES, LOOK_BACK_BYTES);
  }

  void change(QueryInForce change) throws Exception {
    tasks.get(subtask(change.id(), tasks.size())).processElement1(new StreamRecord<>(change));
  }

  /** Where a query lives. */
  static int subtask(String query, int parallelism) {
    return KeyGroupRangeAssignment.assignKeyToParallelOperator(query, MAX_PARALLELISM, parallelism);
  }

  void item(Embedded item) throws Exception {
    for (var task : tasks) {
      task.processElement2(new StreamRecord<>(item));
    }
  }

  /** All items up to a time have come. */
  void time(Instant time) throws Exception {
    for (var task : tasks) {
      task.processWatermark1(new Watermark(time.toEpochMilli()));
      task.processWatermark2(new Watermark(time.toEpochMilli()));
    }
  }

  /** No item has come for a while, and queries never say anything about time. */
  void silence() throws Exception {
    for (var task : tasks) {
      task.processWatermarkStatus1(WatermarkStatus.IDLE);
      task.processWatermarkStatus2(WatermarkStatus.IDLE);
    }
  }

  /** Whether all subtasks have passed a silence on since the last call of {@link #out}. */
  boolean areSilent() {
    return tasks.stream().allMatch(task -> task.getOutput().contains(WatermarkStatus.IDLE));
  }

  /** Lets as long pass as a batch waits for company. */
  void tick() throws Exception {
    for (var task : tasks) {
      task.setProcessingTime(task.getProcessingTime() + BATCHES.age().toMillis());
    }
  }

  /** Ends both inputs. */
  void finish() throws Exception {
    for (var task : tasks) {
      task.getOperator().finish();
    }
  }

  /** What came out since the last call, subtask by subtask, once batches have left. */
  List<Hit> answers() throws Exception {
    tick();
    return out();
  }

  /** What came out since the last call, subtask by subtask. */
  List<Hit> out() {
    List<Hit> answers = new ArrayList<>();
    for (var task : tasks) {
      answers.addAll(task.extractOutputValues());
      task.getOutput().clear();
    }
    return answers;
  }

  /** Watermarks since the last call of {@link #out}, subtask by subtask. */
  List<Long> watermarks() {
    List<Long> marks = new ArrayList<>();
    for (var task : tasks) {
      for (Object out : task.getOutput()) {
        if (out instanceof Watermark mark) {
          marks.add(mark.getTimestamp());
        }
      }
    }
    return marks;
  }

  /** What was acknowledged since the last call, subtask by subtask. */
  List<Acknowledgement> acknowledgements() {
    return side(MatchQueries.ACKNOWLEDGEMENTS);
  }

  /** What came out at the side since the last call, subtask by subtask. */
  <T> List<T> side(OutputTag<T> tag) {
    List<T> values = new ArrayList<>();
    for (var task : tasks) {
      Queue<StreamRecord<T>> said = task.getSideOutput(tag);
      while (said != null && !said.isEmpty()) {
        values.add(said.remove().getValue());
      }
    }
    return values;
  }

  /** What is to be published of that. */
  List<Acknowledgement> published() {
    return acknowledgements().stream().filter(word -> !word.forgotten()).toList();
  }

  OperatorSubtaskState snapshot() throws Exception {
    OperatorSubtaskState[] states = new OperatorSubtaskState[tasks.size()];
    for (int subtask = 0; subtask < states.length; subtask++) {
      tasks.get(subtask).getOperator().prepareSnapshotPreBarrier(1);
      states[subtask] = tasks.get(subtask).snapshot(1, 1);
    }
    return AbstractStreamOperatorTestHarness.repackageState(states);
  }

  @Override
  public void close() {
    for (var task : tasks) {
      try {
        task.close();
      } catch (Exception why) {
        throw new IllegalStateException("a subtask cannot be closed", why);
      }
    }
  }
}
