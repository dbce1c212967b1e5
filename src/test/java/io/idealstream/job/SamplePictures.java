package io.idealstream.job;

import io.idealstream.fixtures.Resources;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.codec.Pictures;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** The sample pictures over and over, each time as an item of its own. */
final class SamplePictures {
  private static final List<byte[]> SAMPLES =
      IntStream.range(0, 600)
          .mapToObj(i -> Resources.bytes("/samples/pictures/%03d.jpg".formatted(i)))
          .toList();

  private static final int FEEDS = 7;

  private SamplePictures() {}

  /** An item of this moment. */
  static Outgoing message(int number) {
    byte[] content = SAMPLES.get(number % SAMPLES.size());
    String feed = "feed-" + number % FEEDS;
    return Pictures.message(
        new ImageItem("item-" + number, feed, Instant.now(), content, null, null, null, null),
        "image/jpeg");
  }
}
