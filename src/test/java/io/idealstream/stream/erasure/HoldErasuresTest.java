package io.idealstream.stream.erasure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.stream.ErasureArrival;
import io.idealstream.wire.Erasure;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import java.time.Instant;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class HoldErasuresTest {

  private static final Erasure FIRST = erasure("r-1", "a");
  private static final Erasure SECOND = erasure("r-2", "b");

  private static Erasure erasure(String request, String id) {
    return new Erasure(request, "door", id, "anna", null, Instant.parse("2026-03-01T12:00:00Z"));
  }

  private static OneInputStreamOperatorTestHarness<ErasureArrival, Erasure> task(
      OperatorSubtaskState state) throws Exception {
    var task = new OneInputStreamOperatorTestHarness<>(new HoldErasures(), 720, 1, 0);
    if (state != null) {
      task.initializeState(state);
    }
    task.open();
    return task;
  }

  private static void take(
      OneInputStreamOperatorTestHarness<ErasureArrival, Erasure> task, Erasure erasure)
      throws Exception {
    task.processElement(new StreamRecord<>(new ErasureArrival(erasure.request(), erasure, null)));
  }

  @Test
  void anErasureIsHandedOnOnceACheckpointThatBeganAfterItIsComplete() throws Exception {
    try (var task = task(null)) {
      take(task, FIRST);
      task.setProcessingTime(1000);
      task.notifyOfCompletedCheckpoint(1);
      assertEquals(List.of(), task.extractOutputValues(), "that one began before it");
      task.snapshot(2, 2000);
      take(task, SECOND);
      assertEquals(List.of(), task.extractOutputValues());
      task.snapshot(3, 3000);
      task.notifyOfCompletedCheckpoint(2);
      assertEquals(List.of(FIRST), task.extractOutputValues());
      task.snapshot(4, 4000);
      task.notifyOfCompletedCheckpoint(4);
      assertEquals(List.of(FIRST, SECOND), task.extractOutputValues(), "the third was given up");
      task.notifyOfCompletedCheckpoint(5);
      assertEquals(2, task.extractOutputValues().size());
    }
  }

  @Test
  void whatWasHeldAtACheckpointIsHandedOnAfterARestartAndWhatWasHandedOnIsNot() throws Exception {
    OperatorSubtaskState state;
    try (var task = task(null)) {
      take(task, FIRST);
      task.snapshot(1, 1000);
      task.notifyOfCompletedCheckpoint(1);
      take(task, SECOND);
      state = task.snapshot(2, 2000);
    }
    try (var task = task(state)) {
      task.setProcessingTime(1);
      assertEquals(List.of(SECOND), task.extractOutputValues());
      state = task.snapshot(3, 3000);
    }
    try (var task = task(state)) {
      task.setProcessingTime(1);
      assertEquals(List.of(), task.extractOutputValues());
    }
  }

  @Test
  void atTheEndOfTheInputNothingIsHeldBack() throws Exception {
    try (var task = task(null)) {
      take(task, FIRST);
      task.snapshot(1, 1000);
      take(task, SECOND);
      task.getOperator().finish();
      assertEquals(List.of(FIRST, SECOND), task.extractOutputValues());
    }
  }

  @Test
  void aRequestThatCannotBeUsedIsAnsweredAtOnce() throws Exception {
    try (var task = task(null)) {
      task.processElement(
          new StreamRecord<>(new ErasureArrival("r-3", null, "r-3: field id is empty")));
      assertEquals(
          new Status(StatusKind.ERASURE, "r-3", 0, StatusState.REJECTED, "r-3: field id is empty"),
          task.getSideOutput(HoldErasures.STATUS).remove().getValue());
      task.snapshot(1, 1000);
      task.notifyOfCompletedCheckpoint(1);
      assertEquals(List.of(), task.extractOutputValues());
    }
  }
}
