package io.idealstream.stream.embed;

import io.idealstream.stream.log.Warnings;
import io.idealstream.stream.output.DeadLetterSettings;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.ReadingLimits;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Reads a topic of items, whose times are held against this machine's clock.
 *
 * @param <T> what the topic delivers
 */
abstract class ReadItems<T> extends ReadTopic<T> {
  private static final long serialVersionUID = 1L;

  private final ReadingLimits limits;

  private transient Punctuality punctuality;
  private transient Counter unknownFields;
  private transient Warnings warnings;

  ReadItems(ReadingLimits limits, DeadLetterSettings deadLetters) {
    super(deadLetters);
    this.limits = limits;
  }

  final ReadingLimits limits() {
    return limits;
  }

  @Override
  public void open(OpenContext context) {
    super.open(context);
    punctuality =
        new Punctuality(
            limits.maxClockSkew(), InstantSource.system(), getRuntimeContext().getMetricGroup());
    MetricGroup metrics = getRuntimeContext().getMetricGroup();
    unknownFields = metrics.addGroup("values").counter("unknownField");
    warnings = Warnings.of(getClass(), metrics);
  }

  final Warnings warnings() {
    return warnings;
  }

  /**
   * Counts names of fields that are not read though something like them is, and says so.
   *
   * @param fields such as {@code fed; did you mean feed?}
   */
  final void misspelt(List<String> fields, String id, TopicRecord record) {
    if (!fields.isEmpty()) {
      unknownFields.inc(fields.size());
      warnings.log(
          "misspelt",
          () ->
              "%s of %s, partition %d, offset %d, has a field or header that is not read: %s"
                  .formatted(
                      id, record.topic(), record.partition(), record.offset(), fields.get(0)));
    }
  }

  /**
   * @throws Unreadable if the item's time is too far ahead
   */
  final void checkTime(Instant time, TopicRecord record) throws Unreadable {
    punctuality.check(time, record);
  }
}
