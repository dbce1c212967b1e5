package io.idealstream.stream.embed;

import io.idealstream.stream.ErasureArrival;
import io.idealstream.stream.output.DeadLetterSettings;
import io.idealstream.wire.Erasure;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.ErasureReader;
import io.idealstream.wire.codec.ReadingLimits;
import org.apache.flink.api.common.functions.OpenContext;

/** Reads topic {@code erasures}; who sent a bad request hears of it. */
public final class ReadErasures extends ReadTopic<ErasureArrival> {
  private static final long serialVersionUID = 1L;

  private final ReadingLimits limits;

  private transient ErasureReader reader;

  public ReadErasures(ReadingLimits limits, DeadLetterSettings deadLetters) {
    super(deadLetters);
    this.limits = limits;
  }

  @Override
  public void open(OpenContext context) {
    super.open(context);
    reader = new ErasureReader(limits);
  }

  @Override
  ErasureArrival read(TopicRecord record) throws Unreadable {
    Erasure erasure = reader.read(record);
    return new ErasureArrival(erasure.request(), erasure, null);
  }

  @Override
  ErasureArrival rejected(String subject, String why) {
    return new ErasureArrival(subject, null, why);
  }
}
