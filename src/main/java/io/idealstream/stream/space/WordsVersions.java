package io.idealstream.stream.space;

import io.idealstream.stream.keyed.KeyedOperator;
import io.idealstream.stream.keyed.VersionFloor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;

/** Versions of the words of a space, the current key; they outlive its removal for a while. */
final class WordsVersions {

  static final ValueStateDescriptor<Long> VERSION =
      new ValueStateDescriptor<>("words-version", LongSerializer.INSTANCE);

  private final ValueState<Long> state;
  private final VersionFloor floor;

  /**
   * @param initialFloor versions begin above it, unless there is state
   */
  WordsVersions(KeyedOperator<?> operator, long initialFloor) throws Exception {
    state = operator.getRuntimeContext().getState(VERSION);
    floor = new VersionFloor(operator, initialFloor);
  }

  /** The last that was given; 0 before the first. */
  long last() throws Exception {
    return state.value() == null ? 0 : state.value();
  }

  long next() throws Exception {
    return floor.after(last());
  }

  void update(long version) throws Exception {
    state.update(version);
  }

  void forget() throws Exception {
    floor.raise(last());
    state.clear();
  }
}
