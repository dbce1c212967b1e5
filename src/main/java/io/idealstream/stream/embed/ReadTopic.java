package io.idealstream.stream.embed;

import io.idealstream.stream.Attempt;
import io.idealstream.stream.DeadLetters;
import io.idealstream.stream.output.DeadLetterOffice;
import io.idealstream.stream.output.DeadLetterSettings;
import io.idealstream.wire.Header;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.Subject;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Reads the messages of one topic, one by one; one that cannot be read becomes a dead letter. By
 * which the topic itself forgets an item is passed over.
 *
 * @param <T> what the topic delivers
 */
public abstract class ReadTopic<T> extends ProcessFunction<TopicRecord, T> {
  private static final long serialVersionUID = 1L;

  private final DeadLetterSettings deadLetters;

  private transient DeadLetterOffice office;
  private transient Counter erased;

  ReadTopic(DeadLetterSettings deadLetters) {
    this.deadLetters = deadLetters;
  }

  /** What a message says. */
  abstract T read(TopicRecord record) throws Unreadable;

  /**
   * What an unreadable message says all the same, beside its dead letter; null for nothing.
   *
   * @param subject what the message is about
   */
  T rejected(String subject, String why) {
    return null;
  }

  /** Hears of a message that became a dead letter. */
  void died(TopicRecord record, Context context) {}

  @Override
  public void open(OpenContext context) {
    office = new DeadLetterOffice(deadLetters, getRuntimeContext().getMetricGroup());
    erased = getRuntimeContext().getMetricGroup().counter("recordsErased");
  }

  @Override
  public final void processElement(TopicRecord record, Context context, Collector<T> out) {
    if (record.value() == null && record.header(Header.ERASURE) != null) {
      erased.inc();
      return;
    }
    Attempt<T> arrival = Attempt.of(() -> read(record));
    T event = arrival.failed() ? rejected(arrival.why(), record) : arrival.value();
    if (event != null) {
      out.collect(event);
    }
    if (arrival.failed()) {
      Outgoing letter =
          event == null
              ? office.letter(record, arrival.why())
              : office.letterOfRejected(record, arrival.why());
      context.output(DeadLetters.TAG, letter);
      died(record, context);
    }
  }

  private T rejected(Unreadable why, TopicRecord record) {
    String subject = why.subject() == null ? key(record) : why.subject();
    return subject == null ? null : rejected(subject, why.getMessage());
  }

  /** What a message is about by its key alone, where a fault of our own kept the reader from it. */
  private static String key(TopicRecord record) {
    return Attempt.of(() -> Subject.of(record)).value();
  }
}
