package io.idealstream.stream.embed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.LatencyMarker;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;

/**
 * Gathers records into small batches for a {@link BatchFunction}, in order.
 *
 * <p>A batch ends when it is full by number or by bytes, when its first record has waited long
 * enough, and before anything that must not overtake a record: an idle input, a checkpoint barrier,
 * the end of the input. Since no record waits across a barrier, there is no state to keep. A
 * watermark waits with the records before it: it comes often, and must not make batches small. So
 * does a latency marker, so that what it measures includes their wait.
 */
public final class MicroBatchOperator<IN, OUT> extends AbstractStreamOperator<OUT>
    implements OneInputStreamOperator<IN, OUT>, BoundedOneInput {
  private static final long serialVersionUID = 1L;
  private static final int HISTOGRAM_WINDOW = 1000;

  private final BatchFunction<IN, OUT> function;
  private final BatchSettings settings;

  private transient List<StreamRecord<IN>> waiting;
  private transient long waitingBytes;
  private transient List<LatencyMarker> markers;

  /** The last that came with the records that wait; null for none. */
  private transient Watermark mark;

  private transient ScheduledFuture<?> timer;
  private transient Histogram batchSize;

  public MicroBatchOperator(BatchFunction<IN, OUT> function, BatchSettings settings) {
    this.function = function;
    this.settings = settings;
  }

  @Override
  public void open() throws Exception {
    super.open();
    waiting = new ArrayList<>(settings.size());
    markers = new ArrayList<>();
    batchSize =
        getMetricGroup()
            .histogram("batchSize", new DescriptiveStatisticsHistogram(HISTOGRAM_WINDOW));
    try {
      function.open(getMetricGroup());
    } catch (Throwable failure) {
      closeAfter(failure);
      throw failure;
    }
  }

  @Override
  public void processElement(StreamRecord<IN> element) throws Exception {
    if (waiting.isEmpty()) {
      long due = getProcessingTimeService().getCurrentProcessingTime() + settings.age().toMillis();
      timer = getProcessingTimeService().registerTimer(due, time -> flush());
    }
    // the caller may use the element again, but never changes the value
    waiting.add(element.copy(element.getValue()));
    waitingBytes += function.bytes(element.getValue());
    if (waiting.size() == settings.size() || waitingBytes >= settings.bytes()) {
      flush();
    }
  }

  @Override
  public void processWatermark(Watermark passing) throws Exception {
    if (waiting.isEmpty()) {
      super.processWatermark(passing);
    } else {
      mark = passing;
    }
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    flush();
    super.processWatermarkStatus(status);
  }

  @Override
  public void processLatencyMarker(LatencyMarker marker) throws Exception {
    if (waiting.isEmpty()) {
      super.processLatencyMarker(marker);
    } else {
      markers.add(marker);
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpoint) throws Exception {
    flush();
  }

  @Override
  public void endInput() throws Exception {
    flush();
  }

  @Override
  public void close() throws Exception {
    try {
      function.close();
    } finally {
      super.close();
    }
  }

  private void flush() throws Exception {
    if (waiting.isEmpty()) {
      return;
    }
    timer.cancel(false);
    List<StreamRecord<IN>> batch = waiting;
    List<LatencyMarker> behind = markers;
    waiting = new ArrayList<>(settings.size());
    waitingBytes = 0;
    markers = new ArrayList<>();
    Watermark passing = mark;
    mark = null;
    batchSize.update(batch.size());
    function.apply(batch.stream().map(StreamRecord::getValue).toList(), new BatchOutputs(batch));
    for (LatencyMarker marker : behind) {
      super.processLatencyMarker(marker);
    }
    if (passing != null) {
      super.processWatermark(passing);
    }
  }

  private void closeAfter(Throwable failure) {
    try {
      function.close();
    } catch (Exception second) {
      failure.addSuppressed(second);
    }
  }

  private final class BatchOutputs implements BatchFunction.Outputs<OUT> {
    private final List<StreamRecord<IN>> batch;

    BatchOutputs(List<StreamRecord<IN>> batch) {
      this.batch = batch;
    }

    @Override
    public void emit(int index, OUT value) {
      output.collect(at(index, value));
    }

    @Override
    public void emit(Instant time, OUT value) {
      output.collect(new StreamRecord<>(value, time.toEpochMilli()));
    }

    @Override
    public <X> void emit(int index, OutputTag<X> side, X value) {
      output.collect(side, at(index, value));
    }

    private <X> StreamRecord<X> at(int index, X value) {
      StreamRecord<IN> source = batch.get(index);
      return source.hasTimestamp()
          ? new StreamRecord<>(value, source.getTimestamp())
          : new StreamRecord<>(value);
    }
  }
}
