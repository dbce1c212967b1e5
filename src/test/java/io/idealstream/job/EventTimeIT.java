package io.idealstream.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.client.Isolation;
import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.fixtures.Resources;
import io.idealstream.wire.Distinct;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Query;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.codec.Pictures;
import io.idealstream.wire.codec.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Items alone tell the time: what is silent neither holds it back nor lets it run away. */
class EventTimeIT {
  private static final int SUBTASKS = 4;
  private static final Instant END = MixedFeed.START.plusSeconds(120);
  private static final Instant LAST = MixedFeed.START.plusSeconds(240);

  private static final byte[] PICTURE = Resources.bytes("/samples/pictures/000.jpg");

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
                  .map(record -> Said.read(record, Topic.STATUS))
                  .anyMatch(
                      status ->
                          status.id().equals("owls") && status.state() == StatusState.EXPIRED));
    }
  }

  @Test
  void aProducerWhoseClockIsFastMakesNoOtherLate() throws Exception {
    Duration window = Duration.ofSeconds(5);
    Distinct distinct = new Distinct(Duration.ofMinutes(3), null);
    try (JobRun run =
        JobRun.begin(kafka.connection(), kafka.prefix(), 2, Topology.Interception.NONE)) {
      RunTopics topics = run.topics();
      topics.send(
          Topic.QUERIES,
          List.of(
              query("best", null, 1, window, null), query("distinct", -1.0, null, null, distinct)));
      topics.await(Topic.STATUS, 4);
      topics.send(
          Topic.IMAGES,
          List.of(
              image("fast", Instant.now().plusSeconds(240)),
              image("broken", Instant.now().plusSeconds(3_600))));
      topics.await(Topic.LABELS, 1);
      topics.await(Topic.DEAD_LETTERS, 1);
      topics.await(Topic.HITS, 1); // the first of the distinct ones

      Instant now = Instant.now();
      List<Instant> times = IntStream.range(0, 20).mapToObj(i -> now.minusSeconds(20 - i)).toList();
      topics.send(Topic.IMAGES, times.stream().map(time -> image("slow", time)).toList());
      topics.await(Topic.LABELS, 21);
      // it has its turn after more than the silence of a stream that others no longer wait for
      topics.send(Topic.IMAGES, List.of(image("slow", Instant.now().plusSeconds(10))));
      long windows =
          times.stream()
              .mapToLong(time -> Math.floorDiv(time.toEpochMilli(), window.toMillis()))
              .distinct()
              .count();
      topics.await(
          Topic.HITS, hits -> hits.stream().filter(hit -> isOf(hit, "best")).count() >= windows);
      assertEquals(
          2,
          topics.all(Topic.HITS, Isolation.READ_COMMITTED).stream()
              .filter(hit -> isOf(hit, "distinct"))
              .count(),
          "one 4 minutes ahead, one of now");
    }
  }

  private static boolean isOf(TopicRecord hit, String query) {
    return Said.read(hit, Topic.HITS).query().equals(query);
  }

  private static Outgoing query(
      String id, Double threshold, Integer k, Duration window, Distinct distinct) {
    return Topic.QUERIES.message(
        new Query(
            id,
            "a photo of a duck",
            null,
            null,
            threshold,
            k,
            window,
            null,
            null,
            null,
            null,
            null,
            distinct),
        Encoding.JSON);
  }

  private static Outgoing image(String feed, Instant time) {
    return Pictures.message(
        new ImageItem("at-" + time, feed, time, PICTURE, null, null, null, null), "image/jpeg");
  }

  private static List<Outgoing> imagesOfOneFeed() {
    List<Outgoing> images = new ArrayList<>();
    for (Instant time = MixedFeed.START; !time.isAfter(LAST); time = time.plusSeconds(10)) {
      images.add(image("door", time));
    }
    return images;
  }
}
