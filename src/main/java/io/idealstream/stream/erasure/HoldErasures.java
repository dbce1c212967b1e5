package io.idealstream.stream.erasure;

import io.idealstream.stream.ErasureArrival;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Erasure;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.codec.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Holds each erasure until a checkpoint that began after it came is complete, and hands it on then.
 *
 * <p>By then everything that the job had read before that checkpoint has come to where it is kept:
 * nothing of the item is on its way between two operators, where nobody could take it out. What is
 * in state was held at a barrier, so that after a restore it is handed on at once.
 */
public final class HoldErasures extends AbstractStreamOperator<Erasure>
    implements OneInputStreamOperator<ErasureArrival, Erasure> {

  /** Which requests cannot be used. */
  public static final OutputTag<Status> STATUS =
      new OutputTag<>("erasures-rejected", TypeInformation.of(Status.class));

  private static final long serialVersionUID = 1L;

  private static final ListStateDescriptor<byte[]> HELD =
      new ListStateDescriptor<>("held", BytePrimitiveArraySerializer.INSTANCE);

  private transient ListState<byte[]> state;

  /** Those that have come since the last barrier. */
  private transient List<Erasure> fresh;

  /** Those that came before a barrier, by its checkpoint. */
  private transient NavigableMap<Long, List<Erasure>> held;

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    state = context.getOperatorStateStore().getListState(HELD);
    fresh = new ArrayList<>();
    held = new TreeMap<>();
    List<Erasure> restored = new ArrayList<>();
    for (byte[] erasure : state.get()) {
      restored.add(Topic.ERASURES.decode(erasure, Encoding.JSON));
    }
    if (!restored.isEmpty()) {
      held.put(Long.MIN_VALUE, restored);
    }
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // Flink fails the task if the timer's work fails
  public void open() throws Exception {
    super.open();
    long now = getProcessingTimeService().getCurrentProcessingTime();
    getProcessingTimeService().registerTimer(now + 1, time -> handOn(Long.MIN_VALUE));
  }

  @Override
  public void processElement(StreamRecord<ErasureArrival> element) {
    ErasureArrival arrival = element.getValue();
    if (arrival.rejected() == null) {
      fresh.add(arrival.erasure());
    } else {
      output.collect(
          STATUS,
          new StreamRecord<>(
              new Status(
                  StatusKind.ERASURE,
                  arrival.request(),
                  0,
                  StatusState.REJECTED,
                  arrival.rejected())));
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    if (!fresh.isEmpty()) {
      held.put(context.getCheckpointId(), fresh);
      fresh = new ArrayList<>();
    }
    List<byte[]> bytes = new ArrayList<>();
    for (List<Erasure> each : held.values()) {
      each.forEach(erasure -> bytes.add(Topic.ERASURES.encode(erasure, Encoding.JSON)));
    }
    state.update(bytes);
  }

  @Override
  public void notifyCheckpointComplete(long checkpoint) throws Exception {
    super.notifyCheckpointComplete(checkpoint);
    handOn(checkpoint);
  }

  private void handOn(long checkpoint) {
    NavigableMap<Long, List<Erasure>> due = held.headMap(checkpoint, true);
    due.values().forEach(this::emit);
    due.clear();
  }

  private void emit(List<Erasure> erasures) {
    erasures.forEach(erasure -> output.collect(new StreamRecord<>(erasure)));
  }

  /** No checkpoint need come any more. */
  @Override
  public void finish() throws Exception {
    handOn(Long.MAX_VALUE);
    emit(fresh);
    fresh = new ArrayList<>();
    super.finish();
  }
}
