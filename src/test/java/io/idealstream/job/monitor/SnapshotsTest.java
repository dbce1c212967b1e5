package io.idealstream.job.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.fixtures.HandClock;
import io.idealstream.job.monitor.JobState.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.metrics.Counter;
import org.junit.jupiter.api.Test;

class SnapshotsTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final JobState RUNNING = state(Phase.RUNNING, 1);

  private final Metrics flink = new Metrics();
  private final HandClock clock = new HandClock();
  private final Snapshots snapshots = new Snapshots(flink.metrics());

  @Test
  void whatGoesInAndOutIsCountedAndSoIsHowFast() {
    Counter images = flink.counter("read images records", "numRecordsIn", 100);
    flink.counter("embed captions", "numRecordsIn", 30);
    flink.counter("form labels", "numRecordsIn", 200);
    flink.counter("form hits", "numRecordsIn", 3);
    flink.counter("form decisions", "numRecordsIn", 2);
    take(RUNNING);
    images.inc(79);
    clock.advanceMillis(2000);
    Traffic traffic = take(RUNNING).traffic();
    assertEquals(new Flow(179, 39.5), traffic.images());
    assertEquals(new Flow(30, 0), traffic.captions());
    assertEquals(200, traffic.labels().total());
    assertEquals(3, traffic.hits().total());
    assertEquals(2, traffic.decisions().total());
  }

  @Test
  void wordsAreAsOldAsThoseOfTheSpaceThatHasWaitedLongest() {
    flink.gauge("publish words", "wordsAgeMillis", 0L);
    assertNull(take(RUNNING).wordsAge());
    flink.gauge("publish words", "wordsAgeMillis", 4200L);
    flink.gauge("publish words", "wordsAgeMillis", 300L);
    assertEquals(Duration.ofMillis(4200), take(RUNNING).wordsAge());
  }

  @Test
  void imagesLackASpaceWhereNoneIsHeldAndTheyWaitForNone() {
    assertNull(take(RUNNING).spaces(), "no subtask has begun");
    flink.gauge("label", "spacesHeld", 0);
    assertEquals(0, take(RUNNING).spaces());
    assertFalse(take(RUNNING).lacksSpaces(), "no image came");
    flink.counter("read images records", "numRecordsIn", 1);
    assertTrue(take(RUNNING).lacksSpaces());
    flink.gauge("label", "itemsHeld", 1);
    assertFalse(take(RUNNING).lacksSpaces(), "it waits for one");
    flink.gauge("label", "spacesHeld", 2);
    assertEquals(2, take(RUNNING).spaces());
  }

  @Test
  void whatWasLostOrWaitsIsCountedWhereItWas() {
    flink.counter("embed images", "reason.deadLetters", 2, Map.of("<reason>", "bad-picture"));
    flink.counter("decode-captions", "reason.deadLetters", 1, Map.of("<reason>", "not-json"));
    flink.gauge("label", "itemsHeld", 3);
    flink.gauge("label", "itemsHeld", 4);
    flink.gauge("match", "itemsHeld", 0);
    flink.gauge("await votes", "itemsHeld", 1000);
    flink.counter("label", "itemsAnsweredEarly", 5);
    flink.counter("match", "itemsTooLate", 6);
    flink.counter("pre-aggregate", "observations.forgotten", 7);
    flink.counter("await answers", "feedback.evicted", 8);
    flink.counter("await answers", "feedback.unmatched", 9);
    flink.counter("await votes", "feedback.unmatched", 9);
    flink.counter("time of images", "itemsLate", 10);
    flink.counter("observe", "values.unknownValue", 11);
    flink.counter("write labels: Committer", "topic.lost", 130, Map.of("<topic>", "labels"));
    Losses losses = take(RUNNING).losses();
    assertEquals(
        new Losses(
            Map.of("bad-picture", 2L, "not-json", 1L),
            Map.of("label", 7L),
            Map.of("label", 5L),
            Map.of("time of images", 10L),
            6,
            7,
            Map.of("await answers", 8L),
            9,
            Map.of("labels", 130L),
            Map.of("unknownValue", 11L)),
        losses);
    assertEquals(3, losses.allDeadLetters());
  }

  @Test
  void aJobThatFailsWhileItRestartsHasRestartedSinceItLastRan() {
    take(RUNNING);
    assertEquals(NOON.plusSeconds(5), take(state(Phase.RESTARTING, 5)).state().since());
    assertEquals(NOON.plusSeconds(5), take(state(Phase.RESTARTING, 9)).state().since());
    assertEquals(NOON.plusSeconds(20), take(state(Phase.RUNNING, 20)).state().since());
    assertEquals(NOON.plusSeconds(30), take(state(Phase.RESTARTING, 30)).state().since());
  }

  @Test
  void checkpointsThatNoSubtaskCouldTakeYetAreNoFailures() {
    assertEquals(0, failed(Phase.STARTING, 3));
    assertEquals(0, failed(Phase.RUNNING, 4), "one more, before the last subtask ran");
    assertEquals(2, failed(Phase.RUNNING, 6));
    assertEquals(3, failed(Phase.RESTARTING, 7), "it failed with the job");
    assertEquals(3, failed(Phase.RESTARTING, 9));
    assertEquals(3, failed(Phase.RUNNING, 9));
    assertEquals(4, failed(Phase.RUNNING, 10));
  }

  private long failed(Phase phase, long byFlink) {
    Checkpoints checkpoints = new Checkpoints(0, byFlink, null);
    return take(new JobState(NOON, phase, NOON, checkpoints)).state().checkpoints().failed();
  }

  @Test
  void lagAndTheSilenceOfKafkaAreTakenOver() {
    flink.ofJob("numRestarts", 2L);
    JobSnapshot snapshot =
        snapshots.take(
            NOON,
            clock.nanos(),
            RUNNING,
            Map.of("images", 12L, "captions", 3L),
            Optional.of(Duration.ofSeconds(40)));
    assertEquals(15, snapshot.allLag());
    assertEquals(Duration.ofSeconds(40), snapshot.kafkaSilence());
    assertEquals(2, snapshot.restarts());
    assertNull(take(RUNNING).kafkaSilence());
  }

  @Test
  void ratesCanBeThoseSinceAnEarlierSnapshot() {
    Counter images = flink.counter("read images records", "numRecordsIn", 100);
    JobSnapshot before = take(RUNNING);
    images.inc(600);
    JobSnapshot now =
        snapshots.take(NOON.plusSeconds(60), clock.nanos(), RUNNING, Map.of(), Optional.empty());
    assertEquals(new Flow(700, 10), now.since(before).traffic().images());
    assertEquals(List.of(NOON.plusSeconds(60), RUNNING), List.of(now.at(), now.state()));
    assertEquals(new Flow(700, 0), now.since(now).traffic().images(), "no time has passed");
  }

  private JobSnapshot take(JobState state) {
    return snapshots.take(NOON, clock.nanos(), state, Map.of(), Optional.empty());
  }

  private static JobState state(Phase phase, long since) {
    return new JobState(NOON, phase, NOON.plusSeconds(since), Checkpoints.NONE);
  }
}
