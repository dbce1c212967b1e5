package io.idealstream.stream.keyed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class SpreadingOperatorTest {

  private static final Watermark NOON = new Watermark(12);

  /** Each key rings at noon, and takes longer over it than a turn. */
  private static final class Slow extends SpreadingOperator<String>
      implements TwoInputStreamOperator<String, String, String>,
          Triggerable<String, VoidNamespace> {

    private static final long serialVersionUID = 1L;

    private transient InternalTimerService<VoidNamespace> timers;

    @Override
    public void open() throws Exception {
      super.open();
      timers = getInternalTimerService("timers", VoidNamespaceSerializer.INSTANCE, this);
    }

    @Override
    public void processElement1(StreamRecord<String> element) {
      emit("in " + element.getValue());
      timers.registerEventTimeTimer(VoidNamespace.INSTANCE, NOON.getTimestamp());
    }

    @Override
    public void processElement2(StreamRecord<String> element) {}

    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
      Thread.sleep(15);
      emit("rang");
    }

    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {}
  }

  private static final class Task implements AutoCloseable {
    final KeyedTwoInputStreamOperatorTestHarness<String, String, String, String> harness;

    Task(OperatorSubtaskState state) throws Exception {
      harness =
          new KeyedTwoInputStreamOperatorTestHarness<>(
              new Slow(), key -> key, key -> key, Types.STRING, 720, 1, 0);
      harness.setup();
      if (state != null) {
        harness.initializeState(state);
      }
      harness.open();
      harness.processWatermarkStatus2(WatermarkStatus.IDLE);
    }

    Task take(String... keys) throws Exception {
      for (String key : keys) {
        harness.processElement1(new StreamRecord<>(key));
      }
      return this;
    }

    /** What others that wait for their turn do; false where nobody does. */
    boolean turn() throws Exception {
      var mail = harness.getTaskMailbox().tryTake(TaskMailbox.MIN_PRIORITY);
      if (mail.isPresent()) {
        mail.get().run();
      }
      return mail.isPresent();
    }

    List<Object> said() {
      List<Object> said = new ArrayList<>();
      for (Object one : harness.getOutput()) {
        said.add(one instanceof StreamRecord<?> record ? record.getValue() : one);
      }
      harness.getOutput().clear();
      return said;
    }

    @Override
    public void close() throws Exception {
      harness.close();
    }
  }

  @Test
  void recordsPassBetweenTimersAndTheWatermarkComesLast() throws Exception {
    try (Task task = new Task(null).take("a", "b", "c")) {
      task.said();
      task.harness.processWatermark1(NOON);
      assertEquals(List.of("rang"), task.said());
      task.take("d");
      assertTrue(task.turn());
      assertEquals(List.of("in d", "rang"), task.said());
      while (task.turn()) {}
      assertEquals(List.of("rang", "rang", NOON), task.said());
    }
  }

  @Test
  void aLaterWatermarkDoesNotOvertakeTimers() throws Exception {
    try (Task task = new Task(null).take("a", "b", "c")) {
      task.said();
      task.harness.processWatermark1(NOON);
      Watermark later = new Watermark(13);
      task.harness.processWatermark1(later);
      while (task.turn()) {}
      assertEquals(List.of("rang", "rang", "rang", later), task.said());
    }
  }

  @Test
  void timersThatWaitRingAfterARestart() throws Exception {
    OperatorSubtaskState state;
    try (Task task = new Task(null).take("a", "b", "c")) {
      task.harness.processWatermark1(NOON);
      state = task.harness.snapshot(1, 1);
    }
    try (Task task = new Task(state)) {
      task.harness.processWatermark1(NOON);
      while (task.turn()) {}
      assertEquals(List.of("rang", "rang", NOON), task.said());
    }
  }

  @Test
  void nothingWaitsWhereTheInputIsSilentOrEnds() throws Exception {
    try (Task task = new Task(null).take("a", "b")) {
      task.said();
      task.harness.processWatermark1(NOON);
      task.harness.processWatermarkStatus1(WatermarkStatus.IDLE);
      assertEquals(List.of("rang", "rang", NOON, WatermarkStatus.IDLE), task.said());
    }
    try (Task task = new Task(null).take("a", "b")) {
      task.said();
      task.harness.processWatermark1(Watermark.MAX_WATERMARK);
      assertEquals(List.of("rang", "rang", Watermark.MAX_WATERMARK), task.said());
    }
    try (Task task = new Task(null).take("a", "b")) {
      task.said();
      task.harness.processWatermark1(NOON);
      task.harness.endInput1();
      task.harness.endInput2();
      task.harness.getOperator().finish();
      assertEquals(List.of("rang", "rang", NOON), task.said());
    }
  }
}
