package io.idealstream.stream.output;

import io.idealstream.stream.log.Warnings;
import io.idealstream.wire.DeadLetter;
import io.idealstream.wire.Header;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Reason;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Makes an operator's dead letters and counts them by reason, as {@code reason.REASON.deadLetters}.
 * The first of each reason is logged, and then at most one a minute.
 *
 * <p>Never above the sink's limit: the value gives way first, then the key, then the headers that
 * came with the record.
 */
public final class DeadLetterOffice {
  private final DeadLetterSettings settings;
  private final MetricGroup metrics;
  private final Map<Reason, Counter> counters = new EnumMap<>(Reason.class);
  private final Warnings warnings;

  public DeadLetterOffice(DeadLetterSettings settings, MetricGroup metrics) {
    this.settings = settings;
    this.metrics = metrics;
    this.warnings = Warnings.of(DeadLetterOffice.class, metrics);
  }

  /** The dead letter of a record, which counts and logs it. */
  public Outgoing letter(TopicRecord record, Unreadable why) {
    warnings.log(
        why.reason().code(),
        () ->
            "Dead letter of %s, partition %d, offset %d: %s: %s"
                .formatted(
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    why.reason().code(),
                    why.getMessage()));
    return counted(record, why);
  }

  /** The dead letter of a definition whose rejection is logged where its status is written. */
  public Outgoing letterOfRejected(TopicRecord record, Unreadable why) {
    return counted(record, why);
  }

  private Outgoing counted(TopicRecord record, Unreadable why) {
    counters.computeIfAbsent(why.reason(), this::counter).inc();
    return fitted(DeadLetter.of(record, why, settings.maxBytes()));
  }

  private Counter counter(Reason reason) {
    return metrics.addGroup("reason", reason.code()).counter("deadLetters");
  }

  private Outgoing fitted(Outgoing whole) {
    Outgoing lessValue =
        new Outgoing(whole.key(), cut(whole.value(), excess(whole)), whole.headers());
    Outgoing lessKey =
        new Outgoing(
            cut(lessValue.key(), excess(lessValue)), lessValue.value(), lessValue.headers());
    return excess(lessKey) == 0
        ? lessKey
        : new Outgoing(lessKey.key(), lessKey.value(), ownHeaders(lessKey.headers()));
  }

  private long excess(Outgoing letter) {
    return Math.max(0, letter.sizeBound() - settings.sinkLimit());
  }

  private static byte[] cut(byte[] bytes, long excess) {
    return bytes == null || excess == 0
        ? bytes
        : Arrays.copyOf(bytes, (int) Math.max(0, bytes.length - excess));
  }

  private static List<Header> ownHeaders(List<Header> headers) {
    return headers.stream()
        .filter(header -> !header.name().startsWith(DeadLetter.SOURCE_HEADER_PREFIX))
        .toList();
  }
}
