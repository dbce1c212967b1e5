package io.idealstream.job;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Lets the input of each operator fail once, after a checkpoint and with later records in flight.
 */
final class FailOnce implements Topology.Interception {
  private static final Set<String> FAILED = ConcurrentHashMap.newKeySet();

  private final String run;

  /**
   * @param run tells this run's failures from those of others in the process
   */
  FailOnce(String run) {
    this.run = run;
  }

  int failures() {
    return (int) FAILED.stream().filter(name -> name.startsWith(run)).count();
  }

  @Override
  public <T> DataStream<T> before(String uid, DataStream<T> input) {
    return input.map(new Failing<>(run + uid)).returns(input.getType()).uid("fail-before-" + uid);
  }

  private static final class Failing<T> extends RichMapFunction<T, T>
      implements CheckpointListener {
    private static final long serialVersionUID = 1L;
    private static final int LATER_RECORDS = 40;

    private final String name;
    private transient boolean checkpointed;
    private transient boolean seen;
    private transient int later;

    Failing(String name) {
      this.name = name;
    }

    @Override
    public T map(T record) {
      seen = true;
      if (checkpointed && ++later > LATER_RECORDS && FAILED.add(name)) {
        throw new IllegalStateException("a failure before " + name + ", on purpose");
      }
      return record;
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) {
      checkpointed = seen;
    }
  }
}
