package io.idealstream.stream.keyed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AlarmOperatorTest {

  /** Rings so many times, and sets its alarm again each time. */
  private static final class Repeating extends AlarmOperator<String>
      implements OneInputStreamOperator<String, String> {

    private static final long serialVersionUID = 1L;

    private static final ValueStateDescriptor<Integer> LEFT =
        new ValueStateDescriptor<>("left", IntSerializer.INSTANCE);

    private final int times;
    private final long afterMillis;
    private transient ValueState<Integer> left;

    private Repeating(int times, long afterMillis) {
      this.times = times;
      this.afterMillis = afterMillis;
    }

    @Override
    public void open() throws Exception {
      super.open();
      left = getRuntimeContext().getState(LEFT);
    }

    @Override
    public void processElement(StreamRecord<String> element) throws Exception {
      left.update(times);
      setAlarm(afterMillis);
    }

    @Override
    protected void alarmed() throws Exception {
      emit(key());
      left.update(left.value() - 1);
      if (left.value() > 0) {
        setAlarm(afterMillis);
      }
    }
  }

  /** What rings of two keys at the end of the input. */
  private static List<String> atTheEnd(int times, long afterMillis) throws Exception {
    try (var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new Repeating(times, afterMillis), key -> key, Types.STRING)) {
      harness.open();
      harness.processElement(new StreamRecord<>("a"));
      harness.processElement(new StreamRecord<>("b"));
      harness.endInput();
      harness.getOneInputOperator().finish();
      return harness.extractOutputValues().stream().sorted().toList();
    }
  }

  @Test
  void anAlarmThatSetsItselfAgainForLaterRingsOnceAtTheEnd() throws Exception {
    assertEquals(List.of("a", "b"), atTheEnd(Integer.MAX_VALUE, Duration.ofMinutes(1).toMillis()));
  }

  @Test
  void workInSlicesIsDoneAtTheEnd() throws Exception {
    assertEquals(List.of("a", "a", "a", "b", "b", "b"), atTheEnd(3, 1));
  }
}
