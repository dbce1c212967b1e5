package io.idealstream.stream.inforce;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.stream.Acknowledgement;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AcknowledgeTest {

  private static final Instant NOON = Items.NOON;

  private KeyedOneInputStreamOperatorTestHarness<String, Acknowledgement, Status> harness;

  @BeforeEach
  void open() throws Exception {
    harness = harness();
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void aChangeIsPublishedOnceEverySubtaskHasSaidSo() throws Exception {
    say(0, 3, active(1));
    say(2, 3, active(1));
    say(2, 3, active(1));
    assertEquals(List.of(), published());
    say(1, 3, active(1));
    assertEquals(List.of(active(1)), published());
    say(1, 3, active(1));
    assertEquals(List.of(), published(), "a repetition is no news");
  }

  @Test
  void everyVersionIsPublishedThoughSubtasksAreAheadOfEachOther() throws Exception {
    say(0, 2, active(1));
    say(0, 2, active(2));
    say(0, 2, gone(2));
    say(0, 2, active(3));
    say(1, 2, active(1));
    assertEquals(List.of(active(1)), published());
    say(1, 2, active(2));
    say(1, 2, gone(2));
    say(1, 2, active(3));
    assertEquals(List.of(active(2), gone(2), active(3)), published());
  }

  @Test
  void whatWasPublishedLastIsNewsAgainOnceSomethingElseIsUnderWay() throws Exception {
    sayAll(2, active(1));
    published();
    say(0, 2, gone(1));
    say(0, 2, active(1));
    say(1, 2, gone(1));
    say(1, 2, active(1));
    assertEquals(List.of(gone(1), active(1)), published());
  }

  @Test
  void whatOneSubtaskSaysLateOfAnOlderVersionIsDroppedWithTheNewer() throws Exception {
    sayAll(2, active(1));
    say(0, 2, active(2));
    say(1, 2, active(1));
    say(1, 2, active(2));
    assertEquals(List.of(active(1), active(2)), published());
    sayAll(2, active(2));
    assertEquals(List.of(), published());
  }

  @Test
  void theSameVersionByAnotherModelIsNewsAndItsRepetitionIsNot() throws Exception {
    Status one = new Status(StatusKind.SPACE, "birds", 1, StatusState.ACTIVE, "by model one");
    Status two = new Status(StatusKind.SPACE, "birds", 1, StatusState.ACTIVE, "by model two");
    sayAll(2, one);
    sayAll(2, two);
    assertEquals(List.of(one, two), published());
    restart();
    sayAll(2, two);
    assertEquals(List.of(), published());
  }

  @Test
  void spacesAndQueriesDoNotMix() throws Exception {
    Status query = new Status(StatusKind.QUERY, "birds", 1, StatusState.ACTIVE, null);
    say(0, 2, active(1));
    say(1, 2, query);
    assertEquals(List.of(), published());
  }

  @Test
  void aRestartKeepsWhatWasSaid() throws Exception {
    say(0, 2, active(1));
    restart();
    say(1, 2, active(1));
    assertEquals(List.of(active(1)), published());
    restart();
    sayAll(2, active(1));
    assertEquals(List.of(), published());
  }

  @Test
  void withOtherSubtasksAllHaveToSaySo() throws Exception {
    say(0, 2, active(1));
    restart();
    for (int subtask = 0; subtask < 3; subtask++) {
      say(subtask, 3, active(1));
      assertEquals(subtask == 2 ? List.of(active(1)) : List.of(), published());
    }
  }

  @Test
  void whatIsInForceExpiresOnceWhenEventTimeHasPassedItsEnd() throws Exception {
    sayAll(2, active(1), NOON);
    published();
    harness.processWatermark(new Watermark(NOON.toEpochMilli() - 1));
    assertEquals(List.of(), published());
    restart();
    harness.processWatermark(new Watermark(NOON.toEpochMilli()));
    assertEquals(List.of(status(1, StatusState.EXPIRED)), published());
    sayAll(2, active(1), NOON);
    harness.processWatermark(new Watermark(NOON.toEpochMilli() + 1));
    assertEquals(List.of(), published(), "said again after a restore");
    sayAll(2, active(2));
    assertEquals(List.of(active(2)), published());
  }

  @Test
  void theEndOfAnEarlierVersionEndsNothing() throws Exception {
    sayAll(1, active(1), NOON);
    sayAll(1, active(2), NOON.plusSeconds(60));
    published();
    harness.processWatermark(new Watermark(NOON.toEpochMilli()));
    assertEquals(List.of(), published());
    harness.processWatermark(new Watermark(NOON.plusSeconds(60).toEpochMilli()));
    assertEquals(List.of(status(2, StatusState.EXPIRED)), published());
  }

  @Test
  void whatWasRemovedIsForgottenOnceEverySubtaskHasForgottenIt() throws Exception {
    sayAll(2, active(1), NOON);
    say(0, 2, gone(1));
    forget(0, 2, 1);
    assertEquals(1, harness.numKeyedStateEntries());
    say(1, 2, gone(1));
    assertEquals(List.of(active(1), gone(1)), published());
    assertEquals(0, harness.numEventTimeTimers(), "nothing ends any more");
    restart();
    forget(1, 2, 1);
    assertEquals(0, harness.numKeyedStateEntries());
    assertEquals(List.of(), published());
  }

  @Test
  void aSubtaskThatIsAheadIsRemembered() throws Exception {
    for (int subtask = 0; subtask < 2; subtask++) {
      for (int version = 1; version < 4; version++) {
        say(subtask, 2, active(version));
        say(subtask, 2, gone(version));
        forget(subtask, 2, version);
      }
    }
    assertEquals(List.of(active(1), gone(1), active(2), gone(2), active(3), gone(3)), published());
    assertEquals(0, harness.numKeyedStateEntries());
  }

  @Test
  void whatIsForgottenWithoutAWordIsSaidNoMoreToEnd() throws Exception {
    sayAll(1, active(1), NOON);
    forget(0, 1, 1);
    assertEquals(List.of(active(1)), published());
    harness.processWatermark(new Watermark(NOON.toEpochMilli()));
    assertEquals(List.of(), published());
    assertEquals(0, harness.numKeyedStateEntries());
  }

  @Test
  void theEndOfTheStreamIsNotThePassingOfTime() throws Exception {
    sayAll(1, active(1), NOON);
    published();
    harness.processWatermark(Watermark.MAX_WATERMARK);
    assertEquals(List.of(), published());
  }

  @Test
  void anyTimeCanBeAnEnd() throws Exception {
    for (Instant end : List.of(Instant.MIN, Instant.MAX, NOON.plusNanos(1))) {
      sayAll(1, active(1), end);
      assertEquals(List.of(active(1)), published());
      harness.processWatermark(new Watermark(NOON.toEpochMilli()));
      boolean past = end.equals(Instant.MIN);
      assertEquals(past ? List.of(status(1, StatusState.EXPIRED)) : List.of(), published());
      harness.close();
      open();
    }
  }

  /** Subtasks say the same changes in the same order, each at its own pace, with restarts. */
  @Test
  void whateverThePaceEveryChangeIsPublishedOnceAndInOrder() throws Exception {
    Random random = new Random(5);
    for (int trial = 0; trial < 20; trial++) {
      harness.close();
      open();
      int subtasks = 1 + random.nextInt(4);
      List<Status> changes = new ArrayList<>();
      for (int version = 1; version <= 6; version++) {
        changes.add(active(version));
        if (random.nextInt(3) == 0) {
          changes.add(gone(version));
        }
      }
      List<Status> published = new ArrayList<>();
      int[] next = new int[subtasks];
      for (int left = subtasks * changes.size(); left > 0; ) {
        int subtask = random.nextInt(subtasks);
        if (next[subtask] < changes.size()) {
          say(subtask, subtasks, changes.get(next[subtask]++));
          left--;
        }
        published.addAll(published());
        if (random.nextInt(10) == 0) {
          restart();
        }
      }
      assertEquals(changes, published);
    }
  }

  private void sayAll(int subtasks, Status status) throws Exception {
    sayAll(subtasks, status, null);
  }

  private void sayAll(int subtasks, Status status, Instant expires) throws Exception {
    for (int subtask = 0; subtask < subtasks; subtask++) {
      harness.processElement(
          new StreamRecord<>(new Acknowledgement(subtask, subtasks, status, expires)));
    }
  }

  private void say(int subtask, int subtasks, Status status) throws Exception {
    harness.processElement(
        new StreamRecord<>(new Acknowledgement(subtask, subtasks, status, null)));
  }

  private void forget(int subtask, int subtasks, long version) throws Exception {
    harness.processElement(
        new StreamRecord<>(new Acknowledgement(subtask, subtasks, gone(version), null, true)));
  }

  private List<Status> published() {
    List<Status> published = List.copyOf(harness.extractOutputValues());
    harness.getOutput().clear();
    return published;
  }

  private void restart() throws Exception {
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();
    harness = harness();
    harness.initializeState(snapshot);
    harness.open();
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, Acknowledgement, Status> harness()
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new Acknowledge()), Acknowledge.KEY, Types.STRING);
  }

  private static Status active(long version) {
    return status(version, StatusState.ACTIVE);
  }

  private static Status gone(long version) {
    return status(version, StatusState.DISABLED);
  }

  private static Status status(long version, StatusState state) {
    return new Status(StatusKind.SPACE, "birds", version, state, null);
  }
}
