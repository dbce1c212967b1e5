package io.idealstream.stream.feedback;

import io.idealstream.stream.Embedded;
import io.idealstream.stream.FeedbackArrival;
import io.idealstream.stream.HeldItem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;

/** One subtask of the join that makes votes, with a wait of ten seconds. */
final class VoteJoin
    extends KeyedTwoInputStreamOperatorTestHarness<String, HeldItem, FeedbackArrival, Embedded> {

  static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
  static final Duration WAIT = Duration.ofSeconds(10);
  static final int KEY_GROUPS = 720;

  VoteJoin(FeedbackSettings settings, int parallelism, int index) throws Exception {
    super(
        new AwaitVotes(settings),
        HeldItem::key,
        FeedbackArrival::key,
        Types.STRING,
        KEY_GROUPS,
        parallelism,
        index);
  }

  static VoteJoin start() throws Exception {
    return start(1000);
  }

  static VoteJoin start(int maxItems) throws Exception {
    VoteJoin join = new VoteJoin(new FeedbackSettings(WAIT, maxItems), 1, 0);
    join.open();
    return join;
  }

  static VoteJoin restored(OperatorSubtaskState state, int maxItems) throws Exception {
    VoteJoin join = new VoteJoin(new FeedbackSettings(WAIT, maxItems), 1, 0);
    join.initializeState(state);
    join.open();
    return join;
  }

  /** As one that is killed: what waits is not worked off. */
  @Override
  public void close() {
    try {
      getOperator().close();
      getEnvironment().close();
    } catch (Exception unexpected) {
      throw new IllegalStateException("a subtask did not end", unexpected);
    }
  }

  static Instant at(double seconds) {
    return START.plusMillis(Math.round(1000 * seconds));
  }

  static HeldItem item(String id, double seconds, float... vector) {
    return new HeldItem("door/" + id, at(seconds), new HeldVector("sha256:one", vector).toBytes());
  }

  static FeedbackArrival feedback(String id, double seconds, String bird) {
    return new FeedbackArrival(
        id, "door", at(seconds), Map.of("bird", List.of(bird)), null, null, 0);
  }

  static FeedbackArrival ownFeedback(String id, double seconds, String bird, float... vector) {
    return new FeedbackArrival(
        id, "door", at(seconds), Map.of("bird", List.of(bird)), "sha256:two", vector, 0);
  }

  VoteJoin take(HeldItem item) throws Exception {
    processElement1(new StreamRecord<>(item));
    return this;
  }

  VoteJoin take(FeedbackArrival feedback) throws Exception {
    processElement2(new StreamRecord<>(feedback));
    return this;
  }

  /** Event time of both inputs. */
  VoteJoin reach(double seconds) throws Exception {
    processBothWatermarks(new Watermark(at(seconds).toEpochMilli()));
    return this;
  }

  VoteJoin itemsReach(double seconds) throws Exception {
    processWatermark1(new Watermark(at(seconds).toEpochMilli()));
    return this;
  }

  VoteJoin feedbackReaches(double seconds) throws Exception {
    processWatermark2(new Watermark(at(seconds).toEpochMilli()));
    return this;
  }

  /** {@code id bird seconds} of every vote. */
  List<String> votes() {
    return extractOutputValues().stream()
        .map(
            vote ->
                "%s %s %s"
                    .formatted(
                        vote.id(),
                        vote.values().get("bird").get(0),
                        Duration.between(START, vote.time()).toMillis() / 1000.0))
        .toList();
  }

  /** Counted, unmatched, repeated and evicted feedback; repeated and evicted items. */
  List<Long> counts() {
    JoinCounters counters = ((AwaitVotes) getOperator()).counters();
    return Stream.of(
            counters.counted(),
            counters.unmatched(),
            counters.repeated(),
            counters.evicted(),
            counters.repeatedItems(),
            counters.evictedItems())
        .map(Counter::getCount)
        .toList();
  }

  /** Keys under which something is held. */
  int held() {
    return numKeyedStateEntries();
  }
}
