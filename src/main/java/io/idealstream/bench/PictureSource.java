package io.idealstream.bench;

import io.idealstream.client.Publisher;
import io.idealstream.demo.Kafka;
import io.idealstream.demo.feed.Samples;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.codec.Pictures;
import io.idealstream.wire.codec.Topic;
import java.time.Instant;

/** The sample pictures over and over, each time under another id, of sixteen feeds. */
public final class PictureSource {

  private static final int FEEDS = 16;

  private final Samples samples;

  public PictureSource(Samples samples) {
    this.samples = samples;
  }

  /**
   * The message of one picture.
   *
   * @param number from 0 on; it is the id
   */
  Outgoing message(int number) {
    ImageItem item =
        new ImageItem(
            String.valueOf(number),
            "feed-" + number % FEEDS,
            Instant.now(),
            samples.picture(number % samples.size()),
            null,
            null,
            null,
            null);
    return Pictures.message(item, "image/jpeg");
  }

  /**
   * Sends the first pictures; returns when all have arrived.
   *
   * @param between is called before each, and may throw to end it
   */
  public void send(Kafka kafka, int number, Runnable between) {
    try (Publisher publisher = kafka.publisher(Topic.IMAGES)) {
      for (int i = 0; i < number; i++) {
        between.run();
        publisher.send(kafka.name(Topic.IMAGES), message(i));
      }
      publisher.flush();
    }
  }
}
