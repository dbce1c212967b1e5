package io.idealstream.stream.embed;

import io.idealstream.stream.Attempt;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.ImageArrival;
import io.idealstream.stream.output.DeadLetterSettings;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.ImageReader;
import io.idealstream.wire.codec.ReadingLimits;
import io.idealstream.wire.codec.Subject;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.OutputTag;

/** Reads topic {@code images}; whether the bytes are a picture shows when they are embedded. */
public final class ReadImages extends ReadItems<ImageArrival> {
  private static final long serialVersionUID = 1L;

  /** That a message of a feed became a dead letter; see {@link Embedded#lost}. */
  public static final OutputTag<Embedded> LOST =
      new OutputTag<>("lost-messages", TypeInformation.of(Embedded.class));

  private transient Counter withoutFeed;
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
    withoutFeed =
        getRuntimeContext().getMetricGroup().addGroup("drift").counter("deadLettersWithoutFeed");
  }

  /** By key and Kafka's time, which stand in for those that could not be read. */
  @Override
  void died(TopicRecord record, Context context) {
    String feed = Attempt.of(() -> Subject.of(record)).value();
    if (feed != null) {
      context.output(LOST, Embedded.lost(feed, Instant.ofEpochMilli(record.timestampMillis())));
      return;
    }
    withoutFeed.inc();
    warnings()
        .log(
            "without-feed",
            () ->
                "A dead letter of %s, partition %d, offset %d, has no key that names its feed: drift"
                        .formatted(record.topic(), record.partition(), record.offset())
                    + " counts it for none");
  }

  @Override
  ImageArrival read(TopicRecord record) throws Unreadable {
    ImageItem image = reader.read(record);
    misspelt(reader.misspelt(), image.id(), record);
    checkTime(image.time(), record);
    feeds.see(image.feed());
    return new ImageArrival(image, record);
  }
}
