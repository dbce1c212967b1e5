package io.idealstream.stream.embed;

import io.idealstream.stream.ImageArrival;
import io.idealstream.stream.output.DeadLetterSettings;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.ImageReader;
import io.idealstream.wire.codec.ReadingLimits;
import org.apache.flink.api.common.functions.OpenContext;

/** Reads topic {@code images}; whether the bytes are a picture shows when they are embedded. */
public final class ReadImages extends ReadItems<ImageArrival> {
  private static final long serialVersionUID = 1L;

  private transient ImageReader reader;
  private transient FeedWatch feeds;

  public ReadImages(ReadingLimits limits, DeadLetterSettings deadLetters) {
    super(limits, deadLetters);
  }

  @Override
  public void open(OpenContext context) {
    super.open(context);
    reader = new ImageReader(limits());
    feeds = new FeedWatch(ReadImages.class, getRuntimeContext().getMetricGroup());
  }

  @Override
  ImageArrival read(TopicRecord record) throws Unreadable {
    ImageItem image = reader.read(record);
    checkTime(image.time(), record);
    feeds.see(image.feed());
    return new ImageArrival(image, record);
  }
}
