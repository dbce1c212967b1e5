package io.idealstream.stream.embed;

import io.idealstream.stream.DeadLetters;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.TopicRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** A topic's reader and what embeds its records, one behind the other. */
final class ReadThenEmbed<T, R> implements AutoCloseable {
  private final OneInputStreamOperatorTestHarness<TopicRecord, T> reading;
  private final OneInputStreamOperatorTestHarness<T, R> embedding;

  ReadThenEmbed(ReadTopic<T> reader, BatchFunction<T, R> function) throws Exception {
    this(reader, function, new BatchSettings(100, Duration.ofMillis(20), 1 << 20));
  }

  ReadThenEmbed(ReadTopic<T> reader, BatchFunction<T, R> function, BatchSettings batches)
      throws Exception {
    reading = new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(reader));
    embedding =
        new OneInputStreamOperatorTestHarness<>(new MicroBatchOperator<>(function, batches));
    reading.open();
    embedding.open();
  }

  void send(TopicRecord message, long timestamp) throws Exception {
    int before = reading.getRecordOutput().size();
    reading.processElement(message, timestamp);
    for (StreamRecord<T> read :
        List.copyOf(reading.getRecordOutput()).subList(before, reading.getRecordOutput().size())) {
      embedding.processElement(read);
    }
  }

  void end() throws Exception {
    reading.endInput();
    embedding.endInput();
  }

  List<StreamRecord<R>> records() {
    return List.copyOf(embedding.getRecordOutput());
  }

  List<R> values() {
    return embedding.extractOutputValues();
  }

  <X> List<StreamRecord<X>> side(OutputTag<X> tag) {
    var side = embedding.getSideOutput(tag);
    return side == null ? List.of() : List.copyOf(side);
  }

  /** Of the reader, then of what embeds. */
  List<Outgoing> deadLetters() {
    List<Outgoing> letters = new ArrayList<>();
    for (OneInputStreamOperatorTestHarness<?, ?> harness : List.of(reading, embedding)) {
      var side = harness.getSideOutput(DeadLetters.TAG);
      if (side != null) {
        side.forEach(letter -> letters.add(letter.getValue()));
      }
    }
    return letters;
  }

  @Override
  public void close() throws Exception {
    reading.close();
    embedding.close();
  }
}
