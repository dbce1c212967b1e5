package io.idealstream.stream.embed;

import io.idealstream.stream.CaptionArrival;
import io.idealstream.stream.output.DeadLetterSettings;
import io.idealstream.wire.Caption;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.CaptionReader;
import io.idealstream.wire.codec.ReadingLimits;
import org.apache.flink.api.common.functions.OpenContext;

/** Reads topic {@code captions}. */
public final class ReadCaptions extends ReadItems<CaptionArrival> {
  private static final long serialVersionUID = 1L;

  private transient CaptionReader reader;
  private transient FeedWatch feeds;

  public ReadCaptions(ReadingLimits limits, DeadLetterSettings deadLetters) {
    super(limits, deadLetters);
  }

  @Override
  public void open(OpenContext context) {
    super.open(context);
    reader = new CaptionReader(limits());
    feeds = new FeedWatch(ReadCaptions.class, getRuntimeContext().getMetricGroup());
  }

  @Override
  CaptionArrival read(TopicRecord record) throws Unreadable {
    Caption caption = reader.read(record);
    misspelt(reader.misspelt(), caption.id(), record);
    checkTime(caption.time(), record);
    feeds.see(caption.feed());
    return new CaptionArrival(caption, record);
  }
}
