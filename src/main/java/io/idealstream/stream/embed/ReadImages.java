package io.idealstream.stream.embed;

import io.idealstream.stream.ImageArrival;
import io.idealstream.stream.output.DeadLetterSettings;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.ImageReader;
import io.idealstream.wire.codec.ReadingLimits;
import java.time.InstantSource;
import org.apache.flink.api.common.functions.OpenContext;

/** Reads topic {@code images}; whether the bytes are a picture shows when they are embedded. */
public final class ReadImages extends ReadTopic<ImageArrival> {
  private static final long serialVersionUID = 1L;

  private final ReadingLimits limits;

  private transient ImageReader reader;
  private transient Punctuality punctuality;
  private transient FeedWatch feeds;

  public ReadImages(ReadingLimits limits, DeadLetterSettings deadLetters) {
    super(deadLetters);
    this.limits = limits;
  }

  @Override
  public void open(OpenContext context) {
    super.open(context);
    reader = new ImageReader(limits);
    punctuality =
        new Punctuality(
            limits.maxClockSkew(), InstantSource.system(), getRuntimeContext().getMetricGroup());
    feeds = new FeedWatch(ReadImages.class, getRuntimeContext().getMetricGroup());
  }

  @Override
  ImageArrival read(TopicRecord record) throws Unreadable {
    ImageItem image = reader.read(record);
    punctuality.check(image.time(), record);
    feeds.see(image.feed());
    return new ImageArrival(image, record);
  }
}
