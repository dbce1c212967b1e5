package io.idealstream.stream.output;

import io.idealstream.stream.Attempt;
import io.idealstream.stream.DeadLetters;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Reason;
import io.idealstream.wire.Status;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.Topic;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.function.SerializableSupplier;

/**
 * Writes records as messages of one topic.
 *
 * <p>A message above the sink's limit would fail the producer, and the job with it, again and
 * again: it becomes a dead letter of the topic it was for, at partition and offset -1.
 *
 * @param <T> the records; {@link Outgoing} for messages that are written already
 */
public final class WriteRecords<T> extends ProcessFunction<T, Outgoing> {
  private static final long serialVersionUID = 1L;
  private static final int NOWHERE = -1;

  private final SerializableSupplier<Function<T, Outgoing>> form;
  private final String topic;
  private final int sinkLimit;
  private final DeadLetterSettings deadLetters;

  private transient Function<T, Outgoing> writer;
  private transient DeadLetterOffice office;

  /**
   * @param form opened where the operator runs
   * @param topic full name of the topic, prefix included
   * @param sinkLimit longest message that the topic's sink takes, in bytes
   */
  public WriteRecords(
      SerializableSupplier<Function<T, Outgoing>> form,
      String topic,
      int sinkLimit,
      DeadLetterSettings deadLetters) {
    this.form = form;
    this.topic = topic;
    this.sinkLimit = sinkLimit;
    this.deadLetters = deadLetters;
  }

  /** Records of a topic. */
  public static <T> SerializableSupplier<Function<T, Outgoing>> records(
      Topic<T> topic, Encoding encoding) {
    return () -> record -> topic.message(record, encoding);
  }

  /** Statuses; of rejected definitions the log tells too. */
  public static SerializableSupplier<Function<Status, Outgoing>> statuses(Encoding encoding) {
    return () -> {
      Rejections rejections = new Rejections(System::nanoTime);
      return status -> Topic.STATUS.message(rejections.logged(status), encoding);
    };
  }

  /** Messages that are written already. */
  public static SerializableSupplier<Function<Outgoing, Outgoing>> messages() {
    return Function::identity;
  }

  @Override
  public void open(OpenContext context) {
    writer = form.get();
    office = new DeadLetterOffice(deadLetters, getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(T record, Context context, Collector<Outgoing> out) {
    Attempt<Outgoing> message = Attempt.of(() -> writer.apply(record));
    Attempt<Outgoing> fitting = message.then(this::fitting);
    if (fitting.failed()) {
      Outgoing written =
          message.failed() ? new Outgoing(null, text(record), List.of()) : message.value();
      context.output(DeadLetters.TAG, office.letter(lost(written, context), fitting.why()));
    } else {
      out.collect(fitting.value());
    }
  }

  private Outgoing fitting(Outgoing message) throws Unreadable {
    if (message.sizeBound() > sinkLimit) {
      throw new Unreadable(
          Reason.TOO_LARGE,
          "a message of up to "
              + message.sizeBound()
              + " bytes, expected at most "
              + sinkLimit
              + ", what the sink of "
              + topic
              + " takes");
    }
    return message;
  }

  /** A record that no message can be made of, as far as it can be shown at all. */
  private static <T> byte[] text(T record) {
    return Attempt.of(() -> record.toString().getBytes(StandardCharsets.UTF_8)).value();
  }

  private TopicRecord lost(Outgoing message, Context context) {
    long time =
        context.timestamp() == null
            ? context.timerService().currentProcessingTime()
            : context.timestamp();
    return new TopicRecord(
        topic, NOWHERE, NOWHERE, time, message.key(), message.value(), message.headers());
  }
}
