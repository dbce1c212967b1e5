package io.idealstream.job;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.fixtures.Resources;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.Topic;
import io.idealstream.wire.codec.Codecs;
import io.idealstream.wire.codec.Pictures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Items alone tell the time: what is silent neither holds it back nor lets it run away. */
class EventTimeIT {
  private static final int SUBTASKS = 4;
  private static final Instant END = MixedFeed.START.plusSeconds(120);
  private static final Instant LAST = MixedFeed.START.plusSeconds(240);

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();

  @Test
  void afterALongSilenceOneFeedInOneOfFourPartitionsLetsAQueryExpire() throws Exception {
    WatchTime time = new WatchTime(kafka.prefix());
    try (JobRun run = JobRun.begin(kafka.connection(), kafka.prefix(), SUBTASKS, time)) {
      RunTopics topics = run.topics();
      topics.send(Topic.QUERIES, List.of(RunTopics.query("owls", "a photo of an owl", END)));
      topics.await(Topic.STATUS, 3);
      time.awaitSilence(SUBTASKS);

      topics.send(Topic.IMAGES, imagesOfOneFeed());
      assertTrue(time.awaitAtLeast(END).isBefore(LAST));
      topics.await(
          Topic.STATUS,
          records ->
              records.stream()
                  .map(record -> Said.read(record, Codecs.STATUS))
                  .anyMatch(
                      status ->
                          status.id().equals("owls") && status.state() == StatusState.EXPIRED));
    }
  }

  private static List<Outgoing> imagesOfOneFeed() {
    byte[] picture = Resources.bytes("/samples/pictures/000.jpg");
    List<Outgoing> images = new ArrayList<>();
    for (Instant time = MixedFeed.START; !time.isAfter(LAST); time = time.plusSeconds(10)) {
      images.add(
          Pictures.message(
              new ImageItem("at-" + time, "door", time, picture, null, null, null, null),
              "image/jpeg"));
    }
    return images;
  }
}
