package io.idealstream.stream.embed;

import io.idealstream.stream.ControlArrival;
import io.idealstream.stream.output.DeadLetterSettings;
import io.idealstream.wire.Control;
import io.idealstream.wire.Keys;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.ControlReader;
import io.idealstream.wire.codec.ReadingLimits;
import org.apache.flink.api.common.functions.OpenContext;

/** Reads topic {@code controls}; a bad act is also news about its subject. */
public final class ReadControls extends ReadTopic<ControlArrival> {
  private static final long serialVersionUID = 1L;

  private final ReadingLimits limits;

  private transient ControlReader reader;

  public ReadControls(ReadingLimits limits, DeadLetterSettings deadLetters) {
    super(deadLetters);
    this.limits = limits;
  }

  @Override
  public void open(OpenContext context) {
    super.open(context);
    reader = new ControlReader(limits);
  }

  @Override
  ControlArrival read(TopicRecord record) throws Unreadable {
    Control act = reader.read(record);
    return new ControlArrival(Keys.of(act), act, record.timestampMillis(), null);
  }

  @Override
  ControlArrival rejected(String subject, String why) {
    return new ControlArrival(subject, null, 0, why);
  }
}
