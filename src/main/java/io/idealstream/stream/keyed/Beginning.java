package io.idealstream.stream.keyed;

import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;

/** When a job began; what runs of it come after does not change it. */
public final class Beginning {

  private static final ListStateDescriptor<Long> BEGAN =
      new ListStateDescriptor<>("began", LongSerializer.INSTANCE);

  private Beginning() {}

  /**
   * Processing time in milliseconds since 1970: the earliest that any subtask was opened at first.
   * Called once, where the operator is opened.
   */
  public static long of(KeyedOperator<?> operator) throws Exception {
    ListState<Long> state = operator.getOperatorStateBackend().getUnionListState(BEGAN);
    long earliest = operator.now();
    for (long ofSubtask : state.get()) {
      earliest = Math.min(earliest, ofSubtask);
    }
    state.update(List.of(earliest));
    return earliest;
  }
}
