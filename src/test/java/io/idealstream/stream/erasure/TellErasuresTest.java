package io.idealstream.stream.erasure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.stream.Forgotten;
import io.idealstream.wire.Erasure;
import io.idealstream.wire.Status;
import io.idealstream.wire.Trace;
import java.time.Instant;
import java.util.List;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class TellErasuresTest {

  private final TwoInputStreamOperatorTestHarness<Erasure, Forgotten, Status> task;

  TellErasuresTest() throws Exception {
    task = new TwoInputStreamOperatorTestHarness<>(new TellErasures());
    task.open();
  }

  private void asked(String request, String feed, String id) throws Exception {
    Instant noon = Instant.parse("2026-03-01T12:00:00Z");
    task.processElement1(new StreamRecord<>(new Erasure(request, feed, id, "anna", null, noon)));
  }

  private void held(String item, Trace trace, long number) throws Exception {
    task.processElement2(new StreamRecord<>(new Forgotten(item, trace, number)));
  }

  private List<String> told() {
    List<String> told =
        task.extractOutputValues().stream()
            .map(said -> "%s %s: %s".formatted(said.id(), said.state(), said.detail()))
            .toList();
    task.getOutput().clear();
    return told;
  }

  /** Each subtask of matching looks back at the same items; windows are of one alone. */
  @Test
  void beforeACheckpointItIsToldWhatAllSubtasksHeld() throws Exception {
    held("cam%2F1/a", Trace.LOOK_BACK, 1);
    asked("r-1", "cam/1", "a");
    held("cam%2F1/a", Trace.OPEN_WINDOWS, 2);
    held("cam%2F1/a", Trace.LOOK_BACK, 1);
    held("cam%2F1/a", Trace.OPEN_WINDOWS, 1);
    asked("r-2", "cam/1", "b");
    asked("r-3", "cam/1", "a");
    assertEquals(List.of(), told());
    task.getOperator().prepareSnapshotPreBarrier(1);
    assertEquals(
        List.of(
            "r-1 DONE: look-back 1, open-windows 3",
            "r-3 DONE: look-back 1, open-windows 3",
            "r-2 DONE: nothing of it was there"),
        told());
    task.getOperator().prepareSnapshotPreBarrier(2);
    assertEquals(List.of(), told());
    asked("r-4", "cam/1", "a");
    task.getOperator().finish();
    assertEquals(List.of("r-4 DONE: nothing of it was there"), told());
  }
}
