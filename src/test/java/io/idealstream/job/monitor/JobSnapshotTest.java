package io.idealstream.job.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.job.monitor.JobState.Phase;
import io.idealstream.wire.codec.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobSnapshotTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void everythingIsInItsTree() {
    JobSnapshot snapshot =
        new JobSnapshot(
            NOON,
            new JobState(
                NOON.minusSeconds(60),
                Phase.RESTARTING,
                NOON.minusSeconds(5),
                new Checkpoints(
                    40,
                    2,
                    new Checkpoints.Completed(
                        41, NOON.minusSeconds(3), 1234, Duration.ofMillis(56)))),
            1,
            new Traffic(
                new Flow(100, 39.5),
                new Flow(2, 1),
                new Flow(98, 38),
                new Flow(3, 0),
                new Flow(1, 0.5)),
            Map.of("images", 12L),
            Duration.ofSeconds(20),
            Duration.ofMillis(4999),
            1,
            new Losses(
                Map.of("not-json", 2L),
                Map.of("label", 4L),
                Map.of("match", 5L),
                Map.of("time of images", 10L),
                6,
                7,
                Map.of("await votes", 8L),
                9,
                Map.of("labels", 130L),
                Map.of("unknownValue", 11L)));
    assertEquals(
        "{\"at\":\"2026-03-01T12:00:00Z\",\"started\":\"2026-03-01T11:59:00Z\","
            + "\"state\":\"restarting\",\"since\":\"2026-03-01T11:59:55Z\",\"restarts\":1,"
            + "\"images\":{\"total\":100,\"perSecond\":39.5},"
            + "\"captions\":{\"total\":2,\"perSecond\":1.0},"
            + "\"labels\":{\"total\":98,\"perSecond\":38.0},"
            + "\"hits\":{\"total\":3,\"perSecond\":0.0},"
            + "\"decisions\":{\"total\":1,\"perSecond\":0.5},"
            + "\"lag\":{\"images\":12},\"kafkaSilentSeconds\":20,\"wordsAgeSeconds\":4,"
            + "\"checkpoints\":{\"completed\":40,\"failed\":2,\"last\":{\"id\":41,"
            + "\"at\":\"2026-03-01T11:59:57Z\",\"bytes\":1234,\"millis\":56}},"
            + "\"deadLetters\":{\"not-json\":2},\"itemsHeld\":{\"label\":4},"
            + "\"itemsAnsweredEarly\":{\"match\":5},\"itemsLate\":{\"time of images\":10},"
            + "\"itemsTooLate\":6,\"itemsForgotten\":7,"
            + "\"feedbackEvicted\":{\"await votes\":8},\"feedbackUnmatched\":9,\"lost\":{\"labels\":130},"
            + "\"unknownNames\":{\"unknownValue\":11}}",
        Json.text(snapshot.tree()));
  }

  @Test
  void whatIsNotKnownIsNull() {
    Flow none = new Flow(0, 0);
    JobSnapshot snapshot =
        new JobSnapshot(
            NOON,
            new JobState(NOON, Phase.STARTING, NOON, Checkpoints.NONE),
            0,
            new Traffic(none, none, none, none, none),
            Map.of(),
            null,
            null,
            null,
            Losses.NONE);
    String json = Json.text(snapshot.tree());
    assertEquals(
        "\"kafkaSilentSeconds\":null,\"wordsAgeSeconds\":null,"
            + "\"checkpoints\":{\"completed\":0,\"failed\":0,\"last\":null}",
        json.substring(json.indexOf("\"kafkaSilent"), json.indexOf(",\"deadLetters")));
  }
}
