package io.idealstream.stream.erasure;

import io.idealstream.stream.Forgotten;
import io.idealstream.wire.Erasure;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.Trace;
import io.idealstream.wire.Traces;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Tells what was held of items that were to be forgotten. First input: erasures; second: what the
 * subtasks held. One subtask hears of all.
 *
 * <p>All that comes of an erasure comes before the next barrier, since every operator works it off
 * before it lets that pass. So it is told there, and no state is needed.
 */
public final class TellErasures extends AbstractStreamOperator<Status>
    implements TwoInputStreamOperator<Erasure, Forgotten, Status> {

  private static final long serialVersionUID = 1L;

  /** There is one answer to a request. */
  private static final long VERSION = 1;

  private transient Map<String, List<Erasure>> erasures;
  private transient Map<String, Map<Trace, Long>> found;

  @Override
  public void open() throws Exception {
    super.open();
    erasures = new LinkedHashMap<>();
    found = new HashMap<>();
  }

  @Override
  public void processElement1(StreamRecord<Erasure> element) {
    Erasure erasure = element.getValue();
    erasures.computeIfAbsent(erasure.item(), item -> new ArrayList<>()).add(erasure);
  }

  @Override
  public void processElement2(StreamRecord<Forgotten> element) {
    Forgotten forgotten = element.getValue();
    found
        .computeIfAbsent(forgotten.item(), item -> new EnumMap<>(Trace.class))
        .merge(
            forgotten.trace(),
            forgotten.number(),
            forgotten.trace().isCopied() ? Math::max : Long::sum);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpoint) {
    tell();
  }

  @Override
  public void finish() throws Exception {
    tell();
    super.finish();
  }

  private void tell() {
    erasures.forEach(
        (item, requests) -> {
          String detail = new Traces(found.getOrDefault(item, Map.of())).text();
          requests.forEach(erasure -> tell(erasure, detail));
        });
    erasures.clear();
    found.clear();
  }

  private void tell(Erasure erasure, String detail) {
    output.collect(
        new StreamRecord<>(
            new Status(StatusKind.ERASURE, erasure.request(), VERSION, StatusState.DONE, detail)));
  }
}
