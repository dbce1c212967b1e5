package io.idealstream.stream.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.estimate.PreparedSpace;
import io.idealstream.stream.AnsweredItem;
import io.idealstream.wire.Drift;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;

/** Drift of labels as Flink runs it: any number of subtasks, failures, the end of its input. */
class LabelDriftFlowIT {

  private static final List<AnsweredItem> DRIFTING = LabelWorld.feed("cam-1", true, 5);
  private static final List<AnsweredItem> CALM = LabelWorld.feed("cam-2", false, 6);

  private static final Comparator<Drift> ORDER =
      Comparator.comparing(Drift::feed)
          .thenComparing(Drift::detected)
          .thenComparing(Drift::state)
          .thenComparing(Drift::explanation);

  @Test
  void whatIsFoundDependsNeitherOnSubtasksNorOnFailures() throws Exception {
    List<AnsweredItem> items = new ArrayList<>();
    items.addAll(DRIFTING);
    items.addAll(CALM);
    List<Drift> expected = new ArrayList<>(LabelWorld.expected("cam-1", DRIFTING, 1));
    assertEquals(LabelWorld.GROUP, expected.get(0).value());
    assertEquals(List.of(), LabelWorld.expected("cam-2", CALM, 2));
    expected.addAll(LabelWorld.expected("*", items, 0));
    expected.sort(ORDER);

    items.sort(Comparator.comparing(AnsweredItem::known));
    assertEquals(expected, found(items, 1, false));
    assertEquals(expected, found(items, 3, false));
    assertEquals(expected, found(items, 2, true));
  }

  private static List<Drift> found(List<AnsweredItem> items, int parallelism, boolean failing)
      throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
    environment.enableCheckpointing(100);
    Failing.FAILURES.set(failing ? 1 : 0);
    DataStream<WatchChange> spaces =
        environment
            .fromData(List.of(DriftWorld.SPACE), TypeInformation.of(PreparedSpace.class))
            .map(WatchChange::of)
            .returns(TypeInformation.of(WatchChange.class));
    SingleOutputStreamOperator<FeedAnswer> numbers =
        environment
            .fromData(
                List.of(
                    FeedSample.numbered("birds", "cam-1", 1, 0),
                    FeedSample.numbered("birds", "cam-2", 2, 0),
                    FeedSample.numbered("birds", "*", 0, 0)),
                TypeInformation.of(FeedSample.class))
            .map(FeedAnswer::of)
            .returns(TypeInformation.of(FeedAnswer.class));
    SingleOutputStreamOperator<Drift> drifts =
        environment
            .fromData(items, TypeInformation.of(AnsweredItem.class))
            .assignTimestampsAndWatermarks(
                WatermarkStrategy.<AnsweredItem>forMonotonousTimestamps()
                    .withTimestampAssigner((item, before) -> item.known().toEpochMilli()))
            .map(new Failing())
            .returns(TypeInformation.of(AnsweredItem.class))
            .rebalance()
            .flatMap(new AnswersOfFeeds())
            .union(numbers)
            .keyBy(FeedAnswer::key)
            .connect(spaces.broadcast())
            .transform(
                "watch answers",
                TypeInformation.of(Drift.class),
                new WatchAnswers(DriftWorld.SETTINGS));
    List<Drift> all = new ArrayList<>();
    try (CloseableIterator<Drift> found = drifts.collectAsync()) {
      environment.execute();
      found.forEachRemaining(all::add);
    }
    all.sort(ORDER);
    assertEquals(0, Failing.FAILURES.get(), "it failed as often as it should");
    return all;
  }

  /** Fails once, after a checkpoint, in the middle of the drift's beginning. */
  private static final class Failing
      implements MapFunction<AnsweredItem, AnsweredItem>, CheckpointListener {
    private static final long serialVersionUID = 1L;
    static final AtomicInteger FAILURES = new AtomicInteger();

    private int seen;
    private boolean kept;

    @Override
    public AnsweredItem map(AnsweredItem item) throws Exception {
      boolean awaited = FAILURES.get() > 0 && !kept;
      if (awaited || ++seen % 25 == 0) {
        Thread.sleep(1); // so that checkpoints fall between
      }
      boolean due = item.known().isAfter(DriftWorld.BEGIN.plusSeconds(LabelWorld.CHANGE)) && kept;
      if (due && FAILURES.get() > 0) {
        FAILURES.decrementAndGet();
        throw new IllegalStateException("asked to fail");
      }
      return item;
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) {
      kept = true;
    }
  }
}
