package io.idealstream.stream.space;

import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;

/** How subtasks end in tests. */
final class Subtasks {

  private Subtasks() {}

  /** As one that is killed: what was not worked off stays so. */
  static void end(AbstractStreamOperatorTestHarness<?> subtask) {
    try {
      subtask.getOperator().close();
      subtask.getEnvironment().close();
    } catch (Exception unexpected) {
      throw new IllegalStateException("a subtask did not end", unexpected);
    }
  }
}
