package io.idealstream.stream.keyed;

import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * An operator keyed by text that can visit its keys, which a process function cannot: when a
 * restore, a broadcast or the end of the input concerns all of them.
 */
public abstract class KeyedOperator<O> extends AbstractStreamOperator<O> {

  private static final long serialVersionUID = 1L;

  /** What is done with one key. */
  public interface Visit {
    void key() throws Exception;
  }

  /** Visits every key of this subtask that has something in a state, whatever it does to it. */
  protected final void forEveryKey(StateDescriptor<?, ?> with, Visit visit) throws Exception {
    List<String> keys;
    try (Stream<String> held =
        this.<String>getKeyedStateBackend().getKeys(with.getName(), VoidNamespace.INSTANCE)) {
      keys = held.distinct().toList();
    }
    for (String key : keys) {
      setCurrentKey(key);
      visit.key();
    }
  }

  protected final String key() {
    return (String) getCurrentKey();
  }

  /** Processing time in milliseconds since 1970. */
  protected final long now() {
    return getProcessingTimeService().getCurrentProcessingTime();
  }

  protected final void emit(O value) {
    output.collect(new StreamRecord<>(value));
  }

  protected final <T> void emit(OutputTag<T> tag, T value) {
    output.collect(tag, new StreamRecord<>(value));
  }
}
