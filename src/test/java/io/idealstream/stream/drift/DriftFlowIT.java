package io.idealstream.stream.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.estimate.PreparedSpace;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.inforce.WaitingSettings;
import io.idealstream.wire.Drift;
import io.idealstream.wire.DriftState;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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

/** Drift as Flink runs it: any number of subtasks, failures, the end of its input. */
class DriftFlowIT {

  private static final List<Embedded> DRIFTING = DriftWorld.feed("cam-1", true, 5);
  private static final List<Embedded> CALM = DriftWorld.feed("cam-2", false, 6);
  private static final List<Embedded> THIRD = DriftWorld.feed("cam-3", true, 7);

  private record Found(List<Drift> drifts, List<Status> statuses) {}

  @Test
  void whatIsFoundDependsNeitherOnSubtasksNorOnFailures() throws Exception {
    List<Embedded> items = new ArrayList<>();
    items.addAll(DRIFTING);
    items.addAll(CALM);
    List<Drift> expected = new ArrayList<>(DriftWorld.expected("cam-1", DRIFTING, 1));
    assertEquals(DriftState.STARTED, expected.get(0).state());
    assertEquals("place", expected.get(0).factor());
    assertEquals("lake", expected.get(0).value());
    assertEquals(List.of(), DriftWorld.expected("cam-2", CALM, 2));
    expected.addAll(DriftWorld.expected("*", items, 0));
    expected.sort(ORDER);

    items.addAll(THIRD); // beyond the most
    items.sort(Comparator.comparing(Embedded::time));
    Found whole = found(items, 1, false);
    List<Drift> ofTwo = whole.drifts.stream().filter(drift -> !drift.feed().equals("*")).toList();
    assertEquals(
        expected.stream().filter(drift -> !drift.feed().equals("*")).toList(),
        ofTwo,
        "all feeds together hold the third one too");
    assertTrue(whole.drifts.stream().anyMatch(drift -> drift.feed().equals("*")));
    Set<String> watched = new HashSet<>();
    whole.statuses.stream()
        .filter(status -> status.state() == StatusState.ACTIVE)
        .forEach(status -> watched.add(status.id()));
    assertEquals(Set.of("birds/cam-1", "birds/cam-2", "birds/*"), watched);

    assertEquals(whole.drifts, found(items, 3, false).drifts);
    assertEquals(whole.drifts, found(items, 2, true).drifts);
  }

  private static final Comparator<Drift> ORDER =
      Comparator.comparing(Drift::feed)
          .thenComparing(Drift::detected)
          .thenComparing(Drift::state)
          .thenComparing(Drift::explanation);

  private static Found found(List<Embedded> items, int parallelism, boolean failing)
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
    DataStream<PreparedSpace> spaces =
        environment.fromData(List.of(DriftWorld.SPACE), TypeInformation.of(PreparedSpace.class));
    DataStream<Embedded> timed =
        environment
            .fromData(items, TypeInformation.of(Embedded.class))
            .assignTimestampsAndWatermarks(
                WatermarkStrategy.<Embedded>forMonotonousTimestamps()
                    .withTimestampAssigner((item, before) -> item.time().toEpochMilli()))
            .map(new Failing())
            .returns(TypeInformation.of(Embedded.class))
            .rebalance();
    SingleOutputStreamOperator<FeedSample> samples =
        timed
            .connect(spaces.broadcast())
            .transform(
                "sample feeds",
                TypeInformation.of(FeedSample.class),
                new SampleFeeds(
                    new WaitingSettings(Set.of("birds"), items.size()), DriftWorld.SETTINGS));
    SingleOutputStreamOperator<Drift> drifts =
        samples
            .union(
                samples
                    .getSideOutput(SampleFeeds.SEEN)
                    .keyBy(FeedSeen::space)
                    .transform(
                        "number feeds",
                        TypeInformation.of(FeedSample.class),
                        new NumberFeeds(DriftWorld.SETTINGS)))
            .keyBy(WatchFeeds::key)
            .connect(
                spaces
                    .map(WatchChange::of)
                    .returns(TypeInformation.of(WatchChange.class))
                    .broadcast())
            .transform(
                "watch feeds",
                TypeInformation.of(Drift.class),
                new WatchFeeds(DriftWorld.SETTINGS));
    CloseableIterator<Drift> found = drifts.collectAsync();
    CloseableIterator<Status> said = drifts.getSideOutput(WatchFeeds.STATUS).collectAsync();
    environment.execute();
    List<Drift> all = new ArrayList<>();
    found.forEachRemaining(all::add);
    all.sort(ORDER);
    List<Status> statuses = new ArrayList<>();
    said.forEachRemaining(statuses::add);
    found.close();
    said.close();
    assertEquals(0, Failing.FAILURES.get(), "it failed as often as it should");
    return new Found(all, statuses);
  }

  /** Fails once, after a checkpoint, in the middle of the drift's beginning. */
  private static final class Failing
      implements MapFunction<Embedded, Embedded>, CheckpointListener {
    private static final long serialVersionUID = 1L;
    static final AtomicInteger FAILURES = new AtomicInteger();

    private int seen;
    private boolean kept;

    @Override
    public Embedded map(Embedded item) throws Exception {
      boolean changed = item.time().isAfter(DriftWorld.BEGIN.plusSeconds(DriftWorld.CHANGE));
      boolean failing = changed && FAILURES.get() > 0;
      if (++seen % 50 == 0 || (failing && !kept)) {
        Thread.sleep(1); // so that checkpoints fall between, however busy the machine is
      }
      if (failing && kept) {
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
