package io.idealstream.stream.embed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.OutputTag;

/** Hands words on in capital letters and remembers the batches; some words mean something. */
final class RecordedBatches implements BatchFunction<String, String> {
  private static final long serialVersionUID = 1L;

  static final OutputTag<String> SIDE = new OutputTag<>("side", Types.STRING);
  static final String TO_SIDE = "side";
  static final String AT_TEN = "at ten";
  static final String OUT_OF_MEMORY = "out of memory";

  final List<List<String>> batches = new ArrayList<>();
  int closed;
  RuntimeException failureToOpen;

  @Override
  public void open(MetricGroup metrics) {
    if (failureToOpen != null) {
      throw failureToOpen;
    }
  }

  /** Words that mean something take no room. */
  @Override
  public long bytes(String word) {
    return word.contains(" ") ? 0 : word.length();
  }

  @Override
  public void apply(List<String> batch, Outputs<String> outputs) {
    batches.add(batch);
    for (int i = 0; i < batch.size(); i++) {
      String word = batch.get(i);
      switch (word) {
        case OUT_OF_MEMORY -> throw new OutOfMemoryError("a fake");
        case TO_SIDE -> outputs.emit(i, SIDE, word);
        case AT_TEN -> outputs.emit(Instant.ofEpochMilli(10), word);
        default -> outputs.emit(i, word.toUpperCase(java.util.Locale.ROOT));
      }
    }
  }

  @Override
  public void close() {
    closed++;
  }
}
