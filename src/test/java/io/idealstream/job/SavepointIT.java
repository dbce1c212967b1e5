package io.idealstream.job;

import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.codec.Topic;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A job that is stopped and goes on, divided otherwise, says what it would have said. */
@Tag("long")
class SavepointIT {
  private static final MixedFeed FEED = new MixedFeed(400);

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();
  @TempDir Path folder;

  @Test
  void twoSubtasksThenFourThenOneSayTheSameAsOneThatNeverStops() throws Exception {
    Said expected = Undisturbed.said(kafka.connection(), kafka.prefix() + "plain.", FEED);
    String first;
    try (JobRun two =
        JobRun.begin(kafka.connection(), kafka.prefix(), 2, Topology.Interception.NONE)) {
      two.topics().send(Topic.IMAGES, part(0, 50));
      two.topics().await(Topic.LABELS, 40);
      two.topics().send(Topic.IMAGES, part(50, 200)); // most of it is under way at the stop
      first = two.stop(folder);
    }
    String second;
    try (JobRun four = JobRun.resume(kafka.connection(), kafka.prefix(), 4, first)) {
      four.topics().send(Topic.IMAGES, part(200, 300));
      four.topics().await(Topic.LABELS, 220);
      second = four.stop(folder);
    }
    try (JobRun one = JobRun.resume(kafka.connection(), kafka.prefix(), 1, second)) {
      one.topics().send(Topic.IMAGES, part(300, 400));
      expected.assertSame(one.topics(), FEED);
    }
  }

  private static List<Outgoing> part(int from, int to) {
    return FEED.messages().subList(from, to);
  }
}
