package io.idealstream.stream.embed;

import io.idealstream.stream.output.DeadLetterSettings;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.ReadingLimits;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.flink.api.common.functions.OpenContext;

/**
 * Reads a topic of items, whose times are held against this machine's clock.
 *
 * @param <T> what the topic delivers
 */
abstract class ReadItems<T> extends ReadTopic<T> {
  private static final long serialVersionUID = 1L;

  private final ReadingLimits limits;

  private transient Punctuality punctuality;

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
  }

  /**
   * @throws Unreadable if the item's time is too far ahead
   */
  final void checkTime(Instant time, TopicRecord record) throws Unreadable {
    punctuality.check(time, record);
  }
}
